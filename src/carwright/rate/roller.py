"""Roller: the dynamometer of a `Car`, with compiled programs of this process."""

import equinox as eqx
import jax
import jax.numpy as jnp

from carwright.car.car import Car
from carwright.car.load import Load, loaded
from carwright.codes import Outcome
from carwright.rate.course import Course
from carwright.rate.downscaled import HARDEST_SPEED
from carwright.rate.dynamometer import Driven, Facts, Recharged, driven
from carwright.rate.leg import SOAK_TEMPERATURE, Told, leg, rested, soaked
from carwright.run.asks import follow
from carwright.run.recharge import recharge
from carwright.run.simulate import initial_state, reference_environment
from carwright.state import Scalar, State
from carwright.step.limits import resistance
from carwright.step.moment import Moment
from carwright.units import GRAVITY

_leg = jax.jit(leg)
_rested = jax.jit(rested)


_facts = jax.jit(lambda car: facts_of(car))
_recharged = jax.jit(lambda car, state: recharged(car, state))


class Roller:
    """A car on the roller, loaded for one test."""

    def __init__(self, car: Car, test_load: float) -> None:
        """Load the car.

        Args:
            car: one car.
            test_load: what it carries beyond kerb mass in this test [kg].
        """
        self.car = loaded(car, Load(payload=test_load))
        self.facts = Facts(*(float(number) for number in _facts(self.car)))

    def rested(self) -> State:
        """Return the car before a test: full, soaked, standing."""
        return _rested(self.car)

    def drive(self, course: Course, start: State, patience: float) -> Driven:
        """Drive a course until its end, or until the car stops.

        Args:
            course: what the driver is shown.
            start: the car at the start.
            patience: time below the tolerance after which the test stops [s].
        """
        dtype = self.car.body.mass.dtype
        told = Told(
            speed=jnp.asarray(course.speed, dtype),
            awake=jnp.asarray(course.awake),
            valid=jnp.asarray(course.valid),
            part=jnp.asarray(course.part),
            time_step=jnp.asarray(course.time_step, dtype),
            patience=jnp.asarray(patience, dtype),
        )
        found = _leg(self.car, told, start)
        empty = int(found.end.outcome) == Outcome.EMPTY
        return driven(course, found.end, empty, found[1:])

    def recharge(self, state: State) -> Recharged:
        """Plug the car in after its soak, until it is full.

        Args:
            state: the car where the test stopped.
        """
        return Recharged(*(float(number) for number in _recharged(self.car, state)))


def facts_of(car: Car) -> Facts:
    """Return what a test must know of a car.

    Args:
        car: one car, loaded.
    """
    battery = car.battery
    units = (car.front.unit, car.rear.unit)
    return Facts(
        kerb_mass=car.body.kerb_mass,
        test_mass=car.body.mass,
        top_speed=car.controls.top_speed,
        usable_energy=battery.usable_energy,
        gross_energy=battery.nominal_voltage * battery.capacity,
        rated_power=sum((one.present * one.peak_power for one in units), 0.0 * car.body.mass),
        hardest_resistance=_resistance(car, HARDEST_SPEED),
    )


def _resistance(car: Car, speed: float) -> Scalar:
    """Force that resists the warm car on a level road in the air of its road load [N]."""
    one = jnp.ones_like(car.body.mass)
    air = reference_environment(car)
    state = initial_state(car, one, speed * one, air)
    now = Moment(car, state, follow(state.speed), air, one, one, one)
    return resistance(now, car.body.mass * GRAVITY).total.at(state.speed)


def recharged(car: Car, state: State) -> Recharged:
    """Return the recharge of a car after its soak, in air of the soak.

    Args:
        car: one car.
        state: the car where the test stopped.
    """
    air = eqx.tree_at(
        lambda here: here.temperature,
        reference_environment(car),
        jnp.full_like(car.body.mass, SOAK_TEMPERATURE),
    )
    done = recharge(car, soaked(state), air)
    return Recharged(done.energy_ac, done.energy_dc, done.energy_stored, done.duration)
