"""CLTC-P: shortened, two dynamic halves of two cycles and steady runs; or conventional.

Source: GB/T 18386.1-2021; which method by auto-testing.net, weights and speeds from memory.
"""

from dataclasses import replace

from carwright.errors import InputError
from carwright.rate.capped import CAPPED_SPEED, capped
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

METHODS = ("shortened", "conventional")
"""How the CLTC is tested."""
PARTS = ("low", "medium", "high")
"""Phases of the cycle."""
PHASES = {COMBINED: PARTS, **{part: (part,) for part in PARTS}}
"""Parts that make one drive of each phase."""
HALF = Formula(
    "cltc-cycles-in-half",
    2.0,
    "M",
    "each dynamic half of the shortened test holds two cycles",
    "GB/T 18386.1-2021",
)
"""Cycles in a dynamic half [-]."""
STEADY_SPEED = Formula(
    "cltc-steady-speed",
    to_si("speed_kmh", 100.0),
    "M",
    "the steady runs of the shortened test are driven at 100 km/h",
    "GB/T 18386.1-2021",
)
"""Speed of the steady runs [m/s]."""
LEFT = Formula(
    "cltc-end-share",
    0.05,
    "M",
    "the steady run at the end may take 10 % of the battery at most; it is planned for half that",
    "GB/T 18386.1-2021",
)
"""Share of the battery that is planned for the last steady run [share]."""
SHORTENED_FROM = Formula(
    "cltc-shortened-from",
    8.0,
    "V",
    "the conventional method is for ranges of eight cycles at most",
    "GB/T 18386.1-2021, as told by auto-testing.net",
)
"""Cycles beyond which the shortened method is for [-]."""


def rate_cltc(rig: Dynamometer, method: str | None = None) -> Rating:
    """Rate a car by the CLTC-P.

    Args:
        rig: the car on the roller, loaded for this test.
        method: `shortened` or `conventional`; None chooses by the rule.

    Raises:
        InputError: if the car cannot be tested by the method.
    """
    asked = capped(cycle("cltc-p"), rig.facts.top_speed)
    stretches = pieces(asked, PARTS)
    if method != "conventional":
        half = course(stretches * round(HALF.value))
        test = shortened(rig, half, STEADY_SPEED.value, LEFT.value)
        if test is not None:
            found = _rating(rig, test, "shortened")
            if method or found.range > SHORTENED_FROM.value * asked.distance:
                return found
        elif method:
            raise InputError(
                "the car cannot be tested by the shortened method: battery or speed is too small",
                key="method",
                value=method,
                remedy="leave the method out: the rule chooses the conventional one",
            )
    test = repeated(rig, course(stretches * round(HALF.value)))
    return _rating(rig, test, "conventional")


def _rating(rig: Dynamometer, test: Discharge, method: str) -> Rating:
    recharge = recharged(rig, test)
    found = rating(
        rig, test, recharge, rated(test, recharge, PHASES), procedure="cltc", method=method
    )
    own = (HALF, STEADY_SPEED, LEFT) if method == "shortened" else ()
    return replace(
        found,
        formulas=(*FORMULAS["cltc"], FIRST_BY_SHARE, *own, SHORTENED_FROM, CAPPED_SPEED, BREAK_OFF),
        alternatives=(alike_instead(test, PARTS, FIRST_BY_SHARE.name),),
    )
