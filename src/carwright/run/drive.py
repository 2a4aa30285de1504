"""drive: a car, or many, along a cycle. Totals by default; what each step did on request."""

from functools import lru_cache, partial
from weakref import WeakKeyDictionary

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from carwright.car.car import Car
from carwright.car.load import Load, loaded
from carwright.conditions import COLDEST_AIR, DEFAULT_CHARGE, HOTTEST_AIR
from carwright.errors import InputError
from carwright.run.comfort import Comfort
from carwright.run.executor import in_chunks, stacked
from carwright.run.simulate import Run, Trace, reference_environment, simulate
from carwright.state import Environment, Scalar, State
from carwright.world.cycle import Cycle
from carwright.world.cycle import cycle as find_cycle
from carwright.world.padding import padded
from carwright.world.weather import usual_humidity, vapour_in

WIDE = {"xla_cpu_prefer_vector_width": 512}
"""Compiler option of batches [bits]: 8 % faster where the processor has such vectors."""
FINEST_FLOAT32 = 0.1
"""Shortest step whose sums single precision still carries [s]."""

_traces: WeakKeyDictionary[Cycle, dict[np.dtype, Trace]] = WeakKeyDictionary()


def drive(  # noqa: PLR0913 (each is a part of one drive)
    car: Car,
    cycle: Cycle | str,
    *,
    charge: float | Float[Array, ""] = DEFAULT_CHARGE,
    environment: Environment | None = None,
    series: bool = False,
    start: State | None = None,
    load: Load | None = None,
    comfort: Comfort | None = None,
) -> Run:
    """Drive a car along a cycle; many cars, stacked by `vary`, in chunks over all cores.

    Args:
        car: the car, or a batch of cars.
        cycle: a cycle or its id.
        charge: charge on the display at the start [share].
        environment: what surrounds the car, as `surroundings` gives it; None is the air of the
            car's own road load.
        series: whether to keep what each step did.
        start: the car at the start, such as the end of another drive, with the charge it has; for a
            batch, one for each car.
        load: what the car carries, tows and wears beyond its own.
        comfort: what climate is asked to do, as `comfort` gives it; None is off.

    Raises:
        InputError: if the charge is not in 0..1, or the step is too fine for the precision.
    """
    car = car if load is None else loaded(car, load)
    course = find_cycle(cycle) if isinstance(cycle, str) else cycle
    dtype = car.body.mass.dtype
    trace = trace_of(course, dtype)
    charged = charge_of(charge, dtype)
    if car.body.mass.ndim == 0:
        return _one(car, trace, charged, environment, start, comfort, series=series)
    many = partial(_many, series=series)
    return stacked(
        in_chunks(
            lambda part: many(part[0], trace, charged, environment, part[1], comfort), (car, start)
        )
    )


def surroundings(  # noqa: PLR0913 (each is a part of the weather)
    car: Car,
    *,
    temperature: float | Scalar | None = None,
    pressure: float | Scalar | None = None,
    headwind: float = 0.0,
    grip: float = 1.0,
    sun: float = 0.0,
    humidity: float | None = None,
    rolling: float = 1.0,
) -> Environment:
    """Return the air and road around one car; what is not said is that of its own road load.

    Args:
        car: the car.
        temperature: of the air [K].
        pressure: of the air [Pa].
        headwind: wind against the car [m/s].
        grip: grip of the road over that of a dry one [-].
        sun: on a level surface [W/m^2].
        humidity: relative, of the air [share]; None is what is usual of air that warm.
        rolling: rolling force over that on a dry road [-].

    Raises:
        InputError: if the temperature is outside -60 to 60 C.
    """
    reference = reference_environment(car)
    dtype = car.body.mass.dtype
    if isinstance(temperature, float | int) and not COLDEST_AIR <= temperature <= HOTTEST_AIR:
        raise InputError(
            "no road is that cold or hot",
            key="temperature",
            value=temperature,
            allowed="213.15 to 333.15 K",
        )
    air = reference.temperature if temperature is None else jnp.asarray(temperature, dtype)
    weight = reference.pressure if pressure is None else jnp.asarray(pressure, dtype)
    damp = usual_humidity(air) if humidity is None else jnp.asarray(humidity, dtype)
    return Environment(
        slope=reference.slope,
        headwind=jnp.asarray(headwind, dtype),
        temperature=air,
        pressure=weight,
        sun=jnp.asarray(sun, dtype),
        water=vapour_in(damp, air, weight),
        grip=jnp.asarray(grip, dtype),
        rolling=jnp.asarray(rolling, dtype),
    )


