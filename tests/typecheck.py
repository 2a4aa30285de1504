"""The type checkers that run behind every function of carwright while it is tested.

jaxtyping holds the shapes of one call against each other; beartype alone takes a tenth of the time
and looks after the modules that know nothing of arrays of JAX.
"""

from pathlib import Path

from beartype import BeartypeConf, beartype
from beartype.claw import beartype_packages
from jaxtyping import install_import_hook

_SOURCE = Path(__file__).parents[1] / "src"
_OF_ARRAYS = ("import jax", "from jax", "carwright.state", "figure_vector", "TYPE_CHECKING")
# A whole number may stand where a float is asked for, as type checkers have it.
_CONF = BeartypeConf(is_pep484_tower=True, claw_is_pep526=False)

check = beartype(conf=_CONF)


def watch() -> None:
    """Check the types of all that is imported from now on."""
    paths = [path for path in (_SOURCE / "carwright").rglob("*.py") if path.stem != "__init__"]
    texts = {_name(path): path.read_text(encoding="utf-8") for path in paths}
    arrays = [name for name, text in texts.items() if any(word in text for word in _OF_ARRAYS)]
    beartype_packages(tuple(sorted(texts.keys() - set(arrays))), conf=_CONF)
    install_import_hook(arrays, "typecheck.check")


def _name(path: Path) -> str:
    return ".".join(path.relative_to(_SOURCE).with_suffix("").parts)
