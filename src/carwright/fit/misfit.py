"""Misfit: how far a car is from its logs, as numbers that would each be about one.

With the torque given, the battery's energy of each window, its voltage
and the temperature of its cells are compared; with the speed given, the work of the motors; with
nothing given, the energy of heater and air conditioning. What is known beforehand pulls too: each
knob towards what is usual, the road load towards the coast-down of the car file.
"""

from collections.abc import Sequence
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from carwright.car.build import build_car
from carwright.car.car import Car
from carwright.codes import Given
from carwright.figure_vector import Figures
from carwright.fit.drives import Drives
from carwright.fit.knobs import Knob, turned
from carwright.fit.windows import WINDOW, along
from carwright.run.asks import follow
from carwright.run.simulate import initial_state, reference_environment
from carwright.step.limits import resistance
from carwright.step.moment import Moment
from carwright.units import GRAVITY, to_si

ROAD_SPEEDS = tuple(to_si("speed_kmh", speed) for speed in (30.0, 70.0, 110.0))
"""Speeds at which the road load is held against the coast-down [m/s]."""
ROAD_SPREAD = 0.08
"""Spread of the road load on the road about that of a coast-down (assumed) [share]."""


class Spread(NamedTuple):
    """How far a right model may be from what was measured: share of the flow, and a floor.

    The flow is that of the car before the fit, so that no window counts more for its tail wind.
    """

    share: float
    """Share of the energy that flows, to and fro [-]."""
    floor: float
    """What is not seen, in the mean over the window or drive [W]."""


BATTERY, WORK, BRAKING = Spread(0.03, 120.0), Spread(0.06, 240.0), Spread(0.05, 120.0)
"""Spreads of a window: energy of the battery, work of the motors and what they regain (assumed)."""
DRIVE, FOLLOWED = Spread(0.02, 40.0), Spread(0.03, 40.0)
"""Spreads of the energy of a whole drive: torque given, speed given (assumed)."""
HEATING, COMFORT = Spread(0.0, 500.0), Spread(0.0, 150.0)
"""Spreads of the heater in a window, and of climate over a drive (assumed)."""
VOLTAGE, CHARGE, WARMTH = 0.006, 0.005, 3.0
"""Spreads of voltage [share], of the charge at the end [share] and of the cells [K] (assumed)."""


class Flows(NamedTuple):
    """What flows along each drive in the car before the fit [W]."""

    battery: Float[Array, "trips windows"]
    """Size of the power at the battery's terminals, torque given, summed over each window [W]."""
    work: Float[Array, "trips windows"]
    """Size of the power of the motors, speed given, likewise [W]."""


class Known(NamedTuple):
    """What the fit starts from."""

    figures: Figures
    """What is known without the logs [-]."""
    road_load: Float[Array, " speeds"]
    """Coast-down at `ROAD_SPEEDS` [N]."""
    road_weight: Float[Array, ""]
    """1 where the car file gives a coast-down, else 0 [-]."""
    weight: Float[Array, " trips"]
    """1 for drives that the fit may see, else 0 [-]."""
    free: Float[Array, " knobs"]
    """1 for knobs that may be turned, else 0 [-]."""
    flows: Flows
    """What flows along each drive in that car [W]."""


class Groups(NamedTuple):
    """Numbers of about one, by what they compare."""

    battery: Float[Array, " windows"]
    """Energy of the battery, torque given [-]."""
    work: Float[Array, " windows"]
    """Work of the motors, speed given [-]."""
    braking: Float[Array, " windows"]
    """What of it comes back, speed given [-]."""
    drive: Float[Array, " trips"]
    """Energy of each drive, torque given [-]."""
    followed: Float[Array, " trips"]
    """Energy of each drive, speed given [-]."""
    voltage: Float[Array, " windows"]
    """Voltage [-]."""
    charge: Float[Array, " trips"]
    """Charge at the end [-]."""
    cells: Float[Array, " windows"]
    """Temperature of the cells [-]."""
    heating: Float[Array, " windows"]
    """Energy of the heater, nothing given [-]."""
    comfort: Float[Array, " trips"]
    """Energy of climate of each drive, nothing given [-]."""
    road: Float[Array, " speeds"]
    """Road load against the coast-down [-]."""
    knobs: Float[Array, " knobs"]
    """Knobs against what is usual [-]."""


def road_load(car: Car) -> Float[Array, " speeds"]:
    """Return the road load of a warm car in its reference air [N].

    Args:
        car: the car.
    """
    around = reference_environment(car)
    one = jnp.ones_like(around.grip)

    def at(speed: Float[Array, ""]) -> Float[Array, ""]:
        state = initial_state(car, 0.5 * one, speed, around)
        now = Moment(car, state, follow(speed), around, one, one, one)
        return resistance(now, car.body.mass * GRAVITY).total.at(speed)

    return jnp.stack([at(speed * one) for speed in ROAD_SPEEDS])


