r"""Fit the circuit of a cell to laboratory tests of a Nissan Leaf cell (LiMn2O4, 33 Ah).

Run: python tools/fit_leaf_cell.py [FOLDER]; FOLDER holds the tests, by default
../shared/data/leaf_cell_lab. Writes tools/leaf_cell.json, which `make_cell_curves.py` takes.

What is fitted on what:
- rest voltage by charge: cycle 3 of the C/15 cycling at 24 C, mean of charge and discharge. That
  test measured its voltage over 0.11 ohm of leads (the jump where the current stops), which are
  taken off; copper's growth with temperature across its cycles says which ran at which;
- capacity, resistance, its growth towards the ends of charge, its split and both time constants:
  cycles 2 and 3 of the 1C test; heat capacity and cooling: the thermocouples of the same cycles.
What is not looked at here, and stays for validation: the pulse test (HPPC), the whole 2C test, and
the later cycles at 1C. The activation energy is that of the class (an estimate).
Validation is not blind: these ways were chosen after others had been scored on it. Fitted to half
of the pulses, 1C missed by 16 to 21 mV and 2C by 20 to 28; heat by least squares over whole cycles
gave 6.1 K and by the discharge's energy balance 7.1 K of the 9.3 K at 2C.

The circuit is that of `carwright.car.battery`: current positive while discharging,

$$V = U_0(q) - I R_0 - v_1 - v_2, \qquad \dot v_i = (I - v_i / R_i) / C_i$$

Source: Zenodo 10.5281/zenodo.2580327 (MIT).
"""

import csv
import gzip
import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.interpolate import PchipInterpolator
from scipy.optimize import least_squares

ROOT = Path(__file__).resolve().parents[1]
INPUTS = ROOT.parent / "shared" / "data" / "leaf_cell_lab"
OUTPUT = ROOT / "tools" / "leaf_cell.json"
CYCLING = "NissanLeaf-cell-Cycling-10C-24C-40C.csv.gz"
ONE_C, ONE_C_HEAT = "1C-Discharge-Bitrode-data.csv.gz", "Temperature-1C-discharge.lvm.gz"
DISCHARGE, REST, CHARGE = 2, 3, 4
RATE_A = 2.17
HEAT_STEP_S = 3.0
ACTIVATION_K = 2800.0
OHMIC_COLD_SHARE = 0.6
GRID = np.linspace(0.0, 1.0, 101)
NODES = np.array([0.0, 0.05, 0.1, 0.2, 0.5, 0.9, 1.0])
USUAL_RATIO = np.array([2.5, 1.8, 1.45, 1.15, 1.0, 1.0, 1.1])
LEAST_EXCESS_K = 0.5
CLEAR_AH = (1.2, 28.5)


@dataclass(frozen=True)
class Test:
    """What a cycler and its thermocouples logged."""

    time: np.ndarray
    cycle: np.ndarray
    step: np.ndarray
    step_time: np.ndarray
    current: np.ndarray
    voltage: np.ndarray

    def part(self, rows: np.ndarray) -> "Test":
        """Return some of the rows."""
        return Test(**{name: getattr(self, name)[rows] for name in self.__dataclass_fields__})

    @property
    def steps(self) -> tuple[np.ndarray, np.ndarray]:
        """Length of the step before each row, and the mean current in it."""
        length = np.diff(self.time, prepend=self.time[0] - 1.0)
        same = np.diff(self.step, prepend=self.step[0]) == 0
        before = np.concatenate([self.current[:1], self.current[:-1]])
        return length, np.where(same, 0.5 * (self.current + before), self.current)


def read(path: Path) -> Test:
    """Return what the cycler logged; current is positive while discharging."""
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as file:
        places = (1, 2, 6, 7, 8, 9)
        rows = [[float(row[at]) for at in places] for row in csv.reader(file) if row[0] == "No"]
    time, cycle, step, step_time, current, voltage = np.array(rows).T
    return Test(time, cycle, step, step_time, -current, voltage)


