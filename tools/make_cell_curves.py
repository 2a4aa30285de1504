"""Make the cell curves that carwright ships, from measured cells.

Run: python tools/make_cell_curves.py [DATA]; DATA is the folder of measured data, by default
../shared/data. Writes src/carwright/car/cell_curves.json: for each chemistry the rest voltage on
101 even charges, the resistance over that at half charge, its split over the circuit, and where all
come from, with the hash of each input. The Leaf's cell is what `fit_leaf_cell.py` wrote.
"""

import csv
import hashlib
import json
import sys
from pathlib import Path

import numpy as np
from scipy.interpolate import PchipInterpolator

ROOT = Path(__file__).parents[1]
GRID = np.linspace(0.0, 1.0, 101)
NCA_CHARGE = [0, 0.1, 0.22, 0.3, 0.42, 0.5, 0.58, 0.66, 0.74, 0.82, 0.9, 0.96, 1]
NCA_VOLTAGE = [
    3.071,
    3.360,
    3.504,
    3.560,
    3.621,
    3.672,
    3.767,
    3.840,
    3.904,
    3.978,
    4.068,
    4.122,
    4.184,
]
LFP_CHARGE = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1]
LFP_VOLTAGE = [2.60, 3.05, 3.18, 3.23, 3.26, 3.285, 3.29, 3.295, 3.31, 3.33, 3.335, 3.34, 3.45]
# NCR18650PF at 50 %, 25 C: ohmic, three fast pairs, one slow pair [mOhm], as listed with TUM
# sim_BTMS; time constants assumed.
SPLIT = (26.7, 20.9, 27.5)
FAST_TIME, SLOW_TIME = 5.0, 600.0
LEAF = ROOT / "tools" / "leaf_cell.json"
RESISTANCE_CHARGE = [0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 0.9, 1]
RESISTANCE = [2.5, 1.8, 1.45, 1.15, 1.05, 1.0, 0.98, 1.0, 1.1]


def hashed(path: Path) -> dict[str, str]:
    """Return the name and hash of an input."""
    return {"file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


def nmc(path: Path) -> np.ndarray:
    """Rest voltage of the VW ID.3 cell on the grid [V]; its lowest point stands for less."""
    with path.open(encoding="utf-8") as file:
        rows = [(float(row["SOC"]), float(row["U_smooth"])) for row in csv.DictReader(file)]
    charge, voltage = np.array(sorted(rows)).T
    keep = np.concatenate([[True], np.diff(charge) > 1e-6])
    return PchipInterpolator(charge[keep], voltage[keep], extrapolate=True)(
        np.maximum(GRID, charge[0])
    )


def usual_split() -> dict[str, float]:
    """Resistances over that after ten seconds, and time constants, where no others are known."""
    grown = 1.0 - np.exp(-10.0 / np.array([FAST_TIME, SLOW_TIME]))
    shares = np.array(SPLIT) / (SPLIT @ np.array([1.0, *grown]))
    names = ("ohmic_share", "fast_share", "slow_share")
    split = {name: round(float(value), 12) for name, value in zip(names, shares, strict=True)}
    return split | {"fast_time_s": FAST_TIME, "slow_time_s": SLOW_TIME}


def rising(voltage: np.ndarray) -> list[float]:
    """Return the curve rounded to 0.1 mV and strictly rising, as charge must be known from it."""
    strict = np.maximum.accumulate(
        voltage + 1e-4 * np.arange(voltage.size) * (np.diff(voltage, prepend=0) <= 0)
    )
    return [round(float(value), 4) for value in strict]


def main(data: Path) -> None:
    """Write the file."""
    id3 = data / "vw_id3_powertrain" / "id3_cell_ocv.csv"
    leaf = json.loads(LEAF.read_text(encoding="utf-8"))
    resistance = [
        round(float(value), 4) for value in PchipInterpolator(RESISTANCE_CHARGE, RESISTANCE)(GRID)
    ]
    curves = {
        "nmc": (
            nmc(id3),
            2.5,
            4.2,
            "measured",
            "VW ID.3 cell, Koch et al., Energies 2022",
            hashed(id3),
        ),
        "nca": (
            PchipInterpolator(NCA_CHARGE, NCA_VOLTAGE)(GRID),
            2.6,
            4.2,
            "measured",
            "Panasonic NCR18650PF, points as listed with TUM sim_BTMS",
            None,
        ),
        "lfp": (
            PchipInterpolator(LFP_CHARGE, LFP_VOLTAGE)(GRID),
            2.3,
            3.65,
            "estimate",
            "typical full cell, from memory",
            None,
        ),
        "lmo": (
            np.array(leaf["rest_voltage_v"]),
            2.7,
            4.2,
            "measured",
            "Nissan Leaf cell, doi 10.5281/zenodo.2580327, C/15 and 1C at 25 C",
            hashed(LEAF),
        ),
    }
    document = {
        name: {
            "rest_voltage_v": rising(voltage),
            "resistance_ratio": leaf["resistance_ratio"] if name == "lmo" else resistance,
            "resistance_split": leaf["resistance_split"] if name == "lmo" else usual_split(),
            "lowest_v": lowest,
            "highest_v": highest,
            "kind": kind,
            "source": source,
            "input": file,
        }
        for name, (voltage, lowest, highest, kind, source, file) in curves.items()
    }
    target = ROOT / "src" / "carwright" / "car" / "cell_curves.json"
    target.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data")