def flows(figures: Figures, drives: Drives) -> Flows:
    """Return what flows along each drive before the fit.

    Args:
        figures: what is known without the logs.
        drives: the drives.
    """
    found = along(build_car(figures), drives)
    return Flows(found.flow[Given.TORQUE], found.work_flow[Given.CLIMATE])


def misfit(
    turns: Float[Array, " knobs"], knobs: Sequence[Knob], known: Known, drives: Drives
) -> Groups:
    """Return how far a car is from its logs.

    Args:
        turns: how far each knob is turned [spreads].
        knobs: the knobs.
        known: what the fit starts from.
        drives: the drives.
    """
    car = build_car(turned(known.figures, knobs, turns * known.free))
    done = along(car, drives)
    pressed, followed, alone = (
        jax.tree.map(lambda leaf, i=given: leaf[i], done) for given in Given
    )
    real, flow = drives.measured, known.flows
    there = real.sure
    cut = lambda values: _cut(values * there).sum(axis=-1)
    window, drive = _Scale(cut(jnp.ones_like(there))), _Scale.whole(cut(jnp.ones_like(there)))
    weight, forced = known.weight[:, None], (known.weight * real.has_torque)[:, None]
    warmed = (known.weight * real.has_heater)[:, None]
    has_torque = real.has_torque[:, None] > 0.0
    best = jax.tree.map(lambda a, b: jnp.where(has_torque, a, b), pressed, followed)
    rear = car.rear.unit.present > 0.5
    turning = jnp.where(rear, car.rear.gear.turns_per_metre, car.front.gear.turns_per_metre)
    work = real.torque * real.mid_speed * turning
    power, back = cut(real.power), cut(jnp.minimum(work, 0.0))
    climate = cut(drives.drive.climate_power)
    whole = lambda values: values.sum(axis=1, keepdims=True)
    charge_apart = best.charge - jnp.sum(real.charge * real.last, axis=1)[:, None] * best.ends
    cells_apart = best.cells - _cut(real.cells)[..., -1]
    groups = Groups(
        battery=window.apart(best.power - power, flow.battery, BATTERY) * weight,
        work=window.apart(followed.work - cut(work), flow.work, WORK) * forced,
        braking=window.apart(followed.back - back, flow.work, BRAKING) * forced,
        drive=drive.apart(whole(best.power - power), whole(flow.battery), DRIVE) * weight,
        followed=drive.apart(whole(followed.power - power), whole(flow.work), FOLLOWED) * weight,
        voltage=window.apart(best.voltage, best.believed, Spread(VOLTAGE, 0.0)) * weight,
        charge=whole(charge_apart) / CHARGE * weight * real.has_charge[:, None],
        cells=cells_apart / WARMTH * window.filled * weight * real.has_cells[:, None],
        heating=window.apart(alone.heating - cut(real.heater), best.believed, HEATING) * warmed,
        comfort=softened(drive.apart(whole(alone.climate - climate), whole(best.believed), COMFORT))
        * warmed,
        road=(road_load(car) / known.road_load - 1.0) / ROAD_SPREAD * known.road_weight,
        knobs=turns,
    )
    return jax.tree.map(jnp.ravel, groups)


def softened(apart: Array) -> Array:
    r"""Return what counts of a misfit where some are not the car's, but of what people asked [-].

    No log tells which cabin and fan were set: a drive far off pulls in proportion, not by its
    square. Pseudo-Huber, $2 (\sqrt{1 + r^2} - 1)$ in place of $r^2$.

    Args:
        apart: over its spread.

    Source: Charbonnier et al., IEEE Transactions on Image Processing 6 (1997).
    """
    return apart * jnp.sqrt(2.0 / (1.0 + jnp.sqrt(1.0 + apart * apart)))


class _Scale(NamedTuple):
    """Windows, or whole drives, and how much of each is there."""

    believed: Float[Array, "trips windows"]
    """Believed steps [-]."""

    @classmethod
    def whole(cls, believed: Array) -> "_Scale":
        """Whole drives."""
        return cls(believed.sum(axis=1, keepdims=True))

    @property
    def filled(self) -> Array:
        """1 where a window is all there, else 0."""
        return jnp.where(self.believed >= WINDOW, 1.0, 0.0)

    def apart(self, difference: Array, flow: Array, spread: Spread) -> Array:
        """Summed difference over its spread; a window counts for the share that is there."""
        there = self.believed > 0.0
        scale = spread.share * flow + spread.floor * self.believed
        share = jnp.sqrt(jnp.minimum(self.believed / WINDOW, 1.0))
        return share * jnp.where(there, difference / jnp.where(there, scale, 1.0), 0.0)


def _cut(values: Array) -> Float[Array, "trips windows steps"]:
    return values.reshape(values.shape[0], -1, WINDOW)
