"""What the tests of validation share: made-up lists of cars, each row a real car's in kind."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from carwright.units import to_si
from carwright.validate.brochure import BrochureRow
from carwright.validate.claimed import Claimed
from carwright.validate.garage import Beside, GarageValidation
from carwright.validate.lists import Judged, Validation
from carwright.validate.summary import Compared
from carwright.validate.table import Rejected

EPA_ROW = {
    "id": "2020-maker-car",
    "model_year": "2020",
    "make": "MAKER",
    "model": "Car",
    "rated_power_hp": "200",
    "drive": "rear",
    "test_weight_lb": "4000",
    "target_a_lbf": "30",
    "target_b_lbf_per_mph": "0.2",
    "target_c_lbf_per_mph2": "0.018",
    "udds_ac_wh_per_mi": "195",
    "hwfet_ac_wh_per_mi": "238",
}
"""A usual car: its results need 0.85 one-way efficiency on both cycles."""
WLTP_ROW = {
    "id": "maker-car-150kw",
    "make": "MAKER",
    "model": "Car",
    "variant": "150 kW",
    "year": "2024",
    "peak_power_kw": "150",
    "battery_kwh": "70",
    "mass_running_order_kg": "2000",
    "consumption_ac_wh_per_km": "170",
    "range_km": "470",
    "city_range_km": "620",
    "source": "nobody",
}
LABEL_ROW = {
    "model_year": "2020",
    "make": "Maker",
    "model": "Car",
    "vehicle_class": "Mid-size",
    "peak_power_kw": "150",
    "city_ac_kwh_per_100km": "17.0",
    "highway_ac_kwh_per_100km": "19.0",
    "combined_ac_kwh_per_100km": "17.9",
    "range_km": "400",
    "recharge_time_240v_h": "10.0",
}

ROWS = {"epa": EPA_ROW, "wltp": WLTP_ROW, "label": LABEL_ROW}


def written(folder: Path, rows: Sequence[dict[str, str]], name: str = "list.csv") -> Path:
    """Write rows as a list; their keys are its columns."""
    columns = list(rows[0])
    lines = [",".join(columns), *(",".join(row[c] for c in columns) for row in rows)]
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def epa(**changes: str) -> dict[str, str]:
    """A row of EPA's list, some cells changed."""
    return EPA_ROW | changes


def wltp(**changes: str) -> dict[str, str]:
    """A row of a WLTP list, some cells changed."""
    return WLTP_ROW | changes


def label(**changes: str) -> dict[str, str]:
    """A row of a list of labels, some cells changed."""
    return LABEL_ROW | changes


def compared(measured: float, simulated: float, key: str = "_wh_per_km") -> Compared:
    """A comparison in a unit, its band 5 % around the simulation."""
    low, high = 0.95 * simulated, 1.05 * simulated
    return Compared(*(to_si(key, number) for number in (measured, simulated, low, high)))


def validation(kind: str) -> Validation:
    """A list of two cars, the first seen by the population, and a rejected row."""
    row = BrochureRow("a", "Maker", "Car", 2020, {}, 1.0, 1.0, note="what to know")
    if kind == "epa":
        found = {"udds": compared(120.0, 126.0), "hwfet": compared(150.0, 120.0)}
    else:
        found = {"consumption": compared(170.0, 172.0), "range": compared(400.0, 500.0, "_km")}
    cars = (Judged(row, True, found), Judged(replace(row, id="b", note=""), False, found))
    return Validation(kind, "/some/list.csv", "0" * 64, cars, (Rejected("c", "no car"),))


def garage() -> GarageValidation:
    """A garage of two cars, one with a claim that can be compared."""
    claim = Claimed(
        "range", "range_km", "wltp", "combined", False, 4e5, "maker", "2020", "what to know"
    )
    beside = Beside("a-car", "Maker", claim, Compared(4e5, 4.2e5, 3.9e5, 4.5e5))
    return GarageValidation(2, (beside,), (Rejected("b-car", "not said"),))
