"""Ways: how each procedure is driven with one cycle a phase. No JAX."""

from collections.abc import Mapping
from typing import NamedTuple

from carwright.rate import cltc, epa, nedc, wltp
from carwright.rate.rating import COMBINED
from carwright.rate.wltp_class import PARTS_3A


class Way(NamedTuple):
    """One procedure with one cycle a phase."""

    cycles: Mapping[str, tuple[str, ...]]
    """Names of the parts of each cycle, by its id [-]."""
    phases: Mapping[str, tuple[str, ...]]
    """Parts that make each phase [-]."""
    drives: Mapping[str, float]
    """How often the full test drives each part; empty where cycles fill all of it [-]."""
    steady_speed: float
    """Of the steady runs between them [m/s]."""
    charge: float
    """Mean charge on the display where the full test drives what weighs most [share]."""
    warmth: Mapping[str, float]
    """How warm tyres and gear oil are at the start of each cycle in the full test, on the mean of
    all drives but the first, by its id: 0 soaked, 1 as in the coast-down [-]. Each was chosen so
    that the cycle uses what it does in the full tests of the garage."""
    capped: bool = False
    """Whether a car slower than the cycle is asked for its top speed only, for longer [-]."""
    slow: str = ""
    """Id of the cycle that takes the place of the usual one below 120 km/h; empty for none [-]."""
    left_out: tuple[str, ...] = ()
    """Parts that do not count there [-]."""


WAYS: Mapping[str, Way] = {
    "epa": Way(
        cycles={"udds": epa.CITY, "hwfet": epa.HIGHWAY},
        phases={"city": epa.CITY, "highway": epa.HIGHWAY},
        drives={**dict.fromkeys(epa.CITY, 4.0), **dict.fromkeys(epa.HIGHWAY, 2.0)},
        steady_speed=epa.STEADY_SPEED.value,
        charge=0.5,
        warmth={"udds": 0.86, "hwfet": 0.73},
    ),
    "wltp": Way(
        cycles={"wltc-3b": wltp.PARTS},
        phases=wltp.PHASES,
        drives={**dict.fromkeys(wltp.PARTS, 2.0), **dict.fromkeys(wltp.CITY, 4.0)},
        steady_speed=wltp.STEADY_SPEED.value,
        charge=0.15,
        warmth={"wltc-3b": 1.02},
        capped=True,
        slow="wltc-3a",
        left_out=tuple(part for part in wltp.PARTS if part not in PARTS_3A),
    ),
    "cltc": Way(
        cycles={"cltc-p": cltc.PARTS},
        phases=cltc.PHASES,
        drives=dict.fromkeys(cltc.PARTS, 2.0 * cltc.HALF.value),
        steady_speed=cltc.STEADY_SPEED.value,
        charge=0.4,
        warmth={"cltc-p": 0.86},
        capped=True,
    ),
    "nedc": Way(
        cycles={"nedc": nedc.PHASES},
        phases={COMBINED: nedc.PHASES, **{part: (part,) for part in nedc.PHASES}},
        drives={},
        steady_speed=cltc.STEADY_SPEED.value,
        charge=0.5,
        warmth={"nedc": 0.83},
    ),
}
"""Each procedure, with one cycle a phase."""