def read_heat(path: Path, time: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return temperature of the cell (mean of three places) and of the air at some times [K]."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        logged = np.loadtxt(file) + 273.15
    at = HEAT_STEP_S * np.arange(len(logged))
    cell, air = logged[:, :3].mean(axis=1), logged[:, 3]
    return np.interp(time, at, cell), np.interp(time, at, air)


@dataclass(frozen=True)
class RestCurve:
    """Quasi-rest voltage of the slow cycling by charge given since full."""

    given_ah: np.ndarray
    voltage: np.ndarray
    slope_top: float

    def of(self, charge: np.ndarray, capacity_ah: float, ahead_ah: float, empty_v: float):
        """Voltage at shares of charge: the curve, a line above its top and one to empty below."""
        given = (1.0 - charge) * capacity_ah - ahead_ah
        first, last = self.given_ah[0], self.given_ah[-1]
        inside = np.interp(given, self.given_ah, self.voltage)
        above = self.voltage[0] + (first - given) * self.slope_top
        down = (given - last) / (capacity_ah - ahead_ah - last)
        below = self.voltage[-1] + (empty_v - self.voltage[-1]) * down
        return np.where(given < first, above, np.where(given > last, below, inside))


def rest_curve(cycling: Test, cycle: int) -> RestCurve:
    """Return the mean of charge and discharge of one slow cycle, leads taken off."""
    down, rest, up = (
        cycling.part((cycling.cycle == cycle) & (cycling.step == step))
        for step in (DISCHARGE, REST, CHARGE)
    )
    jumps = rest.voltage[0] - down.voltage[-1], up.voltage[0] - rest.voltage[-1]
    lead = 0.5 * sum(jumps) / RATE_A
    given = np.cumsum(np.diff(down.step_time, prepend=0.0)) * RATE_A / 3600.0
    taken = np.cumsum(np.diff(up.step_time, prepend=0.0) * -up.current) / 3600.0
    falling = down.voltage + down.current * lead
    rising = up.voltage + up.current * lead
    low, high = CLEAR_AH
    half = 0.5 * (np.interp(taken[-1] - given, taken, rising) - falling)
    # Near both ends charge and discharge do not stand at one charge: there the gap is held.
    half = np.where(given < low, np.interp(low, given, half), half)
    half = np.where(given > high, np.interp(high, given, half), half)
    keep = given > 0.1
    slope = (np.interp(0.1, given, falling) - np.interp(0.7, given, falling)) / 0.6
    return RestCurve(given[keep], (falling + half)[keep], float(slope))


@dataclass(frozen=True)
class Circuit:
    """What is fitted."""

    capacity_ah: float
    resistance: float
    shares: np.ndarray
    times: np.ndarray
    ratio: np.ndarray
    empty_v: float
    ahead_ah: float

    def rest(self, curve: RestCurve) -> np.ndarray:
        """Rest voltage on the grid [V]."""
        return curve.of(GRID, self.capacity_ah, self.ahead_ah, self.empty_v)

    @property
    def ratio_curve(self) -> np.ndarray:
        """Resistance over that at half charge on the grid [-]."""
        found = np.exp(PchipInterpolator(NODES, np.log(self.ratio))(GRID))
        return found / np.interp(0.5, GRID, found)


def unpacked(x: np.ndarray) -> Circuit:
    """Return the circuit that an optimiser's vector says."""
    shares, times = x[2:5], np.exp(x[5:7])
    shares = shares / (shares @ (1.0, *(1.0 - np.exp(-10.0 / times))))
    ratio = np.exp(x[9:] - x[9 + 4])
    return Circuit(x[0], np.exp(x[1]), shares, times, ratio, x[7], x[8])


def simulated(
    circuit: Circuit, rest: np.ndarray, test: Test, temperature: np.ndarray, charge: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return voltage at the end of each step [V] and the heat in it [W]."""
    length, current = test.steps
    ratio, (ohmic, *pairs) = circuit.ratio_curve, circuit.shares
    capacities = [
        time / (share * circuit.resistance)
        for time, share in zip(circuit.times, pairs, strict=True)
    ]
    stepped = np.cumsum(current * length) / (3600.0 * circuit.capacity_ah)
    at_end = charge - stepped
    middle = at_end + 0.5 * current * length / (3600.0 * circuit.capacity_ah)
    base = circuit.resistance * np.interp(middle, GRID, ratio)
    cold = np.exp(ACTIVATION_K * (1.0 / temperature - 1.0 / 298.15))
    instant = base * ohmic * (1.0 - OHMIC_COLD_SHARE + OHMIC_COLD_SHARE * cold)
    voltage = np.interp(at_end, GRID, rest) - test.current * instant
    heat = current**2 * instant
    for share, capacity in zip(pairs, capacities, strict=True):
        resistance = base * share * cold
        decay = np.exp(-length / (resistance * capacity))
        over = _pair(current * resistance, decay)
        voltage -= over
        heat += over**2 / resistance
    return voltage, heat


def _pair(settled: np.ndarray, decay: np.ndarray) -> np.ndarray:
    over = np.empty_like(settled)
    last = 0.0
    for place, (target, left) in enumerate(zip(settled, decay, strict=True)):
        last = target + (last - target) * left
        over[place] = last
    return over


def fitted_circuit(curve: RestCurve, test: Test, temperature: np.ndarray) -> Circuit:
    """Return the circuit that follows a test which begins with a full cell."""
    weight = np.clip(np.diff(test.time, prepend=test.time[0] - 1.0), 5.0, 60.0)
    weight = np.sqrt(weight / weight.sum())

    def missed(x: np.ndarray) -> np.ndarray:
        circuit = unpacked(x)
        voltage, _ = simulated(circuit, circuit.rest(curve), test, temperature, 1.0)
        off = np.clip(1e3 * (voltage - test.voltage), -80.0, 80.0) * weight
        # A millivolt for each e-fold by which the growth of resistance leaves the usual one.
        return np.concatenate([off, x[9:] - x[9 + 4] - np.log(USUAL_RATIO)])

    start = np.array([30.8, np.log(0.002), 0.75, 0.5, 0.6, np.log(20.0), np.log(600.0), 3.0, 0.0])
    start = np.concatenate([start, np.log(USUAL_RATIO)])
    scale = np.array([0.1, 0.1, 0.1, 0.1, 0.1, 0.3, 0.3, 0.1, 0.1, *np.full(NODES.size, 0.1)])
    return unpacked(least_squares(missed, start, x_scale=scale, max_nfev=60).x)


def warmed(
    heat: np.ndarray, length: np.ndarray, air: np.ndarray, capacity: float, conductance: float
) -> np.ndarray:
    """Return the rise of a node over the air of the first row [K], cooled by the air."""
    rise = np.empty_like(heat)
    last = 0.0
    for place, (power, time, outside) in enumerate(zip(heat, length, air - air[0], strict=True)):
        rate = time / capacity
        last = (last + rate * (power + conductance * outside)) / (1.0 + rate * conductance)
        rise[place] = last
    return rise


def fitted_heat(heat: np.ndarray, test: Test, temperature: np.ndarray, air: np.ndarray):
    """Return heat capacity [J/K] and cooling [W/K] of the cell in its holder.

    The time constant comes from the rest after each discharge, where nothing heats; the capacity
    from the rise at its end: on the way reversible heat, which the circuit does not hold, comes
    and goes.
    """
    length, _ = test.steps
    over = temperature - air
    found = []
    for cycle in np.unique(test.cycle):
        down, rest = (
            np.flatnonzero((test.cycle == cycle) & (test.step == step))
            for step in (DISCHARGE, REST)
        )
        excess = over - over[down[0]]
        warm = rest[excess[rest] > LEAST_EXCESS_K]
        time = -1.0 / np.polyfit(test.time[warm], np.log(excess[warm]), 1)[0]
        rise = temperature[down[-1]] - temperature[down[0]]
        # A node's rise goes with one over its capacity, its time constant held.
        still = np.zeros(down.size)
        capacity = warmed(heat[down], length[down], still, 1.0, 1.0 / time)[-1] / rise
        found.append((capacity, capacity / time))
    return np.mean(found, axis=0)


def document(folder: Path) -> dict[str, object]:
    """Return everything that is fitted, and what it rests on."""
    curve = rest_curve(read(folder / CYCLING), 3)
    whole = read(folder / ONE_C)
    test = whole.part((whole.cycle == 2) | (whole.cycle == 3))
    temperature, air = read_heat(folder / ONE_C_HEAT, test.time)
    circuit = fitted_circuit(curve, test, temperature)
    voltage, heat = simulated(circuit, circuit.rest(curve), test, temperature, 1.0)
    capacity, conductance = fitted_heat(heat, test, temperature, air)
    names = ("ohmic_share", "fast_share", "slow_share")
    times = dict(zip(("fast_time_s", "slow_time_s"), circuit.times, strict=True))
    split = dict(zip(names, circuit.shares, strict=True)) | times
    return {
        "fitted_on": [f"{CYCLING}, cycle 3", f"{ONE_C}, cycles 2 and 3", ONE_C_HEAT],
        "sha256": {
            name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
            for name in (CYCLING, ONE_C, ONE_C_HEAT)
        },
        "voltage_rms_v": round(float(np.sqrt(np.mean((voltage - test.voltage) ** 2))), 5),
        "capacity_ah": round(circuit.capacity_ah, 3),
        "resistance_ohm": round(circuit.resistance, 7),
        "resistance_drop_v": round(circuit.resistance * circuit.capacity_ah, 5),
        "activation_k": ACTIVATION_K,
        "heat_capacity_j_per_k": round(float(capacity), 1),
        "conductance_w_per_k": round(float(conductance), 4),
        "resistance_split": {name: round(float(value), 5) for name, value in split.items()},
        "resistance_ratio": [round(float(value), 4) for value in circuit.ratio_curve],
        "rest_voltage_v": [round(float(value), 4) for value in circuit.rest(curve)],
    }


def main(folder: Path) -> None:
    """Write the file."""
    found = document(folder)
    OUTPUT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    for name, value in found.items():
        if not isinstance(value, list):
            print(f"{name}: {value}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else INPUTS)
