"""Class defaults: later blocks replace earlier ones, and drive units come from the fit."""

import json
import re
from importlib.resources import files

import pytest

from carwright.figure_table import BY_KEY, CHOICES
from carwright.settle.defaults import Default, Kind, default, digest, rule, source_title

PLAIN = Kind()
FIT = json.loads((files("carwright") / "car" / "drive_unit_fit.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("key", [*BY_KEY, *CHOICES])
def test_every_figure_has_a_default(key: str):
    found = default(key, PLAIN)
    assert isinstance(found, Default)
    assert isinstance(found.value, float | int | str)
    assert source_title(found.source)


@pytest.mark.parametrize(
    ("key", "kind", "value"),
    [
        ("drag_coefficient", PLAIN, 0.25),
        ("drag_coefficient", Kind(body="suv"), 0.27),
        ("drag_coefficient", Kind(body="sedan", size="small"), 0.23),
        ("tyre_radius_m", Kind(body="sedan", size="small"), 0.318),
        ("onboard_charger_power_kw", Kind(size="small"), 7.4),
    ],
)
def test_body_and_size_replace_what_is_usual(key: str, kind: Kind, value: float):
    assert default(key, kind).value == value


def test_chemistry_and_machine_replace_what_is_usual():
    energy = "pack_specific_energy_wh_per_kg"
    nmc, lfp = (default(energy, Kind(chemistry=name)).value for name in ("nmc", "lfp"))
    assert isinstance(nmc, float | int)
    assert isinstance(lfp, float | int)
    assert lfp < nmc
    growth = [
        default(f"{side}_weakened_copper_ratio", Kind(rear_machine="induction")).value
        for side in ("front", "rear")
    ]
    assert growth == [0.0, 1.0]


def test_a_drive_unit_takes_the_coefficients_of_the_fit():
    coefficients = FIT["pm"]["coefficients"]
    kind = Kind(rear_machine="permanent-magnet")
    assert default("rear_copper_loss_share", kind).value == coefficients["copper"]
    inverter = coefficients["inverter"] + coefficients["excitation"]
    assert default("rear_inverter_loss_share", kind).value == inverter


def test_defaults_have_one_hash():
    assert re.fullmatch(r"[0-9a-f]{64}", digest())
    assert digest() == digest()


def test_a_rule_is_read_by_its_name():
    assert rule("usable_over_gross")["value"] == 0.95
    with pytest.raises(KeyError):
        rule("no-such-rule")


def test_a_cabin_goes_with_its_size_and_a_van_is_a_van_whatever_its_size():
    keys = (
        "cabin_shell_conductance_w_per_k",
        "cabin_air_heat_capacity_j_per_k",
        "cabin_mass_heat_capacity_j_per_k",
        "cabin_sun_area_m2",
        "air_conditioning_power_kw",
    )
    for key in keys:
        kinds = [Kind(size=size) for size in ("small", "mid", "large")]
        small, mid, large = (float(default(key, kind).value) for kind in kinds)
        van = float(default(key, Kind(body="van", size="small")).value)
        assert small < mid < large < van
        assert small < float(default(key, Kind()).value) < large
