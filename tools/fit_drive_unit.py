r"""Fits the loss surface of a motor with its inverter to the measured map of the VW ID.3.

Losses are positive, torque enters by its magnitude (driving and braking alike). With torque
$t = |T| / T_p$, speed $n = w / (P_p / T_p)$ and bus voltage ratio $u$ to the map's own voltage:

$$ loss / P_p = copper t^2 (1 + weakened\_copper max((n / u)^2 - 1, 0))
   + (load\_iron n + inverter + excitation) t + constant
   + field\_weakening max(1 - onset u / n, 0) + drag n^2 [n < onset] $$

It is quadratic in torque at every speed. Of the constant, 60 W are what an awake inverter draws
without torque; the rest is `switching`: at any torque, and without current, transistors charge and
discharge, and the ripple warms the machine.

The last term is shaft drag, a torque drag n T_p, which a coast-down contains and nothing charges
again. Above the onset it is part of the electric loss: a car that coasts there draws power, none
below (`id3_coasting_drag_power.csv`), and at a tenth of the torque the loss steps up by as much. So
what the coasting car draws is the weakening, and above the onset the map holds no drag beside it.
Torque is p_mech / speed: one of the 117 rows (4326 rpm) states a torque 9 % above it.
The published loss map is not used: it is p_mech (1 - efficiency), below the true loss.
Run `python tools/fit_drive_unit.py [ID3_FOLDER]` from the root; it prints a table and writes
src/carwright/car/drive_unit_fit.json.

Source: TUMFTM/Eco_Driving_Toolbox_for_BEVs (LGPL-3); Koch, Nicoletti, Herrmann, Lienkamp,
Energies 2022; efficiency measured by Wassiliadis et al. 2022.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import least_squares
from scipy.stats import trim_mean

ROOT = Path(__file__).resolve().parents[1]
INPUTS = ROOT.parent / "shared" / "data" / "vw_id3_powertrain"
OUTPUT = ROOT / "src" / "carwright" / "car" / "drive_unit_fit.json"
MAP_FILE = "id3_measured_efficiency_map.csv"
COAST_FILE = "id3_coasting_drag_power.csv"

PEAK_POWER_W = 150e3
PEAK_TORQUE_NM = 310.0
BASE_SPEED_RAD_PER_S = PEAK_POWER_W / PEAK_TORQUE_NM
RPM = np.pi / 30.0

FITTED = ("copper", "load_iron", "inverter", "constant", "field_weakening")
# What an awake inverter draws without torque, of the constant (assumed) [W].
STANDBY_W = 60.0
# Drag torque at base speed over peak torque: the map at 4,241 rpm holds 214 W beside what torque
# costs, and at 5,651 rpm 208 W; data do not tell more of it.
DRAG = 0.0013
# A magnet machine has no field current, and a free fit sets its weakened copper to 0.
FIXED = {"excitation": 0.0, "weakened_copper": 0.0, "drag": DRAG}
# Onset over base speed: at 5,651 rpm (1.22) the map shows no loss by weakening; at 5,938 (1.28),
# the least speed at which the car was logged beyond 2,634, it coasts with power.
ONSET = 1.25
# Below this the idle inverter draws exactly 0 W while coasting, so those rows say nothing.
COAST_FLOOR_RPM = 5500.0
# A coasting bin counts like a map point at 20 % load: its loss error over 0.2 peak power.
COAST_LOAD = 0.2
# Residuals beyond this efficiency error grow only linearly (soft L1).
ROBUST_SCALE = 0.002
RANDOM_HALVES = 20
GOAL_POINTS = 1.5


@dataclass(frozen=True)
class Measured:
    """Measured operating points, per unit of the machine's peaks."""

    torque: np.ndarray
    """Shaft torque over peak torque, shape (points,) [-]."""
    speed: np.ndarray
    """Rotor speed over base speed, shape (points,) [-]."""
    efficiency: np.ndarray
    """Shaft power over inverter input power, shape (points,) [-]."""

    @property
    def power(self) -> np.ndarray:
        """Shaft power over peak power, shape (points,) [-]."""
        return self.torque * self.speed

    def take(self, rows: np.ndarray) -> "Measured":
        """The given rows.

        Args:
            rows: (chosen,) row numbers.
        """
        return Measured(self.torque[rows], self.speed[rows], self.efficiency[rows])


def read_map(folder: Path) -> Measured:
    """The 117 measured points.

    Args:
        folder: where the ID.3 files are.
    """
    table = np.loadtxt(folder / MAP_FILE, delimiter=",", skiprows=1)
    speed = table[:, 0] * RPM / BASE_SPEED_RAD_PER_S
    power = table[:, 2] * 1e3 / PEAK_POWER_W
    return Measured(power / speed, speed, table[:, 3])