def trace_of(cycle: Cycle, dtype: np.dtype) -> Trace:
    """Return a cycle as the scan reads it, padded; each cycle is prepared once for each precision.

    What is kept holds numbers, also where the first drive is traced: a tracer would outlive it.

    Args:
        cycle: the cycle.
        dtype: precision.

    Raises:
        InputError: if the step is too fine for single precision.
    """
    kept = _traces.setdefault(cycle, {})
    if dtype not in kept:
        if dtype == np.float32 and cycle.time_step < FINEST_FLOAT32:
            raise InputError(
                "single precision cannot sum steps this fine",
                key="time step",
                value=f"{cycle.time_step:g} s",
                allowed=f"{FINEST_FLOAT32:g} s and more in float32",
                remedy="jax.config.update('jax_enable_x64', True) before the car is built",
            )
        with jax.ensure_compile_time_eval():
            kept[dtype] = _converted(cycle, dtype)
    return kept[dtype]


def charge_of(charge: float | Scalar, dtype: np.dtype) -> Scalar:
    """Return a charge on the display in a precision; numbers are checked, arrays are not.

    Args:
        charge: charge on the display [share].
        dtype: precision.

    Raises:
        InputError: if the charge is not in 0..1.
    """
    return _charge(charge, dtype) if isinstance(charge, float | int) else charge


def _converted(cycle: Cycle, dtype: np.dtype) -> Trace:
    arrays = padded(cycle)
    return Trace(
        speed=jnp.asarray(arrays.speed, dtype),
        slope=jnp.asarray(arrays.slope, dtype),
        awake=jnp.asarray(arrays.awake),
        valid=jnp.asarray(arrays.valid),
        start_speed=jnp.asarray(arrays.start_speed, dtype),
        time_step=jnp.asarray(arrays.time_step, dtype),
    )


@lru_cache(maxsize=256)
def _charge(charge: float, dtype: np.dtype) -> Scalar:
    if not 0.0 <= charge <= 1.0:
        remedy = "90 % is 0.9" if 1.0 < charge <= 100.0 else None
        raise InputError(
            "charge is a share of the display",
            key="charge",
            value=charge,
            allowed="0 to 1",
            remedy=remedy,
        )
    with jax.ensure_compile_time_eval():
        return jnp.asarray(charge, dtype)


@partial(jax.jit, static_argnames="series")
def _one(  # noqa: PLR0913 (each is a part of one drive)
    car: Car,
    trace: Trace,
    charge: Scalar,
    environment: Environment | None,
    start: State | None = None,
    comfort: Comfort | None = None,
    *,
    series: bool,
) -> Run:
    return simulate(car, trace, charge, environment, series=series, start=start, comfort=comfort)


@partial(jax.jit, static_argnames="series", compiler_options=WIDE)
def _many(  # noqa: PLR0913 (each is a part of one drive)
    car: Car,
    trace: Trace,
    charge: Scalar,
    environment: Environment | None,
    start: State | None = None,
    comfort: Comfort | None = None,
    *,
    series: bool,
) -> Run:
    def one(car: Car, start: State | None) -> Run:
        return simulate(
            car, trace, charge, environment, series=series, start=start, comfort=comfort
        )

    return jax.vmap(one)(car, start)
