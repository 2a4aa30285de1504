"""rate: the simulated full test of a `Car` by one regulator."""

from functools import partial

from carwright.car.car import Car
from carwright.errors import InputError
from carwright.rate import pytrees as pytrees
from carwright.rate.procedures import full_test, with_other_loads
from carwright.rate.rating import Rating
from carwright.rate.roller import Roller


def rate(
    car: Car,
    procedure: str = "wltp",
    *,
    method: str | None = None,
    factor: float | None = None,
    load: float | None = None,
) -> Rating:
    """Return a car's rating by the simulated full test of one regulator.

    Args:
        car: one car; what it tows or wears stays, its own load gives way to that of the test.
        procedure: `epa`, `wltp`, `cltc` or `nedc`.
        method: `mct`, `sct`, `stp`, `ccp`, `shortened` or `conventional`; None chooses by the
            regulation's rule.
        factor: from EPA's unadjusted range to the label's; None is 0.7.
        load: load beyond kerb mass instead of the procedure's, such as that of a known test weight
            [kg].

    Raises:
        InputError: if there is no such procedure or method, the car cannot be tested by it, or
            there is more than one car.
    """
    _alone(car)
    return full_test(partial(Roller, car), procedure, method=method, factor=factor, load=load)


def alternatives(car: Car, found: Rating) -> Rating:
    """Return a rating that also says what another test load from memory would do.

    Args:
        car: the car of the rating.
        found: the rating.
    """
    _alone(car)
    return with_other_loads(partial(Roller, car), found)


def _alone(car: Car) -> None:
    if car.body.mass.ndim:
        raise InputError(
            "a full test rates one car",
            key="cars",
            value=car.body.mass.shape[0],
            remedy="carwright.rate.rate_many rates a batch, with one cycle a phase",
        )
