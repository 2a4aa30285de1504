"""Quick: a rating from one cycle a phase, as one pure function of the car.

Each cycle is driven once, from the charge where it weighs most, cells soaked. The energy of the
test is the cells' rest energy less what the battery loses inside (`inside`), what a full battery
would not take back is read off the same drive, and the recharge is simulated as in the full test.

By the WLTP a car below 120 km/h drives class 3a, and its Extra High is rated but no part of the
combined cycle; little power scales Extra High down. A car slower than the cycle drives at its top
speed, and the distance that this takes is added where it is slower than the steady runs too.

`tests/rate/test_quick.py` holds the difference to the full test: below 0.8 % of range and
consumption of every car of the garage, 1 % by the NEDC, and 2.5 % of a phase: a car is colder in
the first of a test's drives and warmer after a steady run, and one drive has one start. Batteries
are of some 15 to 110 kWh: a larger one refuses regeneration beyond its first cycle.
"""

from collections.abc import Mapping, Sequence
from functools import partial, reduce
from operator import add, or_
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Bool, Float

from carwright.arrays import Array
from carwright.car.car import Car
from carwright.native_call.executor import WIDE, in_chunks, stacked
from carwright.native_call.function import Native, number, traced, usable
from carwright.rate import pytrees as pytrees
from carwright.rate.cycled import Cycled, cycled, driven_once
from carwright.rate.inside import Filling, usable_in_test
from carwright.rate.label import LABEL_FACTOR
from carwright.rate.lanes import lanes, lanes_apart
from carwright.rate.leg import rested
from carwright.rate.mass import load_of_test
from carwright.rate.phases import phase_rating
from carwright.rate.procedures import check
from carwright.rate.rating import COMBINED, Number, PhaseRating, Rating, Recharge, labelled
from carwright.rate.roller import recharged
from carwright.rate.ways import WAYS, Way
from carwright.rate.weights import city_and_highway
from carwright.state import State

QUICK = "quick"
"""Method of these ratings."""


def quick(car: Car, procedure: str = "wltp", load: Number | None = None) -> Rating:
    """Return a car's rating with one cycle a phase; pure, for `jit`, `vmap` and `grad`.

    Args:
        car: one car; its own load gives way to that of the test.
        procedure: `epa`, `wltp`, `cltc` or `nedc`; EPA's label has a factor of 0.7.
        load: () load beyond kerb mass instead of the procedure's [kg].

    Raises:
        InputError: if there is no such procedure.
    """
    check(procedure, None, None)
    rated = _traced if traced(car, load) else _by_programs
    return rated(car, load, (procedure,))[procedure]


def quick_of(
    car: Car, load: Mapping[str, Number], wanted: Bool[Array, " procedures"]
) -> dict[str, Rating]:
    """Return a car's quick ratings by some procedures; pure, one program whichever are wanted.

    Args:
        car: one car; its own load gives way to that of each test.
        load: () load beyond kerb mass by procedure [kg].
        wanted: which of them are rated; of the others the numbers mean nothing.
    """
    return _traced(car, load, tuple(load), wanted)


def rate_many(
    cars: Car,
    procedures: Sequence[str] = tuple(WAYS),
    *,
    load: Number | Mapping[str, Number] | None = None,
) -> dict[str, Rating]:
    """Return the quick ratings of many cars by procedure, in chunks over all cores.

    Args:
        cars: a batch of cars, as `carwright.vary` gives it.
        procedures: which regulators.
        load: (cars,) load beyond kerb mass instead of the procedures', or by procedure [kg].

    Raises:
        InputError: if there is no such procedure.
    """
    for procedure in procedures:
        check(procedure, None, None)
    names = tuple(procedures)
    if usable(cars, load):
        return _by_programs(cars, load, names)
    rated = partial(_many, procedures=names)
    return stacked(in_chunks(lambda part: rated(*part), (cars, load)))


@partial(jax.jit, static_argnames="procedures", compiler_options=WIDE)
def _many(
    cars: Car, load: Number | Mapping[str, Number] | None, procedures: tuple[str, ...]
) -> dict[str, Rating]:
    return jax.vmap(lambda car, load: _traced(car, load, procedures))(cars, load)


def _by_programs(
    cars: Car, load: Number | Mapping[str, Number] | None, procedures: tuple[str, ...]
) -> dict[str, Rating]:
    """The same without a trace, of one car or many: one program after the other."""
    one = cars.body.mass.ndim == 0

    def run(program: Native[Any, Any], axes: tuple[int | None, ...], *args: Any) -> Any:
        return program(*args) if one else program.many(axes, *args)

    every = lanes_apart(procedures, _loads(cars, load, procedures))
    driven = [run(driven_once, (0, None), cars, lane) for lane in every]
    empty = _emptied(cars, run(rested, (0,), cars))
    recharge = Recharge(*run(recharged, (0, 0), cars, empty))
    found = _by_procedure(procedures, driven)
    tests = {name: _test(WAYS[name], cycles) for name, cycles in found.items()}
    energy = {name: run(usable_in_test, (0, 0), cars.battery, test) for name, test in tests.items()}
    return {name: _rating(cars, name, found[name], energy[name], recharge) for name in procedures}


