"""What the tests of logs share: a made-up drive whose every number is known, written as a file."""

from pathlib import Path

import numpy as np

ROWS = 240
SPEED_KMH = "speed_kmh"


def drive(rows: int = ROWS) -> dict[str, np.ndarray]:
    """A drive up and down in speed at 1 Hz; torque and current follow its acceleration."""
    time = np.arange(float(rows))
    speed = np.round(40.0 - 40.0 * np.cos(2.0 * np.pi * time / 60.0) + 0.01 * (time % 7), 2)
    pull = np.gradient(speed) / 3.6
    torque = np.round(25.0 * pull + 8.0, 2)
    return {
        "time_s": time,
        "speed_kmh": speed,
        "elevation_m": np.round(500.0 + 0.02 * time, 1),
        "motor_torque_nm": torque,
        "batt_v": np.round(380.0 - 0.05 * torque - 0.01 * time, 2),
        "batt_a": np.round(torque * speed / 3.6 * 28.5 / 380.0 + 2.0, 2),
        "batt_temp_c": np.full(rows, 20.0) + time // 100,
        "amb_temp_c": np.full(rows, 15.0),
        "soc_pct": np.round(80.0 - time / 120.0, 1),
        "heater_can_kw": np.zeros(rows),
        "aircon_kw": np.full(rows, 0.1),
        "cabin_temp_c": np.full(rows, 21.0),
    }


def written(folder: Path, columns: dict[str, np.ndarray], name: str = "Trip01.csv") -> str:
    """Columns as a CSV file; what is not a number is an empty cell."""
    rows = zip(*columns.values(), strict=True)
    cells = [",".join("" if np.isnan(cell) else f"{cell:.10g}" for cell in row) for row in rows]
    path = folder / name
    path.write_text("\n".join([",".join(columns), *cells]) + "\n", encoding="utf-8")
    return str(path)
