"""timeline_panels: which headline figures a timeline draws, and the claims that stand in each."""

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from carwright.belief.headline import Band, figures_of
from carwright.belief.headline_keys import PRICES, times
from carwright.belief.quantity import claimed_number
from carwright.belief.timeline import News, Timeline
from carwright.carfile.dates import last_day

PANELS = (
    ("range_cltc_km", "range_wltp_km", "range_epa_km", "range_nedc_km"),
    ("battery_energy_kwh", "battery_gross_energy_kwh", "battery_usable_energy_kwh"),
    ("peak_power_kw",),
    ("zero_to_100_s", "zero_to_60mph_s"),
    ("kerb_mass_kg",),
    tuple(PRICES),
)
"""Figures of each panel: the one that most is said of is drawn."""
INSTEAD = "top_speed_kmh"
"""What is drawn where nobody has named a price."""
LOOKS = {"regulator": "proof", "measured": "proof", "maker": "own"}
"""How the mark of a kind of source looks; all others look alike."""
REACH = 1.5
"""An axis reaches so far beyond bands and truth at most; what lies outside stands at its edge."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One claim in a panel."""

    on: datetime.date
    """When it was said [-]."""
    low: float
    """What is claimed at least [unit of the panel]."""
    high: float
    """What is claimed at most, the same for a single number [unit of the panel]."""
    look: str
    """`proof`, `own` or `talk` [-]."""
    aside: bool
    """Whether it speaks of another variant [-]."""
    hint: str
    """Who says what [-]."""


@dataclass(frozen=True)
class Panel:
    """One figure over time."""

    key: str
    """Key with unit [-]."""
    days: tuple[datetime.date, ...]
    """Dates with news [-]."""
    bands: tuple[Band, ...]
    """What was believed from each on [unit of the key]."""
    marks: tuple[Mark, ...]
    """Claims [-]."""
    truth: float | None
    """What came [unit of the key]; None where it is not known."""

    @property
    def reach(self) -> tuple[float, float]:
        """Least and greatest number that is drawn."""
        numbers = [end for band in self.bands for end in (band[0], band[2])]
        numbers += [] if self.truth is None else [self.truth]
        low, high = min(numbers), max(numbers)
        claimed = [end for mark in self.marks for end in (mark.low, mark.high)]
        return (
            max(min([low, *claimed]), low / REACH),
            min(max([high, *claimed]), high * REACH),
        )


def shown(found: Timeline) -> list[str]:
    """Return the headline figures that are drawn, one a panel.

    Args:
        found: the timeline.
    """
    said = Counter(name for one, names in _spoken(found) for name in names if len(names) == 1)
    *keys, price = (max(group, key=lambda key: said[key]) for group in PANELS)
    return [*keys, price if said[price] else INSTEAD]


def panel(found: Timeline, key: str) -> Panel:
    """Return a figure over time.

    Args:
        found: the timeline.
        key: key of a headline figure.
    """
    truth = found.truths.get(key)
    return Panel(
        key,
        tuple(one.on for one in found.moments),
        tuple(one.headline[key] for one in found.moments),
        tuple(_mark(one, key, found.variant) for one, names in _spoken(found) if key in names),
        None if truth is None else times(key) * truth.value,
    )


def _spoken(found: Timeline) -> Iterator[tuple[News, tuple[str, ...]]]:
    for moment in found.moments:
        for one in moment.news:
            claim = one.claim
            ends = (claim.value, claim.low, claim.high)
            if any(isinstance(end, int | float) and end is not True for end in ends):
                yield one, figures_of(one.key, claim)


def _mark(one: News, key: str, variant: str | None) -> Mark:
    claim = one.claim
    said = [claim.value] if claim.value is not None else [claim.low, claim.high]
    numbers = [
        times(key) * claimed_number(one.key, claim, float(end))
        for end in said
        if isinstance(end, int | float)
    ]
    other = claim.variant is not None and claim.variant.casefold() != (variant or "").casefold()
    told = claim.as_said or " to ".join(f"{number:g}" for number in numbers)
    hint = ", ".join(part for part in (f"{one.by}: {told}", claim.variant, claim.date) if part)
    look = LOOKS.get(claim.kind, "talk")
    return Mark(last_day(claim.date), min(numbers), max(numbers), look, other, hint)
