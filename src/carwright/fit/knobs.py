"""Knobs: the figures that logs of drives may move, and how far each may lie from what is known.

A knob is one figure, or several that go together by one factor. Its number is in units of the
spread that is usual: 0 is what the car file and the population say, 1 a spread away, on the scale
of the figure's transform. Figures stay within their bounds.

What turns, and what teeth of gears lose, is known better than a log with hills of its own can tell:
both look like a load, which is a knob, as the scale of the logged torque does.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import jax.numpy as jnp
from jaxtyping import Array, Float

from carwright.figure_table import BY_KEY, INDEX, SIDES, FigureRow, Transform
from carwright.figure_vector import Figures
from carwright.population.gaussian import BAND
from carwright.settle.defaults import Kind, default
from carwright.settle.settled import Settled
from carwright.units import to_si

WIDEST = 0.5
"""Spread of a figure whose class default has no band, on its scale (assumed) [-]."""
LEAST_SHARE = 1e-3
"""Nearest to 0 or 1 that the logarithmic odds of a share are taken [-]."""


@dataclass(frozen=True, slots=True)
class Knob:
    """Figures that the fit moves together."""

    name: str
    """What it is called in the report [-]."""
    keys: tuple[str, ...]
    """Keys of the figures; the first is told in the report [-]."""
    spread: float
    """Usual spread, on the scale of the transform [-]."""
    together: bool = False
    """Whether one factor moves them all, else each takes the value of the first [-]."""


_ALONE = (
    ("load", "load_kg"),
    ("rolling resistance", "rolling_resistance_coefficient"),
    ("air drag", "drag_coefficient"),
    ("tyres in the cold", "tyre_temperature_coefficient_per_k"),
    ("heat of the tyres", "tyre_heat_capacity_j_per_k"),
    ("warm tyres", "tyre_warm_rise_k"),
    ("oil in the cold", "oil_temperature_coefficient_per_k"),
    ("12 V loads", "auxiliary_power_w"),
    ("regeneration", "regeneration_deceleration_m_per_s2"),
    ("regeneration when full", "regeneration_full_charge_share"),
    ("resistance", "resistance_drop_v"),
    ("resistance in the cold", "resistance_activation_temperature_k"),
    ("rest voltage", "rest_voltage_offset_v"),
    ("tilt of the rest voltage", "rest_voltage_tilt_v"),
    ("heat of the cells", "cell_specific_heat_j_per_kg_k"),
    ("pack to air", "pack_conductance_w_per_k"),
    ("pack to coolant", "pack_coolant_conductance_w_per_k"),
    ("heater", "cabin_heater_power_kw"),
    ("cabin walls", "cabin_shell_conductance_w_per_k"),
    ("ventilation", "cabin_ventilation_w_per_k"),
    ("heat of the cabin", "cabin_mass_heat_capacity_j_per_k"),
    ("cabin air to seats", "cabin_mass_conductance_w_per_k"),
    ("sun in the cabin", "cabin_sun_area_m2"),
    ("compressor", "carnot_share"),
)
_CAPACITY = (
    "battery_gross_energy_kwh",
    "battery_usable_energy_kwh",
    "reference_battery_gross_energy_kwh",
)
_UNIT_LOSSES = (
    "copper_loss_share",
    "load_iron_loss_share",
    "inverter_loss_share",
    "gear_loss_share",
)
"""Losses that go with torque: what a unit draws without torque is its own."""
UNIT_LOSS_SPREAD = 0.25
"""Of the losses of a car's units over the usual [-] (estimate: makers differ by 6 % of consumption
on EPA's tests, a quarter of which is losses)."""
_SPIN = tuple(f"{side}_gear_spin_torque_nm" for side in SIDES)


def knobs_of(settled: Settled) -> tuple[Knob, ...]:
    """Return the knobs of a car.

    Args:
        settled: the car with every figure settled.
    """
    driven = [side for side in SIDES if settled.choices[f"{side}_machine"] != "none"]
    keys = tuple(f"{side}_{loss}" for side in SIDES if side in driven for loss in _UNIT_LOSSES)
    kind = _kind(settled)
    alone = [Knob(name, (key,), spread_of(key, kind)) for name, key in _ALONE]
    spin = tuple(key for key in _SPIN if key.startswith(tuple(driven)))
    return (
        *alone[:3],
        Knob("losses of the drive units", keys, UNIT_LOSS_SPREAD, together=True),
        Knob("spin of the gears", spin, WIDEST, together=True),
        *alone[3:],
        Knob("capacity", _CAPACITY, spread_of(_CAPACITY[0], kind, narrow=True)),
    )


def spread_of(key: str, kind: Kind, *, narrow: bool = False) -> float:
    """Return the usual spread of a figure on its scale, from the band of its class default.

    Args:
        key: key of the figure.
        kind: what kind of car is meant.
        narrow: whether the figure is known of the car, to about a tenth.
    """
    usual, row = default(key, kind), BY_KEY[key]
    if narrow or usual.low is None or usual.high is None:
        return 0.1 if narrow else WIDEST
    ends = [_on_scale(row, to_si(key, end)) for end in (usual.low, usual.high)]
    return max((ends[1] - ends[0]) / (2.0 * BAND), 1e-6)


def turned(figures: Figures, knobs: Sequence[Knob], turns: Float[Array, " knobs"]) -> Figures:
    """Return figures with the knobs turned; pure JAX.

    Args:
        figures: what is known without the logs.
        knobs: the knobs.
        turns: how far each is turned [spreads].
    """
    values = figures.values
    for place, knob in enumerate(knobs):
        move = knob.spread * turns[place]
        for key in knob.keys:
            row = BY_KEY[key]
            now = figures.values[INDEX[row.name]]
            new = now * jnp.exp(move) if knob.together else _moved(row, now, move)
            values = values.at[INDEX[row.name]].set(jnp.clip(new, row.low_si, row.high_si))
    return Figures(values=values, choices=figures.choices)


def _moved(row: FigureRow, now: Float[Array, ""], move: Float[Array, ""]) -> Float[Array, ""]:
    if row.transform is Transform.LOG:
        return now * jnp.exp(move)
    if row.transform is Transform.LOGIT:
        share = jnp.clip(now, LEAST_SHARE, 1.0 - LEAST_SHARE)
        odds = jnp.exp(jnp.log(share / (1.0 - share)) + move)
        return odds / (1.0 + odds)
    return now + move


def _on_scale(row: FigureRow, value: float) -> float:
    if row.transform is Transform.LOG:
        return math.log(value)
    if row.transform is Transform.LOGIT:
        share = min(max(value, LEAST_SHARE), 1.0 - LEAST_SHARE)
        return math.log(share / (1.0 - share))
    return value


def _kind(settled: Settled) -> Kind:
    car, choices = settled.car_file, settled.choices
    machines = (choices["front_machine"], choices["rear_machine"])
    return Kind(car.body, car.size, choices["chemistry"], *machines)
