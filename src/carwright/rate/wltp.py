"""WLTP: the shortened test (STP) or consecutive cycles (CCP).

The shortened test has dynamic halves of a WLTC and a city cycle, and steady runs after them.
Source: UN GTR 15 and UN Regulation 154, Annex 8 (B8), from memory; every electric car drives the
cycle of class 3 (UN GTR 15, Annex 1, 2.3.1).
"""

from dataclasses import replace

from carwright.errors import InputError
from carwright.rate.capped import CAPPED_SPEED, LEAST_SPEED_3B, capped
from carwright.rate.course import course, pieces
from carwright.rate.discharge import BREAK_OFF, Discharge, repeated, shortened
from carwright.rate.dynamometer import Dynamometer
from carwright.rate.formula import Formula
from carwright.rate.mass import FORMULAS
from carwright.rate.phases import alike_instead, rated, rating, recharged
from carwright.rate.rating import COMBINED, Rating
from carwright.rate.weights import FIRST_BY_SHARE
from carwright.units import to_si
from carwright.world.cycle import cycle

METHODS = ("stp", "ccp")
"""How the WLTP is tested."""
PARTS = ("low", "medium", "high", "extra-high")
"""Phases of the cycle."""
CITY = PARTS[:2]
"""Phases of the city cycle."""
PHASES = {COMBINED: PARTS, "city": CITY, **{part: (part,) for part in PARTS}}
"""Parts that make one drive of each phase."""
STEADY_SPEED = Formula(
    "wltp-steady-speed",
    to_si("speed_kmh", 100.0),
    "M",
    "the steady runs of the shortened test are driven at 100 km/h or more; 100 here",
    "UN GTR 15 Annex 8",
)
"""Speed of the steady runs [m/s]."""
LEFT = Formula(
    "wltp-end-share",
    0.05,
    "M",
    "the steady run at the end may take 10 % of the battery at most; it is planned for half that",
    "UN GTR 15 Annex 8",
)
"""Share of the battery that is planned for the last steady run [share]."""
SHORTENED_FROM = Formula(
    "wltp-shortened-from",
    3.0,
    "M",
    "a car whose range is less than three cycles is tested by consecutive cycles",
    "UN GTR 15 Annex 8",
)
"""Cycles from which on the shortened test is for [-]."""


def rate_wltp(rig: Dynamometer, method: str | None = None) -> Rating:
    """Rate a car by the WLTP.

    Args:
        rig: the car on the roller, loaded for this test.
        method: `stp` or `ccp`; None chooses by the rule.

    Raises:
        InputError: if the car cannot be tested by the method.
    """
    asked = capped(cycle("wltc-3b"), rig.facts.top_speed)
    stretches = pieces(asked, PARTS)
    if method != "ccp":
        half = course([*stretches, *stretches[: len(CITY)]])
        test = shortened(rig, half, STEADY_SPEED.value, LEFT.value)
        if test is not None:
            found = _rating(rig, test, "stp")
            if method or found.range >= SHORTENED_FROM.value * asked.distance:
                return found
        elif method:
            raise InputError(
                "the car cannot be tested by the shortened method: battery or speed is too small",
                key="method",
                value=method,
                remedy="leave the method out: the rule chooses consecutive cycles",
            )
    return _rating(rig, repeated(rig, course(stretches)), "ccp")


def _rating(rig: Dynamometer, test: Discharge, method: str) -> Rating:
    recharge = recharged(rig, test)
    found = rating(
        rig, test, recharge, rated(test, recharge, PHASES), procedure="wltp", method=method
    )
    own = (STEADY_SPEED, LEFT) if method == "stp" else ()
    slow = rig.facts.top_speed < LEAST_SPEED_3B.value
    note = ("below 120 km/h the regulation has class 3a; class 3b, capped, was driven",)
    return replace(
        found,
        formulas=(
            *FORMULAS["wltp"],
            FIRST_BY_SHARE,
            *own,
            SHORTENED_FROM,
            CAPPED_SPEED,
            LEAST_SPEED_3B,
            BREAK_OFF,
        ),
        alternatives=(alike_instead(test, PARTS, FIRST_BY_SHARE.name),),
        notes=found.notes + (note if slow else ()),
    )
