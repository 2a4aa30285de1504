"""The cars in the garage: whole, with their sources, and the model dossier complete."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from carwright import carfile
from carwright.carfile.dates import last_day
from carwright.carfile.dossier import read_dossier
from carwright.carfile.origins import once, origins_of
from carwright.carfile.writing import written
from carwright.cli.import_dossier import HEAD

SHARED = Path(__file__).resolve().parents[3] / "shared"
DOSSIERS = (
    *("apple-car", "dyson-ev", "lordstown-endurance", "sony-honda-afeela"),
    *("tesla-model-3", "xiaomi-su7", "xpeng-p7"),
)
DOSSIER = SHARED / "dossiers" / "xiaomi-su7.yaml"

CARS = (
    *DOSSIERS,
    "bmw-i3-60ah",
    "bmw-i4-edrive40",
    "byd-dolphin-60",
    "byd-seal-rwd",
    "chevrolet-bolt-euv",
    "ford-mach-e-rwd",
    "hyundai-ioniq-5-rwd-77",
    "hyundai-ioniq-6-rwd",
    "kia-ev6-rwd",
    "mercedes-eqv-300",
    "mg-4-51",
    "mg-4-64",
    "nissan-leaf-24",
    "nissan-leaf-40",
    "polestar-2-single-motor-2022",
    "porsche-taycan-4s",
    "renault-5-52",
    "tesla-model-3-lr-awd-2022",
    "tesla-model-3-lr-awd-2024",
    "tesla-model-3-performance-2022",
    "tesla-model-3-rwd-2022",
    "tesla-model-3-rwd-2024",
    "tesla-model-s-lr-2022",
    "tesla-model-s-plaid-2022",
    "tesla-model-y-lr-awd-2022",
    "tesla-model-y-sr-rwd-2022",
    "volkswagen-id3-58",
    "volkswagen-id4-pro",
    "volvo-ex30-rwd",
    "volvo-xc40-twin-2022",
    "xiaomi-car-2021-02",
    "xiaomi-su7-max",
    "xiaomi-su7-pro",
    "xiaomi-su7-standard",
    "xiaomi-su7-ultra",
    "xpeng-g6-rwd",
    "xpeng-g9-rwd",
    "xpeng-p7-awd-2020",
    "xpeng-p7-plus",
    "xpeng-p7-rwd-2020",
    "zeekr-001-100",
)
TALK = "xiaomi-car-2021-02"
LATEPOST = "latepost-2021-02"
SAME_VARIANT = ("Max", "top", "101 kWh version")
"""What the dossier calls the car of this file, before and after it had a name."""

# Written down from memory in the collection of facts (mark [M]), or derived from such a figure.
FROM_MEMORY = (
    ("bmw-i3-60ah", "kerb_mass_kg"),
    ("bmw-i3-60ah", "frontal_area_m2"),
    ("bmw-i4-edrive40", "rear_gear_ratio"),
    ("chevrolet-bolt-euv", "kerb_mass_kg"),
    ("ford-mach-e-rwd", "kerb_mass_kg"),
    ("hyundai-ioniq-5-rwd-77", "kerb_mass_kg"),
    ("hyundai-ioniq-5-rwd-77", "drag_coefficient"),
    ("hyundai-ioniq-5-rwd-77", "rear_gear_ratio"),
    ("hyundai-ioniq-5-rwd-77", "battery_gross_energy_kwh"),
    ("hyundai-ioniq-5-rwd-77", "battery_usable_energy_kwh"),
    ("kia-ev6-rwd", "kerb_mass_kg"),
    ("kia-ev6-rwd", "rear_gear_ratio"),
    ("nissan-leaf-24", "kerb_mass_kg"),
    ("nissan-leaf-24", "battery_usable_energy_kwh"),
    ("nissan-leaf-40", "kerb_mass_kg"),
    ("nissan-leaf-40", "drag_coefficient"),
    ("nissan-leaf-40", "peak_torque_nm"),
    ("polestar-2-single-motor-2022", "drag_coefficient"),
    ("volkswagen-id4-pro", "kerb_mass_kg"),
    ("volkswagen-id4-pro", "rear_gear_ratio"),
    ("volvo-xc40-twin-2022", "kerb_mass_kg"),
    ("tesla-model-3-rwd-2022", "battery_gross_energy_kwh"),
    ("tesla-model-3-rwd-2022", "battery_usable_energy_kwh"),
    ("tesla-model-3-rwd-2022", "cells_in_series_count"),
    ("tesla-model-3-performance-2022", "kerb_mass_kg"),
    ("tesla-model-s-lr-2022", "kerb_mass_kg"),
    ("tesla-model-s-lr-2022", "drag_coefficient"),
    ("tesla-model-s-plaid-2022", "kerb_mass_kg"),
    ("tesla-model-s-plaid-2022", "front_machine"),
    ("tesla-model-y-lr-awd-2022", "kerb_mass_kg"),
    ("tesla-model-y-sr-rwd-2022", "battery_gross_energy_kwh"),
    ("tesla-model-y-sr-rwd-2022", "battery_usable_energy_kwh"),
    ("xiaomi-su7-max", "cells_in_series_count"),
    ("xiaomi-su7-max", "front_peak_torque_nm"),
    ("xpeng-p7-plus", "kerb_mass_kg"),
    ("xpeng-p7-plus", "drag_coefficient"),
    ("xpeng-p7-awd-2020", "front_machine"),
    ("byd-dolphin-60", "kerb_mass_kg"),
    ("byd-dolphin-60", "tyre_size"),
    ("byd-seal-rwd", "rear_inverter"),
    ("hyundai-ioniq-6-rwd", "kerb_mass_kg"),
    ("hyundai-ioniq-6-rwd", "chemistry"),
    ("mercedes-eqv-300", "kerb_mass_kg"),
    ("mercedes-eqv-300", "tyre_size"),
    ("mercedes-eqv-300", "heat_pump_power_kw"),
    ("mg-4-51", "tyre_size"),
    ("mg-4-64", "tyre_size"),
    ("tesla-model-3-lr-awd-2024", "front_peak_torque_nm"),
    ("tesla-model-3-lr-awd-2024", "rear_gear_ratio"),
    ("tesla-model-3-rwd-2024", "rear_gear_ratio"),
    ("tesla-model-3-rwd-2024", "tyre_radius_m"),
    ("volvo-ex30-rwd", "kerb_mass_kg"),
    ("volvo-ex30-rwd", "drag_coefficient"),
    ("xiaomi-su7-ultra", "front_peak_torque_nm"),
    ("xiaomi-su7-ultra", "rear_peak_torque_nm"),
    ("xiaomi-su7-ultra", "dc_power_kw_by_soc_percent"),
    ("zeekr-001-100", "front_peak_power_kw"),
    ("zeekr-001-100", "front_machine"),
)

# EPA lists: target coefficients [lbf, lbf/mph, lbf/mph2] and equivalent test weight [lb].
ROAD_LOADS = (
    ("bmw-i3-60ah", (22.9, 0.346, 0.01626, 3125)),
    ("bmw-i4-edrive40", (33.9, 0.034, 0.01668, 5000)),
    ("chevrolet-bolt-euv", (31.12, 0.0175, 0.02251, 4000)),
    ("ford-mach-e-rwd", (31.43, 0.1279, 0.02152, 4750)),
    ("hyundai-ioniq-5-rwd-77", (25.158, 0.10857, 0.022881, 4500)),
    ("hyundai-ioniq-6-rwd", (23.958, 0.15007, 0.015929, 4500)),
    ("kia-ev6-rwd", (23.313, 0.11939, 0.022206, 4500)),
    ("nissan-leaf-24", (29.97, 0.0713, 0.02206, 3625)),
    ("nissan-leaf-40", (25.89, 0.3449, 0.01945, 3875)),
    ("polestar-2-single-motor-2022", (31.11, 0.2191, 0.01625, 4750)),
    ("porsche-taycan-4s", (43.478, 0.43415, 0.012053, 5500)),
    ("tesla-model-3-rwd-2022", (37.17, 0.047, 0.0144, 4250)),
    ("tesla-model-3-lr-awd-2022", (34.98, 0.0865, 0.0148, 4250)),
    ("tesla-model-3-performance-2022", (49.01, -0.2001, 0.02, 4250)),
    ("tesla-model-s-lr-2022", (28.99, 0.4592, 0.0111, 4750)),
    ("tesla-model-s-plaid-2022", (29.64, 0.6164, 0.01, 5000)),
    ("tesla-model-y-lr-awd-2022", (34.26, 0.3191, 0.0142, 4750)),
    ("tesla-model-y-sr-rwd-2022", (25.02, 0.4847, 0.0121, 4250)),
    ("volkswagen-id4-pro", (23.987, 0.29124, 0.016006, 4750)),
    ("volvo-xc40-twin-2022", (30.9, 0.4793, 0.02025, 5000)),
)
ROAD_LOAD_KEYS = (
    "coast_down_a_lbf",
    "coast_down_b_lbf_per_mph",
    "coast_down_c_lbf_per_mph2",
    "test_weight_lb",
)

# What sources say of the plug and the inverters: the figure and the kind of its best claim.
ELECTRONICS = (
    ("bmw-i3-60ah", "onboard_charger_power_kw", 7.4, "press"),
    ("hyundai-ioniq-5-rwd-77", "onboard_charger_power_kw", 11, "press"),
    ("nissan-leaf-40", "onboard_charger_power_kw", 6.6, "press"),
    ("tesla-model-3-rwd-2022", "onboard_charger_power_kw", 11, "press"),
    ("xiaomi-su7-max", "onboard_charger_power_kw", 11, "press"),
    ("xiaomi-su7-pro", "onboard_charger_power_kw", 11, "press"),
    ("hyundai-ioniq-5-rwd-77", "rear_inverter", "sic", "press"),
    ("kia-ev6-rwd", "rear_inverter", "sic", "press"),
    ("tesla-model-3-rwd-2022", "rear_inverter", "sic", "analyst"),
    ("xiaomi-su7-max", "front_inverter", "sic", "press"),
    ("xiaomi-su7-pro", "rear_inverter", "sic", "press"),
    ("xpeng-g9-rwd", "rear_inverter", "sic", "press"),
    ("xpeng-p7-awd-2020", "rear_inverter", "igbt", "press"),
    ("bmw-i4-edrive40", "rear_inverter", "igbt", "estimate"),
    ("porsche-taycan-4s", "front_inverter", "igbt", "estimate"),
    ("porsche-taycan-4s", "rear_inverter", "igbt", "estimate"),
)


def spoken(car: carfile.CarFile) -> list[Any]:
    """Everything that the sources of a car say, wherever the file keeps it."""
    sections = (car.figures, car.claims, car.programme)
    claims = [claim for part in sections for claims in part.values() for claim in claims]
    return [*claims, *car.said]


def lineage(car: carfile.CarFile) -> list[carfile.CarFile]:
    """A car and those from which it inherits."""
    return [car, *(lineage(carfile.load(car.inherits)) if car.inherits else [])]


def test_the_garage_holds_the_cars_it_should():
    assert set(CARS) <= set(carfile.garage_ids())


@pytest.mark.parametrize("name", CARS)
def test_each_file_loads_and_bears_its_name(name: str):
    assert carfile.load(name).id == carfile.garage_path(name).stem == name


@pytest.mark.parametrize("name", CARS)
def test_each_source_is_quoted(name: str):
    car = carfile.load(name)
    cited = {other for source in car.sources.values() for other in source.citing}
    quoted = {claim.source for one in lineage(car) for claim in spoken(one)}
    assert set(car.sources) == quoted | (cited & set(car.sources))


@pytest.mark.parametrize("name", CARS)
def test_what_comes_from_memory_is_an_estimate(name: str):
    from_memory = [c for c in spoken(carfile.load(name)) if c.memory or c.source == "memory"]
    assert [claim for claim in from_memory if claim.kind != "estimate"] == []


@pytest.mark.parametrize(("name", "key"), FROM_MEMORY)
def test_a_figure_known_from_memory_only_is_an_estimate(name: str, key: str):
    claims = carfile.load(name).figures[key]
    assert {claim.kind for claim in claims} == {"estimate"}


@pytest.mark.parametrize(("name", "expected"), ROAD_LOADS)
def test_the_road_load_is_the_regulators(name: str, expected: tuple[float, ...]):
    figures = carfile.load(name).figures
    claims = [carfile.best_claim(figures[key]) for key in ROAD_LOAD_KEYS]
    assert tuple(claim.middle for claim in claims) == expected
    assert {claim.kind for claim in claims} == {"regulator"}
    assert len({claim.source for claim in claims}) == 1


@pytest.mark.parametrize(("name", "key", "expected", "kind"), ELECTRONICS)
def test_plug_and_inverter_are_what_sources_say(
    name: str, key: str, expected: float | str, kind: str
):
    car = carfile.load(name)
    claim = carfile.best_claim(carfile.of_variant(car.figures[key], car.variant))
    assert (claim.value, claim.kind) == (expected, kind)


def test_the_car_of_the_talk_has_no_figure():
    car = carfile.load(TALK)
    assert (car.figures, car.claims, car.body, car.size, car.year) == ({}, {}, None, None, None)
    assert all(last_day(source.date) <= last_day("2021-02") for source in car.sources.values())


def test_the_talk_rests_on_one_origin():
    car = carfile.load(TALK)
    yes = [claim for claim in car.programme["builds_own_car"] if claim.value is True]
    assert len(yes) == 2
    origins = origins_of(car.sources)
    assert set().union(*(origins[claim.source] for claim in yes)) == {LATEPOST}
    assert [claim.source for claim in once(yes, car.sources).kept] == [LATEPOST]


def test_the_company_said_neither_yes_nor_no():
    answers = carfile.load(TALK).programme["builds_own_car"]
    assert {str(claim.value) for claim in answers if claim.kind == "maker"} == {
        "no_statement",
        "not_confirmed",
    }


def test_the_su7_opens_with_the_talk():
    talk, car = carfile.load(TALK), carfile.load("xiaomi-su7-max")
    assert set(talk.sources) <= set(car.sources)
    assert car.said[: len(talk.said)] == talk.said
    for key, claims in talk.programme.items():
        assert car.programme[key][: len(claims)] == claims


def test_the_su7_is_built_from_filing_and_label():
    car = carfile.load("xiaomi-su7-max")
    best = {
        key: carfile.best_claim(carfile.of_variant(claims, car.variant))
        for key, claims in car.figures.items()
    }
    assert best["peak_power_kw"].middle == 495
    assert best["kerb_mass_kg"].middle == 2205
    assert best["battery_gross_energy_kwh"].middle == 101
    assert best["drag_coefficient"].middle == 0.195
    assert best["system_voltage_v"].middle == 800
    assert best["chemistry"].value == "nmc"


def in_file(claim: dict[str, Any], car: carfile.CarFile) -> bool:
    """Whether the car file has the words or numbers of a dossier's claim, by the same source."""
    unit = 1e-3 if claim["field"] == "wheelbase" else 1.0
    wanted = [claim.get(name) for name in ("value", "low", "high")]
    variant = car.variant if claim.get("variant") in SAME_VARIANT else claim.get("variant")

    def same(mine: object, theirs: object) -> bool:
        if isinstance(mine, float) and isinstance(theirs, int | float):
            return mine == theirs * unit
        return str(mine).lower() == str(theirs).lower()

    return any(
        all(same(*pair) for pair in zip((other.value, other.low, other.high), wanted, strict=True))
        for other in spoken(car)
        if (other.source, other.variant) == (claim["from"], variant)
    )


