"""Car files: what is known, claimed and said of a car, who said it and when. No JAX here.

Names are looked up when they are first used: listing the garage loads no pydantic and no YAML.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from carwright.carfile.best import best_claim as best_claim
    from carwright.carfile.best import of_variant as of_variant
    from carwright.carfile.garage import Head as Head
    from carwright.carfile.garage import garage_heads as garage_heads
    from carwright.carfile.garage import garage_ids as garage_ids
    from carwright.carfile.garage import garage_path as garage_path
    from carwright.carfile.loading import load as load
    from carwright.carfile.schema import CarFile as CarFile
    from carwright.carfile.schema import Claim as Claim
    from carwright.carfile.schema import Said as Said
    from carwright.carfile.schema import Source as Source

_HOMES = {
    "CarFile": "schema",
    "Claim": "schema",
    "Head": "garage",
    "Said": "schema",
    "Source": "schema",
    "best_claim": "best",
    "garage_heads": "garage",
    "garage_ids": "garage",
    "garage_path": "garage",
    "load": "loading",
    "of_variant": "best",
}

__all__ = [
    "CarFile",
    "Claim",
    "Head",
    "Said",
    "Source",
    "best_claim",
    "garage_heads",
    "garage_ids",
    "garage_path",
    "load",
    "of_variant",
]


def __getattr__(name: str) -> Any:
    """Return a public name from the module that holds it."""
    if name not in _HOMES:
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
