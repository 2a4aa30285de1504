"""The rules of drive units: machines that makers build, inverters, gears, losses by size."""

import math

import pytest

from carwright.settle.defaults import Kind, default, rule

PM = Kind(rear_machine="permanent-magnet")
MPH = 0.44704


@pytest.mark.parametrize(
    ("maker", "name", "year", "drive", "machines"),
    [
        ("BMW", "i4 eDrive40", 2022, "rear", ("none", "wound-rotor")),
        ("BMW", "i3 60 Ah", 2014, "rear", ("none", "permanent-magnet")),
        ("Nissan", "Ariya e-4ORCE", 2023, "all", ("wound-rotor", "wound-rotor")),
        ("Audi", "e-tron 55 quattro", 2020, "all", ("induction", "induction")),
        ("Audi", "e-tron GT", 2022, "all", ("permanent-magnet", "permanent-magnet")),
        ("Tesla", "Model 3 Long Range AWD", 2021, "all", ("induction", "permanent-magnet")),
        ("Tesla", "Model 3 RWD", 2022, "rear", ("none", "permanent-magnet")),
        ("Tesla", "Model S Plaid", 2021, "all", ("permanent-magnet", "permanent-magnet")),
        ("Mercedes-Benz", "EQA 250", 2021, "front", ("induction", "none")),
        ("Mercedes-Benz", "EQB 250", 2022, "front", ("permanent-magnet", "none")),
        ("Somebody", "Model 3", 2022, "all", ("permanent-magnet", "permanent-magnet")),
    ],
)
def test_makers_build_what_they_are_known_for(  # noqa: PLR0913 (each is a part of the case)
    settled, maker: str, name: str, year: int, drive: str, machines: tuple[str, str]
):
    found = settled(f"maker: {maker}\nname: {name}\nyear: {year}", drive=drive)
    assert (found.choices["front_machine"], found.choices["rear_machine"]) == machines
    said = settled(
        f"maker: {maker}\nname: {name}\nyear: {year}",
        drive="rear",
        rear_machine="induction",
        peak_power_kw=150,
    )
    assert said.choices["rear_machine"] == "induction"


@pytest.mark.parametrize(
    ("maker", "year", "volts", "drive", "inverters"),
    [
        ("Tesla", 2019, 400, "all", ("igbt", "sic")),
        ("Tesla", 2022, 400, "all", ("sic", "sic")),
        ("Hyundai", 2022, 800, "rear", (None, "sic")),
        ("Hyundai", 2022, 400, "front", ("igbt", None)),
        ("Somebody", 2023, 400, "rear", (None, "igbt")),
        ("Somebody", 2023, 800, "rear", (None, "sic")),
        ("Porsche", 2020, 800, "all", ("igbt", "igbt")),
    ],
)
def test_inverters_by_maker_year_and_voltage(  # noqa: PLR0913 (each is a part of the case)
    settled, maker: str, year: int, volts: int, drive: str, inverters: tuple[str | None, ...]
):
    found = settled(f"maker: {maker}\nyear: {year}", drive=drive, system_voltage_v=volts)
    for side, inverter in zip(("front", "rear"), inverters, strict=True):
        origin = found.origins.get(f"{side}_inverter")
        assert (None if origin is None else origin.value) == inverter


def test_silicon_carbide_takes_its_share_of_the_inverter_and_not_of_the_machine(settled):
    silicon, carbide = (settled(rear_inverter=word) for word in ("igbt", "sic"))
    for loss, factor in rule("silicon_carbide")["value_by_loss"].items():
        key = f"rear_{loss}"
        assert carbide.values[key] == pytest.approx(factor * silicon.values[key])
    for loss in ("load_iron_loss_share", "field_weakening_loss_share", "motor_drag_linear_share"):
        assert carbide.values[f"rear_{loss}"] == silicon.values[f"rear_{loss}"]
    said = settled(rear_inverter="sic", rear_inverter_loss_share=0.02)
    assert said.values["rear_inverter_loss_share"] == 0.02


def test_losses_follow_the_size_of_the_machine(settled):
    """By hand: W/(Nm)^2 with one over torque, what stands with power, drag with torque."""
    found = settled(peak_power_kw=200, peak_torque_nm=600, rear_inverter="igbt")

    def of_reference(loss: str) -> float:
        return float(default(f"rear_{loss}", PM).value)

    def of_car(loss: str) -> float:
        return found.values[f"rear_{loss}"]

    power, torque, base = 200e3, 600.0, 200e3 / 600.0
    copper = of_car("copper_loss_share") * power / torque**2
    reference = of_reference("copper_loss_share") * 150e3 / 310.0**2
    assert copper == pytest.approx(reference * 310.0 / 600.0)
    drag = of_car("motor_drag_linear_share") * torque / base
    reference = of_reference("motor_drag_linear_share") * 310.0 / (150e3 / 310.0)
    assert drag == pytest.approx(reference * 600.0 / 310.0)
    weakening = of_car("field_weakening_loss_share") * power
    assert weakening == pytest.approx(
        of_reference("field_weakening_loss_share") * 150e3 * 600.0 / 310.0
    )
    assert of_car("switching_loss_share") == pytest.approx(of_reference("switching_loss_share"))


def test_the_motors_speed_tells_the_gear_unless_no_motor_turns_so_fast(settled):
    said = {"tyre_radius_m": 0.34, "top_speed_kmh": 160}
    found = settled("year: 2021", motor_speed_rpm_per_mph=110, **said)
    ratio = 110 * math.tau / 60.0 / MPH * 0.34
    assert found.values["rear_gear_ratio"] == pytest.approx(ratio)
    # 190 for each mph at 260 km/h are 30,700 rpm: that is a first gear.
    fast = {"tyre_radius_m": 0.34, "top_speed_kmh": 260}
    first = settled("year: 2021", motor_speed_rpm_per_mph=190, **fast)
    without = settled("year: 2021", **fast)
    assert first.values["rear_gear_ratio"] == without.values["rear_gear_ratio"]


def test_no_single_gear_is_as_short_as_a_first_gear(settled):
    """Whatever the top speed is estimated at: a Taycan's 187.5 for each mph are 15.5 turns."""
    slow = {"tyre_radius_m": 0.34, "top_speed_kmh": 140}
    first = settled("year: 2021", motor_speed_rpm_per_mph=187.5, **slow)
    assert (
        first.values["rear_gear_ratio"] == settled("year: 2021", **slow).values["rear_gear_ratio"]
    )
