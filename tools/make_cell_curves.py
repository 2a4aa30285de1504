"""Make the cell curves that carwright ships, from measured cells.

Run: python tools/make_cell_curves.py [DATA]; DATA is the folder of measured data, by default
../shared/data. Writes src/carwright/car/cell_curves.json: for each chemistry the rest voltage on
101 even charges, the resistance over that at half charge, and where both come from, with the hash
of each input.
"""

import csv
import gzip
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


def lmo(path: Path) -> np.ndarray:
    """Rest voltage of the Nissan Leaf cell [V]: mean of its widest C/15 charge and discharge."""
    curves: dict[tuple[str, str], list[tuple[float, float]]] = {}
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as file:
        for row in csv.DictReader(file):
            if row["Mode"] in ("CHRG", "DCHG") and abs(float(row["Current(A)"])) > 1.0:
                key = (row["Cycle"], row["Mode"])
                curves.setdefault(key, []).append(
                    (abs(float(row["Capacity(Ah)"])), float(row["Voltage(V)"]))
                )
    best: dict[str, np.ndarray] = {}
    for mode in ("CHRG", "DCHG"):
        spans = {key: np.array(points) for key, points in curves.items() if key[1] == mode}
        widest = max(spans.values(), key=lambda points: np.ptp(points[:, 0]))
        span = (widest[:, 0] - widest[0, 0]) / np.ptp(widest[:, 0])
        charge = span if mode == "CHRG" else 1.0 - span
        order = np.argsort(charge)
        best[mode] = np.interp(GRID, charge[order], widest[order, 1])
    return 0.5 * (best["CHRG"] + best["DCHG"])


def rising(voltage: np.ndarray) -> list[float]:
    """Return the curve rounded to 0.1 mV and strictly rising, as charge must be known from it."""
    strict = np.maximum.accumulate(
        voltage + 1e-4 * np.arange(voltage.size) * (np.diff(voltage, prepend=0) <= 0)
    )
    return [round(float(value), 4) for value in strict]


def main(data: Path) -> None:
    """Write the file."""
    id3 = data / "vw_id3_powertrain" / "id3_cell_ocv.csv"
    leaf = data / "leaf_cell_lab" / "NissanLeaf-cell-Cycling-10C-24C-40C.csv.gz"
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
            lmo(leaf),
            2.7,
            4.2,
            "measured",
            "Nissan Leaf cell, doi 10.5281/zenodo.2580327, C/15, 10 to 40 C",
            hashed(leaf),
        ),
    }
    document = {
        name: {
            "rest_voltage_v": rising(voltage),
            "resistance_ratio": resistance,
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
