"""The class defaults: a number with a band and a source for every figure."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from carwright.carfile.vocabulary import words_of
from carwright.figure_table import BY_KEY, CHOICES
from carwright.settle import desk
from carwright.settle.defaults import Kind, default
from carwright.settle.settle import settle
from carwright.validate.row_car import car_file

DEFAULTS = tomllib.loads(
    (files("carwright.settle") / "class_defaults.toml").read_text(encoding="utf-8")
)
AXLE_KEYS = {key.removeprefix("rear_") for key in BY_KEY if key.startswith("rear_")}
BLOCKS = [
    (block, group, row)
    for block in ("by_body", "by_size", "by_chemistry", "by_machine")
    for group, rows in DEFAULTS[block].items()
    for row in rows.items()
]


def limits(key: str) -> tuple[float, float]:
    """Bounds of a figure, or of the one that a key of a machine block stands for."""
    row = BY_KEY.get(key) or BY_KEY[f"rear_{key}"]
    return row.low, row.high


def assert_in_band(key: str, row: dict[str, Any]) -> None:
    """Fail unless low <= value <= high, all within what any car can be."""
    low, high = limits(key)
    assert low <= row["low"] <= row.get("value", row["low"]) <= row["high"] <= high


def test_every_figure_and_choice_has_a_default_and_no_other_key():
    assert set(DEFAULTS["defaults"]) == set(BY_KEY) | set(CHOICES)


@pytest.mark.parametrize("key", BY_KEY)
def test_a_default_lies_in_its_band(key: str):
    row = DEFAULTS["defaults"][key]
    assert_in_band(key, row)
    assert row["low"] < row["high"]


@pytest.mark.parametrize("choice", CHOICES)
def test_a_default_choice_is_one_of_its_words(choice: str):
    assert DEFAULTS["defaults"][choice]["value"] in words_of(choice)


@pytest.mark.parametrize(("block", "group", "row"), BLOCKS)
def test_a_block_replaces_figures_only(block: str, group: str, row: tuple[str, dict[str, Any]]):
    key, default = row
    assert key in (AXLE_KEYS if block == "by_machine" else BY_KEY), f"{block}: {group}"
    assert_in_band(key, default)


def test_blocks_name_every_chemistry_and_machine():
    assert set(DEFAULTS["by_chemistry"]) == set(words_of("chemistry"))
    assert {*DEFAULTS["by_machine"], "none"} == set(words_of("rear_machine"))
    assert set(DEFAULTS["by_size"]) == {"small", "compact", "mid", "large"}
    assert set(DEFAULTS["by_body"]) == {"sedan", "hatchback", "suv", "wagon", "coupe", "van"}


def test_every_default_and_rule_names_its_source():
    rows = [*DEFAULTS["defaults"].values(), *DEFAULTS["rules"].values()]
    rows += [row for _, _, (_, row) in BLOCKS]
    assert {row["from"] for row in rows} == set(DEFAULTS["sources"])


def test_a_battery_default_has_a_usable_part():
    rows = DEFAULTS["defaults"]
    gross = rows["battery_gross_energy_kwh"]["value"]
    assert 0.9 < rows["battery_usable_energy_kwh"]["value"] / gross < 1.0


SPARSE = [
    {},
    {"peak_power_kw": 200},
    {"front_peak_power_kw": 100},
    {"rear_peak_torque_nm": 300},
    {"battery_nominal_voltage_v": 350, "battery_charge_ah": 180},
    {"kerb_mass_kg": 1800, "top_speed_kmh": 180, "length_mm": 4500},
]


def test_every_row_by_body_or_size_is_asked_for(monkeypatch: pytest.MonkeyPatch):
    """A row that the population replaces for every car would be dead."""
    asked = set()

    def noted(key: str, kind: Kind):
        groups = (("by_body", kind.body), ("by_size", kind.size))
        asked.update((b, key) for b, group in groups if key in DEFAULTS[b].get(group, {}))
        return default(key, kind)

    monkeypatch.setattr(desk, "default", noted)
    for figures in SPARSE:
        for drive in ("front", "rear", "all"):
            known = car_file("x", "A maker", "a car", 2022, figures | {"drive": drive})
            for body in ("suv", "van"):
                settle(known.model_copy(update={"size": "small", "body": body}))
    assert asked == {
        (block, key) for block, _, (key, _) in BLOCKS if block in ("by_body", "by_size")
    }
