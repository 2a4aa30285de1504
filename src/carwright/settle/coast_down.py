r"""Coast-down: the regulation's polynomial taken apart into air, tyres, what turns, and a residual.

$$F_0 + F_1 v + F_2 v^2 = \tfrac12 \rho C_d A v^2 + \mu_r m g (1 + \kappa v^2)
    + \text{turning} + \text{residual}$$

The polynomial holds the drag of the de-energised motor and of the turning gear. It is taken apart
once, at its own air density and test mass; afterwards each part stands by itself, so that a changed
part changes its part only.

A residual is a loss: bearings, brake pads. It is nowhere below nothing, up to the car's top speed,
and nowhere above its band. Where air, tyres and turning parts as they are known leave another one,
they move, each by a factor, the better known the less, so that the whole stays the coast-down's.
Source: 40 CFR 86.129-00 and UN GTR 15 Annex 4 (20 C); the decomposition is ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from carwright.figure_table import SIDES
from carwright.many import Crowd, crowd_of, each, numbers, table
from carwright.settle.defaults import rule, source_title
from carwright.settle.desk import Desk
from carwright.units import GRAVITY, from_si, to_si

HUNDRED_KMH = to_si("speed_kmh", 100.0)
"""100 km/h [m/s]."""
LEAST_SPAN = to_si("speed_kmh", 160.0)
"""Speed up to which the residual is held in its band, at least [m/s]."""
PLACES = np.array([0.0, 0.04, 0.08, 0.12, 0.18, 0.25, 0.35, 0.5, 0.7, 1.0])
"""Places of the span at which it is held; closer where a coast-down turns [share]."""
LEAST_RESIDUAL = 1.0
"""Least residual there, so that it is not negative between them [N]."""
LEAST_FACTOR = 0.2
"""Least factor by which a part moves: below it the coast-down cannot be of this car [-]."""
SLACK = 1e-6
"""By how much a condition may be missed [N or -]."""
WORTH_TELLING = 1e-3
"""Least change of a part that is made [-]."""
_FORMS = {
    "lbf": ("coast_down_a_lbf", "coast_down_b_lbf_per_mph", "coast_down_c_lbf_per_mph2"),
    "n": ("coast_down_f0_n", "coast_down_f1_n_per_kmh", "coast_down_f2_n_per_kmh2"),
}
_RESIDUAL = (
    "residual_drag_constant_n",
    "residual_drag_linear_n_per_kmh",
    "residual_drag_quadratic_n_per_kmh2",
)
_AREA = ("drag_coefficient", "frontal_area_m2")
_TURNING = (
    "gear_spin_torque_nm",
    "motor_drag_linear_share",
    "motor_drag_quadratic_share",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a road load, as it is known without the coast-down."""

    keys: tuple[str, ...]
    """Figures that one factor moves [-]."""
    force: tuple[float, float, float]
    """Its force: constant, and by speed and its square [N, N s/m, N s^2/m^2]."""
    spread: float
    """How well it is known, as a standard deviation of its factor [-]."""


def decompose(desk: Desk) -> None:
    """Settle the residual drag of a car whose coast-down is known.

    Args:
        desk: what is settled so far.
    """
    for unit, keys in _FORMS.items():
        if desk.has(*keys):
            density = rule("coast_down_air_density")["value_by_unit"][unit]
            desk.derive("reference_air_density_kg_per_m3", density, "coast_down_air_density")
            measured = table([to_si(key, desk.number(key)) for key in keys])
            known = desk.has(*_RESIDUAL)
            parts = _parts(desk)
            factors = np.ones((1, len(parts))) if known else _factors(desk, measured, parts)
            crowd = crowd_of(*(number for part in parts for number in part.force))
            for part, factor in zip(parts, factors.T, strict=True):
                _move(desk, part, factor, crowd)
            rest = measured - np.einsum("cp,cpk->ck", factors, _forces(parts))
            for key, value in zip(_RESIDUAL, numbers(rest, crowd), strict=True):
                desk.derive(key, from_si(key, value), "residual_drag")


def _parts(desk: Desk) -> tuple[Part, ...]:
    """Air, tyres and what turns."""

    def si(key: str) -> float:
        desk.fall_back(key)
        return to_si(key, desk.number(key))

    area = si("drag_coefficient") * si("frontal_area_m2")
    air = 0.5 * si("reference_air_density_kg_per_m3") * area
    mass = si("test_mass_kg") if desk.has("test_mass_kg") else si("kerb_mass_kg") + si("load_kg")
    rolling = si("rolling_resistance_coefficient") * mass * GRAVITY
    rise = rolling * si("rolling_rise_at_100kmh_share") / HUNDRED_KMH**2
    turning, turned, radius = (0.0, 0.0, 0.0), [], si("tyre_radius_m")
    for side in SIDES:
        if desk.word(f"{side}_machine") == "none":
            continue
        torque, turns = si(f"{side}_peak_torque_nm"), si(f"{side}_gear_ratio") / radius
        base_speed = si(f"{side}_peak_power_kw") / torque
        spin, linear, quadratic = (f"{side}_{key}" for key in _TURNING)
        turned += [spin, linear, quadratic]
        turning = (
            turning[0] + si(spin) / radius,
            turning[1] + si(linear) * torque * turns**2 / base_speed,
            turning[2] + si(quadratic) * torque * turns**3 / base_speed**2,
        )
    spreads = rule("road_load_parts")["spread"]
    given = [desk.origins[key].how == "given" for key in _AREA]
    return (
        Part(
            keys=(_AREA[1] if given[0] and not given[1] else _AREA[0],),
            force=(0.0, 0.0, air),
            spread=spreads["air_given" if given[0] else "air"],
        ),
        Part(
            keys=("rolling_resistance_coefficient",),
            force=(rolling, 0.0, rise),
            spread=spreads["tyres"],
        ),
        Part(keys=tuple(turned), force=turning, spread=spreads["turning"]),
    )


