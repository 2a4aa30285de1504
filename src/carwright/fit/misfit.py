"""Misfit: how far a car is from its logs, as numbers that would each be about one.

Drives are cut into windows. With the torque given, the battery's energy of each window, its voltage
and the temperature of its cells are compared; with the speed given, the work of the motors; with
nothing given, the energy of heater and air conditioning. What is known beforehand pulls too: each
knob towards what is usual, the road load towards the coast-down of the car file.
"""

from collections.abc import Sequence
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float, Int

from carwright.build.build_car import build_car
from carwright.car.car import Car
from carwright.codes import Given
from carwright.figure_vector import Figures
from carwright.fit.drives import Drives
from carwright.fit.knobs import Knob, turned
from carwright.run.asks import follow
from carwright.run.limits import resistance
from carwright.run.moment import Moment
from carwright.run.replay import Replayed, replay
from carwright.run.simulate import initial_state, reference_environment
from carwright.units import GRAVITY, to_si

WINDOW = 128
"""Steps of a window; padded drives hold a whole number of them [-]."""
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

    battery: Float[Array, "trips steps"]
    """Size of the power at the battery's terminals, torque given [W]."""
    work: Float[Array, "trips steps"]
    """Size of the power of the motors, speed given [W]."""


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


def replayed(car: Car, drives: Drives, givens: Int[Array, " givens"]) -> Replayed:
    """Return what a car does along every drive, with each of some things given.

    Args:
        car: the car.
        drives: the drives.
        givens: (k,) numbers of `Given`.

    Returns:
        Series with leading axes of givens and trips.
    """
    one = jax.vmap(replay, (None, 0, None))
    return jax.vmap(one, (None, None, 0))(car, drives.drive, givens)


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
    givens = jnp.asarray([Given.TORQUE, Given.CLIMATE])
    done = replayed(build_car(figures), drives, givens)
    return Flows(jnp.abs(done.power[0]), jnp.abs(done.shaft[1]))


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
    givens = jnp.asarray([Given.TORQUE, Given.CLIMATE, Given.NOTHING])
    done = replayed(car, drives, givens)
    pressed, followed, alone = (jax.tree.map(lambda x, i=i: x[i], done) for i in range(3))
    real, flow = drives.measured, known.flows
    sure = real.sure.astype(known.weight.dtype)
    windows, whole = _Windows(sure), _Windows(sure, of=sure.shape[1])
    weight, forced = known.weight, known.weight * real.has_torque
    rear = car.rear.unit.present > 0.5
    turning = jnp.where(rear, car.rear.gear.turns_per_metre, car.front.gear.turns_per_metre)
    work = real.torque * real.mid_speed * turning
    back = lambda power: jnp.minimum(power, 0.0)
    energies = Groups(
        battery=windows.apart(pressed.power - real.power, flow.battery, BATTERY) * forced[:, None],
        work=windows.apart(followed.shaft - work, flow.work, WORK) * forced[:, None],
        braking=windows.apart(back(followed.shaft) - back(work), flow.work, BRAKING)
        * forced[:, None],
        drive=whole.apart(pressed.power - real.power, flow.battery, DRIVE) * forced[:, None],
        followed=whole.apart(followed.power - real.power, flow.work, FOLLOWED) * weight[:, None],
        voltage=windows.apart((pressed.voltage / real.voltage - 1.0), sure, Spread(VOLTAGE, 0.0))
        * forced[:, None],
        charge=whole.end(pressed.charge - real.charge)
        / CHARGE
        * (forced * real.has_charge)[:, None],
        cells=windows.end(pressed.cells - real.cells) / WARMTH * (weight * real.has_cells)[:, None],
        heating=windows.apart(alone.heating - real.heater, sure, HEATING) * weight[:, None],
        comfort=whole.apart(alone.climate - drives.drive.climate_power, sure, COMFORT)
        * weight[:, None],
        road=(road_load(car) / known.road_load - 1.0) / ROAD_SPREAD * known.road_weight,
        knobs=turns,
    )
    return jax.tree.map(jnp.ravel, energies)


class _Windows:
    """Drives cut into windows; a window that is not all there counts for its share."""

    def __init__(self, sure: Array, of: int = WINDOW) -> None:
        self.sure, self.of = sure, of
        self.count = self._cut(sure).sum(axis=-1)
        self.full = self.count / jnp.maximum(jnp.max(self.count, axis=1, keepdims=True), 1.0)

    def _cut(self, values: Array) -> Float[Array, "trips windows steps"]:
        return values.reshape(values.shape[0], -1, self.of)

    def apart(self, difference: Array, flow: Array, spread: Spread) -> Array:
        """Mean difference of each window over its spread."""
        steps = jnp.maximum(self.count, 1.0)
        found = self._cut(difference * self.sure).sum(axis=-1) / steps
        scale = spread.share * self._cut(flow * self.sure).sum(axis=-1) / steps + spread.floor
        there = self.count > 0.0
        return jnp.sqrt(self.full) * jnp.where(there, found / jnp.where(there, scale, 1.0), 0.0)

    def end(self, difference: Array) -> Array:
        """Difference at the last step of each window that is there."""
        steps = jnp.arange(self.of, dtype=self.sure.dtype)
        place = jnp.argmax(self._cut(self.sure) * steps, axis=-1)
        last = jnp.take_along_axis(self._cut(difference), place[..., None], axis=-1)[..., 0]
        return jnp.where(self.full >= 1.0, last, 0.0)