def _traced(
    car: Car,
    load: Number | Mapping[str, Number] | None,
    procedures: tuple[str, ...],
    wanted: Bool[Array, " procedures"] | None = None,
) -> dict[str, Rating]:
    """The same in a trace, of one car: all cycles through one program."""
    loads = _loads(car, load, procedures)
    if wanted is not None:
        wanted = jnp.repeat(wanted, np.array([len(WAYS[name].cycles) for name in procedures]))
    every = cycled(car, lanes(procedures, loads), wanted)
    count = every.short.shape[0]
    driven = [jax.tree.map(lambda leaf, at=at: leaf[at], every) for at in range(count)]
    found = _by_procedure(procedures, driven)
    tests = [_test(WAYS[name], found[name]) for name in procedures]
    many = jax.tree.map(lambda *leaves: jnp.stack(leaves), *tests)
    usable = jax.vmap(partial(usable_in_test, car.battery))(many)
    recharge = Recharge(*recharged(car, _emptied(car, rested(car))))
    return {
        name: _rating(car, name, found[name], usable[at], recharge)
        for at, name in enumerate(procedures)
    }


def _loads(
    car: Car, load: Number | Mapping[str, Number] | None, procedures: tuple[str, ...]
) -> list[Number]:
    """What the car carries beyond kerb mass in each procedure [kg]."""
    mass = car.body.kerb_mass
    given = load if isinstance(load, Mapping) else dict.fromkeys(procedures, load)
    carried = [given.get(name) for name in procedures]
    return [
        number(load_of_test(name) if kept is None else kept).astype(mass.dtype) + 0.0 * mass
        for name, kept in zip(procedures, carried, strict=True)
    ]


def _by_procedure(procedures: tuple[str, ...], driven: Sequence[Cycled]) -> dict[str, list[Cycled]]:
    each = iter(driven)
    return {name: [next(each) for _ in WAYS[name].cycles] for name in procedures}


def _emptied(cars: Car, full: State) -> State:
    """Empty, soaked cars: what they carry does not matter to a recharge."""
    return eqx.tree_at(lambda state: state.charge, full, cars.battery.empty_charge)


def _rating(
    car: Car, procedure: str, found: Sequence[Cycled], usable: Number, recharge: Recharge
) -> Rating:
    way, battery = WAYS[procedure], car.battery
    allocation = recharge.energy_ac / usable
    parts, counted = _by_name(way, found), _by_name(way, found, counted=True)
    consumptions = {
        phase: _consumption(
            [(counted if phase == COMBINED else parts)[name] for name in names], usable
        )
        for phase, names in way.phases.items()
    }
    measured = {
        phase: phase_rating(consumption, usable, allocation)
        for phase, consumption in consumptions.items()
    }
    factor, factor_from = _of(usable).ones_like(usable), ""
    if procedure == "epa":
        both = zip(measured["city"], measured["highway"], strict=True)
        combined = PhaseRating(*(city_and_highway(city, highway) for city, highway in both))
        measured = {COMBINED: combined, **measured}
        factor, factor_from = LABEL_FACTOR.value * factor, f"default, {LABEL_FACTOR.source}"
    return Rating(
        procedure=procedure,
        method=QUICK,
        phases={name: labelled(phase, factor) for name, phase in measured.items()},
        unadjusted=measured if procedure == "epa" else {},
        factor=factor,
        factor_from=factor_from,
        usable_energy=usable,
        rest_energy=battery.usable_energy,
        gross_energy=battery.nominal_voltage * battery.capacity,
        recharge=recharge,
        test_mass=found[0].test_mass,
        asked_distance=_sum([one.asked for one in found]),
        driven_distance=_sum([_over_parts(one.distance * one.counts) for one in found]),
        short=reduce(or_, [one.short for one in found]),
        weak=reduce(or_, [one.weak for one in found]),
        class_3a=found[0].class_3a,
        downscaling=found[0].downscaling,
    )


def _by_name(
    way: Way, found: Sequence[Cycled], *, counted: bool = False
) -> Mapping[str, tuple[Number, ...]]:
    """Energy, what a full battery would refuse of it, and distance of each part, by its name.

    Counted, a part that the car's class leaves out has none.
    """
    return {
        name: tuple(
            (one.counts[..., at] if counted else 1.0) * column[..., at]
            for column in (one.energy, one.refused, one.distance)
        )
        for one, names in zip(found, way.cycles.values(), strict=True)
        for at, name in enumerate(names)
    }


def _consumption(parts: Sequence[tuple[Number, ...]], usable: Number) -> Number:
    """Consumption of some parts together at the battery's terminals [J/m].

    What the first drive of a full battery cannot take back weighs as that drive does in the full
    test: by its share of the energy.
    """
    energy, refused, distance = (_sum(column) for column in zip(*parts, strict=True))
    return (energy + refused * (energy / usable)) / _of(distance).maximum(distance, 1.0)


def _test(way: Way, found: Sequence[Cycled]) -> Filling:
    """What fills the full test of a procedure, as its cycles show it."""
    energy = _sum([_over_parts(one.energy * one.counts) for one in found])
    duration = _sum([one.duration for one in found])
    dynamic = _of(energy).full_like(energy, np.inf)
    if way.drives:
        parts = _by_name(way, found, counted=True)
        dynamic = _sum([way.drives[name] * part for name, (part, _, _) in parts.items()])
    return Filling(
        energy=energy,
        chemical=_sum([one.chemical for one in found]),
        duration=duration / len(found),
        charge=_sum([one.charge for one in found]) / len(found),
        power=energy / duration,
        dynamic=dynamic,
        steady_power=found[0].steady_power,
    )


def _sum(numbers: Sequence[Number]) -> Number:
    return reduce(add, numbers)


def _over_parts(numbers: Float[Array, "*batch parts"]) -> Number:
    return numbers.sum(axis=-1)


def _of(numbers: Number) -> Any:
    """The library of arrays for what is computed of some numbers: JAX's where it traces."""
    return jnp if traced(numbers) else np
