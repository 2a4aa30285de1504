"""Heaters: which of several columns for the heater's power to believe.

A car gives no more than its battery does: where the motors do little, the battery's power must hold
the motors', the air conditioning's and the heater's. The column that breaks this least is taken, in
the order of preference; one that breaks it often is not believed at all. Nothing is fitted.
"""

import numpy as np

from carwright.logs.readings import Readings

SLACK = 200.0
"""By how much the parts may exceed the whole: signals are not quite of one instant [W]."""
QUIET = 3000.0
"""Power of the motors, to and fro, below which rows are looked at [W]."""
TURNS_UNKNOWN = 0.5
"""Without a torque, rows of a car slower than this are looked at [m/s]."""
BETTER = 0.01
"""By how much of the rows a less preferred column must be better [share]."""
MOST = 0.25
"""Share of rows beyond which no column is believed [share]."""
LEAST_ROWS = 20
"""Fewer quiet rows tell nothing [-]."""


def credible_heater(log: Readings, turns: float | None) -> None:
    """Keep the most credible of the heater's columns as `heater`.

    Args:
        log: mended readings.
        turns: motor angle for each metre of road [rad/m]; None looks at a standing car only.
    """
    if not log.heaters:
        return
    filled = {name: np.nan_to_num(power) for name, power in log.heaters.items()}
    quiet, room = _room(log, turns)
    if quiet.sum() < LEAST_ROWS:
        name = next(iter(filled))
        log.values["heater"] = filled[name]
        return
    broken = {name: float(np.mean((power > room)[quiet])) for name, power in filled.items()}
    best = next(iter(broken))
    for name, share in broken.items():
        if share < broken[best] - BETTER:
            best = name
    dropped = [name for name in broken if name != best and broken[name] > broken[best] + BETTER]
    for name in dropped:
        log.notes.append(
            f"{name} tells more than the battery gives in {broken[name]:.0%} of the quiet rows: "
            f"{best} is used."
        )
    if broken[best] > MOST:
        log.notes.append(f"{best} tells more than the battery gives too: no heater is known.")
        return
    log.values["heater"] = filled[best]


def _room(log: Readings, turns: float | None) -> tuple[np.ndarray, np.ndarray]:
    """Rows in which the motors do little, and what the battery leaves for the heater there [W]."""
    values = log.values
    power = values["voltage"] * values["current"]
    if "torque" in values and turns is not None:
        motors = values["torque"] * values["speed"] * turns
        steady = np.abs(np.gradient(motors)) < 0.5 * QUIET
        quiet = log.sure & (np.abs(motors) < QUIET) & steady
    else:
        motors = np.zeros_like(power)
        quiet = log.sure & (values["speed"] < TURNS_UNKNOWN)
    cooling = values.get("cooling", np.zeros_like(power))
    return quiet, power - np.maximum(motors, 0.0) - np.maximum(cooling, 0.0) + SLACK
