"""drive: a car, or many, along a cycle. Totals by default; what each step did on request."""

from collections.abc import Collection
from functools import lru_cache
from weakref import WeakKeyDictionary

import jax.numpy as jnp
import numpy as np
from jaxtyping import Float

from carwright.arrays import Array, plain
from carwright.car.car import Car
from carwright.car.load import Load, loaded
from carwright.conditions import COLDEST_AIR, DEFAULT_CHARGE, HOTTEST_AIR
from carwright.errors import InputError
from carwright.native_call.function import native, number
from carwright.run.around import reference_environment
from carwright.run.comfort import Comfort
from carwright.run.simulate import Run, Trace, simulate, simulate_many
from carwright.state import Environment, Scalar, State
from carwright.world.cycle import Cycle
from carwright.world.cycle import cycle as find_cycle
from carwright.world.padding import padded
from carwright.world.weather import usual_humidity, vapour_in

FINEST_FLOAT32 = 0.1
"""Shortest step whose sums single precision still carries [s]."""

_traces: WeakKeyDictionary[Cycle, dict[np.dtype, Trace]] = WeakKeyDictionary()


def drive(  # noqa: PLR0913 (each is a part of one drive)
    car: Car,
    cycle: Cycle | str,
    *,
    charge: float | Float[Array, ""] = DEFAULT_CHARGE,
    environment: Environment | None = None,
    series: bool | Collection[str] = False,
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
        series: whether to keep what each step did, or which columns of it: names of `State` and
            `Record`.
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
    go = simulate if car.body.mass.ndim == 0 else simulate_many
    return go(car, trace, charged, environment, series=series, start=start, comfort=comfort)


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

    def told(value: float | Scalar) -> Scalar:
        return number(value).astype(dtype)

    air = reference.temperature if temperature is None else told(temperature)
    weight = reference.pressure if pressure is None else told(pressure)
    damp = plain(0.0, dtype) if humidity is None else told(humidity)
    return Environment(
        slope=reference.slope,
        headwind=told(headwind),
        temperature=air,
        pressure=weight,
        sun=told(sun),
        water=water(air, weight, damp, plain(humidity is None, bool)),
        grip=told(grip),
        rolling=told(rolling),
    )


@native("water")
def water(temperature: Scalar, pressure: Scalar, humidity: Scalar, usual: Array) -> Scalar:
    """Return the water vapour in the air over its dry mass [-].

    Args:
        temperature: () of the air [K].
        pressure: () of the air [Pa].
        humidity: () relative humidity [share].
        usual: () whether it is that which is usual of air that warm instead.
    """
    damp = jnp.where(usual, usual_humidity(temperature), humidity)
    return vapour_in(damp, temperature, pressure)


def trace_of(cycle: Cycle, dtype: np.dtype) -> Trace:
    """Return a cycle as the scan reads it, padded; each cycle is prepared once for each precision.

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
                remedy="leave JAX_ENABLE_X64 unset: numbers are float64 by default",
            )
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
        speed=plain(arrays.speed, dtype),
        slope=plain(arrays.slope, dtype),
        awake=plain(arrays.awake, bool),
        valid=plain(arrays.valid, bool),
        start_speed=plain(arrays.start_speed, dtype),
        time_step=plain(arrays.time_step, dtype),
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
    return plain(charge, dtype)
