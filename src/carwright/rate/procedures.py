"""Procedures: which regulators there are, and a car's full test by one of them."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from carwright.errors import InputError, nearest
from carwright.rate import cltc, epa, nedc, wltp
from carwright.rate.dynamometer import Dynamometer
from carwright.rate.mass import CHINESE_LOAD, FORMULAS, PAYLOAD, PROCEDURES, load_of_test
from carwright.rate.rating import Alternative, Rating

METHODS: Mapping[str, tuple[str, ...]] = {
    "epa": epa.METHODS,
    "wltp": wltp.METHODS,
    "cltc": cltc.METHODS,
    "nedc": nedc.METHODS,
}
"""How each procedure tests; the first where nothing speaks against it."""
HEAVIER = 100.0
"""Payload by which the alternative of WLTP's assumed payload is heavier [kg]."""
OTHER_LOADS = {
    "cltc": (CHINESE_LOAD.name, "the test mass of China 6, as WLTP's", load_of_test("wltp")),
    "wltp": (
        PAYLOAD.name,
        f"a payload of {PAYLOAD.value + HEAVIER:.0f} kg",
        load_of_test("wltp", PAYLOAD.value + HEAVIER),
    ),
}
"""Loads from memory that have an alternative: formula, what is done instead, the load [kg]."""


def full_test(
    make: Callable[[float], Dynamometer],
    procedure: str,
    *,
    method: str | None = None,
    factor: float | None = None,
    load: float | None = None,
) -> Rating:
    """Return a car's rating by the simulated full test of one regulator.

    Args:
        make: gives the car on the roller with a load beyond kerb mass [kg].
        procedure: one of `PROCEDURES`.
        method: one of the procedure's `METHODS`; None chooses by the regulation's rule.
        factor: from EPA's unadjusted range to the label's; None is 0.7.
        load: load beyond kerb mass instead of the procedure's [kg].

    Raises:
        InputError: if there is no such procedure or method, or the car cannot be tested by it.
    """
    check(procedure, method, factor)
    if load is None:
        return _tested(make(load_of_test(procedure)), procedure, method, factor)
    found = _tested(make(load), procedure, method, factor)
    usual = FORMULAS[procedure]
    return replace(
        found,
        formulas=tuple(formula for formula in found.formulas if formula not in usual),
        notes=(*found.notes, f"carries {load:.0f} kg of its own instead of the procedure's load"),
    )


def _tested(rig: Dynamometer, procedure: str, method: str | None, factor: float | None) -> Rating:
    if procedure == "epa":
        return epa.rate_epa(rig, method, factor)
    if procedure == "wltp":
        return wltp.rate_wltp(rig, method)
    if procedure == "cltc":
        return cltc.rate_cltc(rig, method)
    return nedc.rate_nedc(rig)


def with_other_loads(make: Callable[[float], Dynamometer], found: Rating) -> Rating:
    """Return a rating that also says what another test load would do; it drives the test again.

    Args:
        make: gives the car on the roller with a load beyond kerb mass [kg].
        found: the rating.
    """
    if found.procedure not in OTHER_LOADS:
        return found
    formula, instead, load = OTHER_LOADS[found.procedure]
    other = full_test(make, found.procedure, method=found.method, load=load)
    more = Alternative(formula, instead, other.range)
    return replace(found, alternatives=(*found.alternatives, more))


def check(procedure: str, method: str | None, factor: float | None) -> None:
    """Refuse a procedure, method or factor that there is not.

    Args:
        procedure: the procedure.
        method: the method; None leaves it to the rule.
        factor: of EPA's label; None leaves it to the rule.

    Raises:
        InputError: if one of them is not possible.
    """
    if procedure not in PROCEDURES:
        near = nearest(procedure, PROCEDURES)
        raise InputError(
            "there is no such procedure",
            key="procedure",
            value=procedure,
            allowed=", ".join(PROCEDURES),
            remedy=f"did you mean '{near}'?" if near else None,
        )
    if method is not None and method not in METHODS[procedure]:
        raise InputError(
            f"{procedure} is not tested so",
            key="method",
            value=method,
            allowed=", ".join(METHODS[procedure]),
        )
    if factor is None:
        return
    if procedure != "epa":
        raise InputError("only EPA's label has a factor", key="factor", value=factor)
    if not 0.0 < factor <= 1.0:
        raise InputError(
            "a factor is a share of the unadjusted range",
            key="factor",
            value=factor,
            allowed="above 0, at most 1",
            remedy=f"percent? write {factor / 100:g}" if 1.0 < factor <= 100.0 else None,
        )
