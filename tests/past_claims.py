"""Made-up past claims for the tests of belief."""

import datetime
from dataclasses import replace

from carwright.belief.scored import Scored

DAY = datetime.date(2020, 6, 1)
BASE = Scored(
    list="first_claims",
    car="maker-car",
    maker="Maker",
    newcomer="none",
    figure="range_km",
    procedure="wltp",
    claimed="500",
    final="500",
    unit="",
    final_procedure="wltp",
    kind="maker",
    origin="own",
    bound="about",
    said=datetime.date(2018, 6, 1),
    known_from=DAY,
    memory=False,
    by="Maker",
    source="nowhere",
)


def past(car: str, final: float, **changes) -> Scored:
    """Return a claim of 500 km that ended in another number."""
    return replace(BASE, car=car, final=f"{final:g}", **changes)


def many(kind: str, finals, **changes) -> tuple[Scored, ...]:
    """Return one claim a car of one kind."""
    return tuple(past(f"{kind}-{n}", final, kind=kind, **changes) for n, final in enumerate(finals))