def _forces(parts: Sequence[Part]) -> np.ndarray:
    """(cars, parts, 3) forces; one car where all are plain numbers."""
    many = table([number for part in parts for number in part.force])
    return many.reshape(len(many), len(parts), 3)


def _move(desk: Desk, part: Part, factors: np.ndarray, crowd: Crowd | None) -> None:
    """Move the figures of a part by the (cars,) factors that are worth telling."""
    told = np.where(np.abs(factors - 1.0) < WORTH_TELLING, 1.0, factors)
    if np.all(told == 1.0):
        return
    (factor,) = numbers(told[:, None], crowd)
    for key in part.keys:
        was = desk.origins[key]
        by = f" by {was.source} ({was.date})" if was.date else ""
        before = f"{float(was.value):.4g} without it{by}, {was.note}".rstrip(", ")
        desk.origins[key] = replace(
            was,
            value=desk.number(key) * factor,
            how="rule",
            kind="estimate",
            source=source_title(rule("road_load_parts")["from"]),
            date="",
            note=f"{rule('road_load_parts')['text']}; {before}",
        )


def _factors(desk: Desk, measured: np.ndarray, parts: Sequence[Part]) -> np.ndarray:
    """(cars, parts) factors nearest to one, in spreads, that leave a residual within its band."""
    desk.fall_back("top_speed_kmh")
    top_speed = to_si("top_speed_kmh", desk.number("top_speed_kmh"))
    span = np.atleast_1d(np.maximum(LEAST_SPAN, each(top_speed)))
    powers = (span[:, None] * PLACES)[:, :, None] ** np.arange(3)
    highest = powers @ [to_si(key, rule("residual_drag")["high"][key]) for key in _RESIDUAL]
    spreads, forces = np.array([part.spread for part in parts]), _forces(parts)
    moves = np.einsum("csk,cpk->csp", powers, forces) * spreads
    left = np.einsum("csk,ck->cs", powers, measured - np.sum(forces, axis=1))
    cars = np.broadcast_shapes(left.shape[:1], moves.shape[:1])
    # Row by row: the residual is a loss, no factor is too small, the residual is not too large.
    least = np.broadcast_to(np.diag(spreads), (*cars, len(parts), len(parts)))
    gains = np.concatenate([-moves, least, moves], axis=1)
    lowest = np.full((*cars, len(parts)), LEAST_FACTOR - 1.0)
    bounds = np.concatenate([LEAST_RESIDUAL - left, lowest, left - highest], axis=1)
    needed = len(PLACES) + len(parts)
    found = nearest(gains[:, :needed], bounds[:, :needed])
    beyond = np.any(np.einsum("crp,cp->cr", gains, found) < bounds - SLACK, axis=1)
    in_band = nearest(gains[beyond], bounds[beyond])
    found[beyond] = np.where(np.isnan(in_band), found[beyond], in_band)
    return np.where(np.isnan(found), 1.0, 1.0 + spreads * found)


def nearest(gains: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    """Return (cars, numbers), for each car the shortest x with gains x >= bounds; NaN without one.

    With few numbers all sets of rows that may bind are tried: one of which the multipliers and all
    rows hold is the answer (Karush, Kuhn and Tucker). Cars of which the same rows bind are told
    together.

    Args:
        gains: (cars, rows, numbers) one row a condition.
        bounds: (cars, rows) what each must reach.
    """
    found = np.zeros((len(gains), gains.shape[2]))
    left = np.any(bounds > 0.0, axis=1)
    while left.any():
        cars = np.flatnonzero(left)
        binds = _binding(gains[cars[0]], bounds[cars[0]])
        if binds is None:
            found[cars[0]] = np.nan
            left[cars[0]] = False
            continue
        x, holds = _told_by(gains[cars], bounds[cars], binds)
        holds[0] = True  # that is how its rows were found
        found[cars[holds]] = x[holds]
        left[cars[holds]] = False
    return found


def _binding(gains: np.ndarray, bounds: np.ndarray) -> np.ndarray | None:
    """The rows that bind of one car."""
    for count in range(1, gains.shape[1] + 1):
        for_each = np.array(list(combinations(range(len(gains)), count)))
        one = np.broadcast_to(gains, (len(for_each), *gains.shape))
        _, holds = _told_by(one, np.broadcast_to(bounds, one.shape[:2]), for_each)
        if holds.any():
            return for_each[int(np.argmax(holds))]
    return None


def _told_by(
    gains: np.ndarray, bounds: np.ndarray, binds: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The x of each car at which its rows bind, and whether that is the answer.

    Args:
        gains: (cars, rows, numbers).
        bounds: (cars, rows).
        binds: (rows that bind,) the same of all, or (cars, rows that bind).
    """
    rows = np.broadcast_to(binds, (len(gains), binds.shape[-1]))
    binding = np.take_along_axis(gains, rows[:, :, None], axis=1)
    square = binding @ np.swapaxes(binding, 1, 2)
    size = np.prod(np.diagonal(square, axis1=1, axis2=2), axis=1)
    solvable = np.abs(np.linalg.det(square)) > 1e-12 * size
    wanted = np.take_along_axis(bounds, rows, axis=1)
    square = np.where(solvable[:, None, None], square, np.eye(square.shape[1]))
    multipliers = np.linalg.solve(square, wanted[..., None])[..., 0]
    x = np.einsum("cr,crp->cp", multipliers, binding)
    reached = np.all(np.einsum("crp,cp->cr", gains, x) >= bounds - SLACK, axis=1)
    return x, solvable & reached & np.all(multipliers >= 0.0, axis=1)