def read_coasting(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Inverter input power at zero torque: speed and power, each (bins,), per unit [-].

    Args:
        folder: where the ID.3 files are.
    """
    table = np.loadtxt(folder / COAST_FILE, delimiter=",", skiprows=1)
    fresh = np.r_[True, np.any(np.diff(table, axis=0) != 0.0, axis=1)]
    table = table[fresh & (table[:, 0] > COAST_FLOOR_RPM)]
    bins = np.digitize(table[:, 0], np.arange(6500.0, 13000.0, 1000.0))
    groups = [table[bins == number] for number in np.unique(bins)]
    rpm = np.array([group[:, 0].mean() for group in groups])
    # Samples scatter by more than their mean and change sign: the trimmed mean per bin.
    watt = np.array([trim_mean(group[:, 1], 0.2) for group in groups])
    return rpm * RPM / BASE_SPEED_RAD_PER_S, watt / PEAK_POWER_W


def loss(figures: dict, torque: np.ndarray, speed: np.ndarray, voltage: float = 1.0) -> np.ndarray:
    """Loss of motor and inverter with shaft drag, over peak power [-].

    Args:
        figures: coefficients by name.
        torque: (points,) shaft torque over peak torque [-].
        speed: (points,) rotor speed over base speed, zero or positive [-].
        voltage: bus voltage over that of the map [-].
    """
    t, n = np.abs(torque), np.asarray(speed, dtype=float)
    onset = figures["field_weakening_onset"] * voltage
    weaker = figures["weakened_copper"] * np.maximum((n / voltage) ** 2 - 1.0, 0.0)
    quadratic = figures["copper"] * (1.0 + weaker) * t**2
    linear = (figures["load_iron"] * n + figures["inverter"] + figures["excitation"]) * t
    drag = figures["drag"] * n**2 * (n < onset)
    return quadratic + linear + figures["constant"] + coasting(figures, n, voltage) + drag


def coasting(figures: dict, speed: np.ndarray, voltage: float = 1.0) -> np.ndarray:
    """Electric power that a turning machine draws without torque, over peak power [-].

    Args:
        figures: coefficients by name.
        speed: (points,) rotor speed over base speed, zero or positive [-].
        voltage: bus voltage over that of the map [-].
    """
    reach = figures["field_weakening_onset"] * voltage / np.maximum(speed, 1e-9)
    return figures["field_weakening"] * np.maximum(1.0 - reach, 0.0)


def efficiency(figures: dict, torque: np.ndarray, speed: np.ndarray) -> np.ndarray:
    """Shaft power over inverter input power when driving [-].

    Args:
        figures: coefficients by name.
        torque: (points,) shaft torque over peak torque, positive [-].
        speed: (points,) rotor speed over base speed, positive [-].
    """
    power = torque * speed
    return power / (power + loss(figures, torque, speed))


def named(values: np.ndarray) -> dict:
    """Coefficients by name, with those of a magnet machine that are fixed."""
    fitted = dict(zip(FITTED, (float(value) for value in values), strict=True))
    switching = fitted["constant"] - STANDBY_W / PEAK_POWER_W
    return fitted | FIXED | {"switching": switching, "field_weakening_onset": ONSET}


def fit(points: Measured, coasted: tuple[np.ndarray, np.ndarray]) -> dict:
    """Coefficients, none negative, with the least soft-L1 efficiency error.

    Args:
        points: measured map points.
        coasted: speeds and powers of `read_coasting`.
    """

    def residuals(values: np.ndarray) -> np.ndarray:
        figures = named(values)
        on_map = efficiency(figures, points.torque, points.speed) - points.efficiency
        idle = coasting(figures, coasted[0]) - coasted[1]
        return np.concatenate([on_map, idle / COAST_LOAD])

    start = np.array([0.04, 0.01, 0.02, 0.002, 0.02])
    solution = least_squares(
        residuals, start, bounds=(0.0, np.inf), x_scale=start, loss="soft_l1", f_scale=ROBUST_SCALE
    )
    return named(solution.x)


def error_points(figures: dict, points: Measured) -> np.ndarray:
    """Absolute efficiency error, shape (points,) [percentage points]."""
    return 100.0 * np.abs(efficiency(figures, points.torque, points.speed) - points.efficiency)


def loads(points: Measured) -> dict[str, np.ndarray]:
    """Masks (points,) of what counts, by name."""
    return {
        "power_above_10_percent": points.power > 0.1,
        "torque_above_10_percent": points.torque > 0.1,
        "all": np.full(points.speed.shape, True),
    }


def halves(count: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Row numbers to fit on and to test on: alternating both ways, then random halves."""
    rows = np.arange(count)
    yield rows[::2], rows[1::2]
    yield rows[1::2], rows[::2]
    for seed in range(RANDOM_HALVES):
        mixed = np.random.default_rng(seed).permutation(rows)
        yield mixed[: count // 2], mixed[count // 2 :]


def out_of_sample(points: Measured, coasted: tuple[np.ndarray, np.ndarray]) -> dict:
    """Mean error on the half not fitted, one value per split, by what counts [points]."""
    errors: dict[str, list[float]] = {name: [] for name in loads(points)}
    for fitted_on, tested_on in halves(len(points.speed)):
        test = points.take(tested_on)
        error = error_points(fit(points.take(fitted_on), coasted), test)
        for name, mask in loads(test).items():
            errors[name].append(float(error[mask].mean()))
    return errors


def scaled(figures: dict, ratios: dict[str, float], own: dict[str, float], note: str) -> dict:
    """An estimated machine: the magnet machine's coefficients times ratios, and its own.

    Args:
        figures: the fitted magnet machine.
        ratios: factor by coefficient name; 1 where absent.
        own: coefficients that the magnet machine lacks, by name [-].
        note: why.
    """
    values = {name: value * ratios.get(name, 1.0) for name, value in figures.items()} | own
    return {"kind": "estimate", "note": note, "ratios_to_pm": ratios, "coefficients": values}


NO_MAGNETS = (
    "No magnets: de-energised only bearings and windage drag (a quarter of the drag assumed), iron "
    "loss comes with the flux, hence with torque (1.5 assumed), and no current opposes magnets."
)


def estimates(figures: dict) -> dict:
    """Induction and wound-rotor machines, estimated from the fitted magnet machine."""
    ratios = {"load_iron": 1.5, "field_weakening": 0.0, "drag": 0.25}
    return {
        "induction": scaled(
            figures,
            ratios | {"copper": 1.9},
            {"excitation": 0.010, "weakened_copper": 1.0},
            "Copper: kc Tp^2 is 4.2 kW for the TUM induction map of 200 Nm against 1.9 kW for its "
            "magnet maps of 250 and 400 Nm (2.2, derived); Larminie's 100 kW machine at an assumed "
            "149 Nm loses 0.067 of peak power (1.7, from memory); 1.9 assumed. Excitation: at best "
            "flux magnetising loss is linear in torque; size assumed. Weakened copper: flux falls "
            "as 1/n at full voltage, so current grows as n. " + NO_MAGNETS,
        ),
        "wound": scaled(
            figures,
            ratios | {"copper": 1.05},
            {"excitation": 0.012, "weakened_copper": 0.5},
            "Stator as in the magnet machine. Excitation: rotor field about 1 % of peak power at "
            "peak torque, linear in torque at best flux; from memory, assumed. Weakened copper: "
            "half of induction's, as the rotor field is set freely; assumed. " + NO_MAGNETS,
        ),
    }


def statistics(values: list[float]) -> dict[str, float]:
    """Mean, standard deviation and largest over the splits."""
    return {"mean": float(np.mean(values)), "std": float(np.std(values)), "max": max(values)}


def build(folder: Path) -> dict:
    """All that is written: coefficients, errors, inputs."""
    points, coasted = read_map(folder), read_coasting(folder)
    figures = fit(points, coasted)
    error = error_points(figures, points)
    digests = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in (MAP_FILE, COAST_FILE)
    }
    return {
        "inputs_sha256": digests,
        "points": len(points.speed),
        "splits": RANDOM_HALVES + 2,
        "error_points_in_sample": {k: float(error[m].mean()) for k, m in loads(points).items()},
        "error_points_out_of_sample": {
            name: statistics(values) for name, values in out_of_sample(points, coasted).items()
        },
        "pm": {
            "kind": "fit",
            "note": "VW ID.3, 150 kW and 310 Nm. Onset between a speed at which the map shows no "
            "weakening and one at which the car coasts with power; drag from the map below it.",
            "coefficients": figures,
        },
        **estimates(figures),
    }


def table(result: dict) -> str:
    """The result as text, one line a figure."""
    lines = [f"{'coefficient':24s}" + "".join(f"{m:>12s}" for m in ("pm", "induction", "wound"))]
    lines += [
        f"{name:24s}"
        + "".join(f"{result[m]['coefficients'][name]:12.6f}" for m in ("pm", "induction", "wound"))
        for name in result["pm"]["coefficients"]
    ]
    lines.append(f"\nmean efficiency error [points] over {result['splits']} halves")
    for name, stat in result["error_points_out_of_sample"].items():
        inside = result["error_points_in_sample"][name]
        outside = f"{stat['mean']:.3f} +- {stat['std']:.3f}, max {stat['max']:.3f}"
        lines.append(f"{name:32s} in {inside:.3f}   out {outside}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    written = build(Path(sys.argv[1]) if len(sys.argv) > 1 else INPUTS)
    OUTPUT.write_text(json.dumps(written, indent=2) + "\n")
    sys.stdout.write(table(written))
