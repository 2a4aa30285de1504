"""Fit the share of rated power that a car on the road gets to published sprints.

Run: PYTHONPATH=src python tools/fit_delivered_power.py; the outcome stands in class_defaults.toml.
Power and mass are certified (data/wltp), the sprint is the one of EV Database (data/specs), from
standstill: cars of which both lists tell the same power, torque and battery, none of the garage.
"""

import csv
from collections.abc import Mapping
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)

from carwright.car.build import build_car  # noqa: E402
from carwright.figure_table import INDEX  # noqa: E402
from carwright.figure_vector import Figures  # noqa: E402
from carwright.run.accelerate import accelerate  # noqa: E402
from carwright.settle.settle import settle  # noqa: E402
from carwright.validate.row_car import car_file  # noqa: E402

DATA = Path(__file__).parents[2] / "shared" / "data"
DRIVER = 75.0
"""What mass in running order holds beyond kerb mass [kg]."""
CARS = {
    "jaguar-i-pace-ev-400ps-awd-220-470": ("I-Pace EV400", "", "all"),
    "mercedes-benz-eqa-model-year-2023-eqa-250-153-531": ("EQA 250+", "", "front"),
    "mercedes-benz-eqa-model-year-2023-eqa-300-4matic-174-438": ("EQA 300 4MATIC", "", "all"),
    "mercedes-benz-eqe-model-year-2023-eqe-300-160-639": ("EQE 300", "", "rear"),
    "mercedes-benz-eqe-model-year-2025-eqe-350-160-693": (
        "EQE 350+",
        "mercedes-classe-eqe-eqe-350-min-156-653",
        "rear",
    ),
    "peugeot-208-electric-50-kwh-vl-gt-152-362": ("e-208 50 kWh", "", "front"),
    "peugeot-208-electric-54-kwh-vl-uhzkwz-k0r000-138-416": (
        "e-208 51 kWh",
        "peugeot-208-e-208-57kw-min-149-373",
        "front",
    ),
    "vauxhall-mokka-electric-gs-115kw-156ps-auto-long-range-vl-142-436": (
        "Mokka Electric",
        "opel-mokka-mokka-e-57kw-min-143-374",
        "front",
    ),
    "renault-megane-e-tech-100-electric-techno-ev60-220hp-optimum-162-434": (
        "Megane E-Tech EV60 220hp (TU2025)",
        "",
        "front",
    ),
}
"""Row of data/wltp with the power: model in EV Database, row with the mass if another, drive."""
SHARES = np.linspace(0.8, 1.05, 26)
"""Shares that are tried [-]."""


def rows(path: str, key: str) -> dict[str, dict[str, str]]:
    """Return the rows of a list by one of its columns.

    Args:
        path: file under the folder of data.
        key: the column.
    """
    with (DATA / path).open(encoding="utf-8", newline="") as file:
        return {row[key]: row for row in csv.DictReader(file)}


def figures(row: Mapping[str, str], weighed: Mapping[str, str], sold: Mapping[str, str]) -> dict:
    """Return what the lists say of a car, by key of a car file.

    Args:
        row: of data/wltp, with the power.
        weighed: the same, with the mass.
        sold: of EV Database.
    """
    return {
        "peak_power_kw": float(row["peak_power_kw"]),
        "kerb_mass_kg": float(weighed["mass_running_order_kg"]) - DRIVER,
        "battery_usable_energy_kwh": float(sold["battery_capacity_kwh"]),
        "peak_torque_nm": float(sold["torque_nm"]),
        "top_speed_kmh": float(sold["top_speed_kmh"]),
        **{key: float(sold[key]) for key in ("length_mm", "width_mm", "height_mm")},
    }


def main() -> None:
    """Print the error of each car and the best share."""
    certified = rows("wltp/wltp_bev_development.csv", "id")
    sold = rows("specs/ev_database_2025_kaggle_ccby.csv", "model")
    cars, told = [], []
    for name, (model, weighed, drive) in CARS.items():
        row = certified[name]
        known = figures(row, certified[weighed or name], sold[model]) | {"drive": drive}
        cars.append(settle(car_file(name, row["make"], model, 2023, known)).arrays())
        told.append(float(sold[model]["acceleration_0_100_s"]))
    errors = np.log([times(cars, share) for share in SHARES] / np.array(told))
    best = int(np.argmin(np.abs(errors.mean(axis=1))))
    for (model, *_), error in zip(CARS.values(), errors[best], strict=True):
        print(f"{model:36} {error:+.3f}")
    print(f"share {SHARES[best]:.2f}: standard deviation {errors[best].std(ddof=1):.3f}")


def times(cars: list[tuple[np.ndarray, np.ndarray]], share: float) -> np.ndarray:
    """Return the sprints of cars that get a share of their rated power [s].

    Args:
        cars: figures and choices of each.
        share: the share [-].
    """
    values, choices = (np.stack(part) for part in zip(*cars, strict=True))
    for side in ("front", "rear"):
        values[:, INDEX[f"{side}_delivered_power_ratio"]] = share
    many = jax.vmap(build_car)(Figures(values=jnp.asarray(values), choices=jnp.asarray(choices)))
    return np.asarray(accelerate(many).zero_to_100)


if __name__ == "__main__":
    main()
