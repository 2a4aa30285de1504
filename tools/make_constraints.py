"""Write constraints.txt: the newest versions that install together, for each Python we test.

Run: python tools/make_constraints.py
"""

import re
import subprocess
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
VERSIONS = ("3.11", "3.12", "3.13")
HEAD = """\
# What carwright is tested with; made by tools/make_constraints.py, not by hand.
# pip install -c constraints.txt .
"""


def requirements() -> list[str]:
    """Everything that pyproject.toml asks for, development included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    return project["dependencies"] + [line for extra in extras for line in extra]


def resolve(version: str, folder: Path) -> dict[str, str]:
    """Install into an empty virtualenv and read back what pip chose.

    Args:
        version: of Python, such as 3.12.
        folder: where the virtualenv may stand.
    """
    subprocess.run([ROOT / "tools" / "make_venv", folder, version], check=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "-qq"]
    subprocess.run([*pip, "install", *requirements()], check=True)
    frozen = subprocess.run([*pip, "freeze"], check=True, capture_output=True, text=True).stdout
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)$", frozen, re.MULTILINE))


def lines(chosen: dict[str, dict[str, str]]) -> list[str]:
    """One line a package where all Pythons agree, else one line for each version.

    Args:
        chosen: for each Python the packages and their versions.
    """
    names = sorted({name for pins in chosen.values() for name in pins}, key=str.lower)
    return [line for name in names for line in _pins(name, chosen)]


def _pins(name: str, chosen: dict[str, dict[str, str]]) -> list[str]:
    first, *rest = [chosen[version].get(name) for version in VERSIONS]
    if set(rest) == {first}:
        return [f"{name}=={first}"]
    if len(set(rest)) == 1:
        limits = (('python_version < "3.12"', first), ('python_version >= "3.12"', rest[0]))
    else:
        limits = tuple(
            (f'python_version == "{version}"', chosen[version].get(name)) for version in VERSIONS
        )
    return [f"{name}=={pin} ; {limit}" for limit, pin in limits if pin is not None]


def main() -> None:
    """Resolve once for each Python and write the file."""
    chosen = {}
    for version in VERSIONS:
        with tempfile.TemporaryDirectory() as folder:
            chosen[version] = resolve(version, Path(folder) / "venv")
        print(f"Python {version}: {len(chosen[version])} packages")
    target = ROOT / "constraints.txt"
    target.write_text(HEAD + "\n".join(lines(chosen)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