@pytest.mark.skipif(not DOSSIER.exists(), reason="needs ../shared/dossiers/xiaomi-su7.yaml")
def test_the_su7_holds_every_claim_of_the_dossier():
    dossier = YAML(typ="safe", pure=True).load(DOSSIER)
    car = carfile.load("xiaomi-su7-max")
    assert [claim for claim in dossier["claims"] if not in_file(claim, car)] == []
    assert {source["id"] for source in dossier["sources"]} <= set(car.sources)


@pytest.mark.parametrize("name", ["xiaomi-su7-max", *DOSSIERS])
def test_no_hindsight_of_the_dossier_is_copied(name: str):
    text = carfile.garage_path(name).read_text(encoding="utf-8")
    assert "\nabout:" not in text
    assert "\noutcome:" not in text


@pytest.mark.parametrize("name", DOSSIERS)
@pytest.mark.skipif(not DOSSIER.exists(), reason="needs ../shared/dossiers")
def test_the_file_of_a_dossier_is_what_the_command_writes(name: str):
    text = carfile.garage_path(name).read_text(encoding="utf-8")
    assert text == HEAD + written(read_dossier(DOSSIER.with_name(f"{name}.yaml")))


@pytest.mark.parametrize(
    ("name", "parents"),
    [
        ("xiaomi-su7-max", ["xiaomi-su7"]),
        ("xiaomi-su7-standard", ["xiaomi-su7"]),
        ("xiaomi-su7-pro", ["xiaomi-su7-standard", "xiaomi-su7"]),
        ("xpeng-p7-rwd-2020", ["xpeng-p7"]),
        ("xpeng-p7-awd-2020", ["xpeng-p7-rwd-2020", "xpeng-p7"]),
    ],
)
def test_variants_share_a_dossier(name: str, parents: list[str]):
    assert [car.id for car in lineage(carfile.load(name))[1:]] == parents


def test_what_brochures_call_the_battery_does_not_settle_a_variant_that_knows_its_gross_energy():
    for name in ("xiaomi-su7-pro", "xiaomi-su7-standard", "xpeng-p7-rwd-2020"):
        car = carfile.load(name)
        assert carfile.of_variant(car.figures["battery_energy_kwh"], car.variant) == ()
