r"""Prints how losses of electric machines grow with their size, of a hundred designed machines.

Below base speed the loss of each machine is taken as

$$ k_2 T^2 + (k_1 + k_{1w} w) T + d_1 w + d_2 w^2 $$

with torque T and speed w, none negative. Then the logarithm of copper `k_2` (magnets), of the part
that is linear in torque and of the loss without torque, both at 300 rad/s, is a straight line in
that of peak torque, with one intercept for each design speed.

In the list the torque of a row runs against its efficiency: row by row torque falls from the peak
while the efficiencies rise from no torque. So the first rows are efficient where they should be
lossy, the points beyond base speed are those of high torque, and a machine seems to lose the less
the larger it is. The torque that belongs to an efficiency is the peak less the one that is listed.

These laws are evidence, not figures of a car: within makers, tests of measured cars do not lose as
little in strong machines as these exponents of copper would have it, and bear out machines of one
section and so much longer (`figure_dependencies.csv`), which lie between.

Run `python tools/compare_machine_sizes.py [FILE]` from the root.

Source: Kalt, Erhard, Lienkamp, Machines 8 (2020) 15, doi 10.3390/machines8010015, by way of TU
Munich's AuVeCoDe (maps `eta` over `M` that falls); Tesla's map by another tool is left out.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import nnls

ROOT = Path(__file__).resolve().parents[1]
INPUT = ROOT.parent / "shared" / "data" / "motor_maps" / "designed_machines.csv"
RPM = np.pi / 30.0
# The axis of torque has 160 points from the peak to nothing, of which the list has some.
AXIS = 159
# Base speed over design speed of these machines, and a margin to the field weakening.
BASE, MARGIN = 1.0 / 3.0, 0.98
# Speed at which the parts that grow with speed are compared [rad/s].
COMPARED = 300.0
# A loss below this share of the greatest counts like it: the smallest are rounded.
FLOOR = 0.002
# Coefficients of this size are none [W/(Nm)^2 or W/Nm].
NOTHING = 1e-4
KINDS = ("psm", "asm")
LEFT_OUT = {
    "teslamodel3_without_inverter": "calculated by another tool",
    "psm_m430_n16000": "the same numbers again",
    "psm_m200_n5000": "has the numbers of another machine, of 150 Nm",
}


class Machine(NamedTuple):
    """One designed machine."""

    kind: str
    """`psm` or `asm` [-]."""
    design_speed: float
    """Greatest speed that it is designed for [rad/s]."""
    peak_torque: float
    """Its peak torque [Nm]."""
    torque: np.ndarray
    """(points,) torque that belongs to each loss [Nm]."""
    speed: np.ndarray
    """(points,) speed [rad/s]."""
    loss: np.ndarray
    """(points,) loss of the machine alone [W]."""


class Coefficients(NamedTuple):
    """What a machine loses, as far as its size decides."""

    copper: float
    """By the square of torque [W/(Nm)^2]."""
    linear: float
    """By torque, at the compared speed [W/Nm]."""
    idle: float
    """Without torque, at the compared speed [W]."""


def read(path: Path) -> list[Machine]:
    """Return the machines of the list, each torque beside the loss that belongs to it.

    Args:
        path: the list.
    """
    rows: Mapping[str, list[dict[str, str]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["machine"]].append(row)
    return [_machine(name, of_one) for name, of_one in rows.items() if name not in LEFT_OUT]


def _machine(name: str, rows: Sequence[Mapping[str, str]]) -> Machine:
    listed = np.array([float(row["torque_nm"]) for row in rows])
    step = _step(np.unique(listed), float(rows[0]["peak_torque_nm"]))
    torque = AXIS * step - listed
    speed = np.array([float(row["speed_rpm"]) for row in rows]) * RPM
    efficiency = np.array([float(row["efficiency"]) for row in rows])
    return Machine(
        kind=name.split("_")[0],
        design_speed=float(name.rsplit("_n", 1)[1]) * RPM,
        peak_torque=AXIS * step,
        torque=torque,
        speed=speed,
        loss=torque * speed * (1.0 / efficiency - 1.0),
    )


def _step(listed: np.ndarray, peak: float) -> float:
    """Distance of two torques on the axis, as the rounded ones of the list tell it [Nm]."""
    places = np.round(listed / (peak / AXIS))
    return float(places @ listed / (places @ places))


def coefficients(machine: Machine) -> Coefficients:
    """Return what a machine loses below base speed.

    Args:
        machine: the machine.
    """
    below = (machine.speed <= MARGIN * BASE * machine.design_speed) & (machine.torque > 0.0)
    torque, speed, loss = (column[below] for column in machine[3:])
    terms = np.stack([torque**2, torque * speed, torque, speed, speed**2], axis=1)
    weight = 1.0 / np.maximum(loss, FLOOR * loss.max())
    found, _ = nnls(terms * weight[:, None], loss * weight)
    copper, with_speed, linear, first, second = found
    return Coefficients(
        copper=float(copper),
        linear=float(linear + with_speed * COMPARED),
        idle=float(first * COMPARED + second * COMPARED**2),
    )


def exponent(machines: Sequence[Machine], values: Sequence[float]) -> dict[str, float]:
    """Return the power of peak torque with which a loss grows, and how well that holds.

    Args:
        machines: machines of one kind.
        values: (machines,) the loss of each; those that are nothing are left out.
    """
    kept = [place for place, value in enumerate(values) if value > NOTHING]
    size = np.log([machines[place].peak_torque for place in kept])
    speeds = np.array([machines[place].design_speed for place in kept])
    each = (speeds[:, None] == np.unique(speeds)[None, :]).astype(float)
    terms = np.column_stack([size, each])
    target = np.log([values[place] for place in kept])
    found, *_ = np.linalg.lstsq(terms, target, rcond=None)
    scatter = float(np.std(target - terms @ found))
    return {"exponent": float(found[0]), "scatter": scatter, "machines": len(kept)}


def build(path: Path) -> dict:
    """Return exponents by kind and loss.

    Args:
        path: the list.
    """
    every = read(path)
    result = {}
    for kind in KINDS:
        machines = [machine for machine in every if machine.kind == kind]
        found = [coefficients(machine) for machine in machines]
        result[kind] = {
            name: exponent(machines, [getattr(one, name) for one in found])
            for name in Coefficients._fields
            if sum(getattr(one, name) > NOTHING for one in found) > len(found) // 2
        }
    return result


def table(result: dict) -> str:
    """Return the result as text, one line a loss.

    Args:
        result: exponents by kind and loss.
    """
    lines = [f"{'kind':6s}{'loss':10s}{'exponent':>10s}{'scatter':>10s}{'machines':>10s}"]
    lines += [
        f"{kind:6s}{name:10s}{one['exponent']:10.2f}{one['scatter']:10.2f}{one['machines']:10d}"
        for kind in KINDS
        for name, one in result[kind].items()
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(table(build(Path(sys.argv[1]) if len(sys.argv) > 1 else INPUT)))
