"""Class defaults: what is usual of a battery car, for every figure that nobody has said of one.

They stand in `class_defaults.toml` with band and source; blocks by size, body, chemistry and
machine replace the general ones, in that order. The loss shares of drive units come from the fit
that `tools/fit_drive_unit.py` wrote.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

_FITTED = MappingProxyType(
    {
        "copper_loss_share": ("copper",),
        "weakened_copper_ratio": ("weakened_copper",),
        "load_iron_loss_share": ("load_iron",),
        "inverter_loss_share": ("inverter", "excitation"),
        "switching_loss_share": ("switching",),
        "field_weakening_loss_share": ("field_weakening",),
        "field_weakening_onset_ratio": ("field_weakening_onset",),
        "motor_drag_linear_share": ("drag",),
        "motor_drag_quadratic_share": (),
    }
)
"""Coefficients of the fit that add up to each figure of a drive unit."""
_MACHINES = MappingProxyType(
    {"permanent-magnet": "pm", "induction": "induction", "wound-rotor": "wound"}
)


@dataclass(frozen=True, slots=True)
class Default:
    """A usual value with its band, in the unit of its key, or a word."""

    value: float | str
    low: float | None
    high: float | None
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What kind of car is meant: all that a default may depend on."""

    body: str | None = None
    size: str | None = None
    chemistry: str = "nmc"
    front_machine: str = "none"
    rear_machine: str = "permanent-magnet"


@lru_cache(maxsize=4096)
def default(key: str, kind: Kind) -> Default:
    """Return the usual value of a figure for a kind of car.

    Args:
        key: key of a figure or name of a choice.
        kind: what kind of car is meant.
    """
    document = _document()
    blocks = [
        document["defaults"],
        document["by_size"].get(kind.size, {}),
        document["by_body"].get(kind.body, {}),
        document["by_chemistry"].get(kind.chemistry, {}),
    ]
    row = next(block[key] for block in reversed(blocks) if key in block)
    for side, machine in (("front_", kind.front_machine), ("rear_", kind.rear_machine)):
        of_machine = document["by_machine"].get(machine, {})
        if key.startswith(side) and key.removeprefix(side) in of_machine:
            row = of_machine[key.removeprefix(side)] | {
                "key": key.removeprefix(side),
                "machine": machine,
            }
    return _read(row)


@cache
def rule(name: str) -> Mapping[str, Any]:
    """Return a rule by which one figure follows from others: its text, numbers and source.

    Args:
        name: name of the rule in `class_defaults.toml`.
    """
    return _document()["rules"][name]


@cache
def reference(key: str) -> float:
    """Return a size of the reference car, to which the defaults of what follows it belong.

    Args:
        key: key of a figure; one of a unit may be without its axle.
    """
    sizes = _document()["reference"]
    return float(sizes[key] if key in sizes else sizes[key.split("_", 1)[1]])


@cache
def source_title(source: str) -> str:
    """Return who stands behind a default, in words.

    Args:
        source: id of a source in `class_defaults.toml`.
    """
    entry = _document()["sources"][source]
    return f"{entry['by']}: {entry['title']}"


def digest() -> str:
    """Return the hash of the defaults, of the fits behind them and of the population."""
    folder = files("carwright")
    population = [folder / "population" / name for name in ("evidence.csv", "fit.json")]
    rules = [folder / "settle" / name for name in ("class_defaults.toml", "charging_curves.json")]
    parts = [*rules, folder / "car" / "drive_unit_fit.json", *population]
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()


def _read(row: Mapping[str, Any]) -> Default:
    value = _fitted(row["key"], row["machine"]) if "fit" in row else row["value"]
    return Default(value, row.get("low"), row.get("high"), row["from"], row.get("note", ""))


def _fitted(key: str, machine: str) -> float:
    coefficients = _fit()[_MACHINES[machine]]["coefficients"]
    return float(sum(coefficients[name] for name in _FITTED[key]))


@cache
def _fit() -> dict[str, Any]:
    return json.loads((files("carwright.car") / "drive_unit_fit.json").read_text(encoding="utf-8"))


@cache
def _document() -> dict[str, Any]:
    return tomllib.loads(
        (files("carwright.settle") / "class_defaults.toml").read_text(encoding="utf-8")
    )
