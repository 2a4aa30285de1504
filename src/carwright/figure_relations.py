"""Relations: pairs of figures of which one is never the greater, wherever figures come together.

A car file, a settled car and `vary` refuse the same contradictions in the same words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from carwright.errors import InputError
from carwright.units import unit


@dataclass(frozen=True, slots=True)
class Order:
    """Two figures in one unit, of which the first is never the greater."""

    less: str
    """Key of the lesser [-]."""
    more: str
    """Key of the greater [-]."""
    may_be_equal: bool
    """Whether they may be the same [-]."""
    what: str
    """What is wrong where they are not so [-]."""
    remedy: str
    """What to do then [-]."""


def _span(start: str, end: str, what: str) -> Order:
    return Order(start, end, may_be_equal=False, what=what, remedy=f"{start} comes before {end}")


ORDERS = (
    Order(
        "battery_usable_energy_kwh",
        "battery_gross_energy_kwh",
        may_be_equal=True,
        what="a battery cannot use more than it holds",
        remedy="gross is the energy of all cells, usable that from 100 to 0 % of the display",
    ),
    _span("derate_start_c", "derate_end_c", "power fades before it begins to"),
    _span("battery_derate_start_c", "battery_derate_end_c", "the pack fades before it begins to"),
    _span("charge_hot_start_c", "charge_hot_end_c", "DC power fades before it begins to"),
    _span(
        "battery_heating_below_c",
        "battery_cooling_above_c",
        "cells would be heated and cooled at once",
    ),
    _span(
        "regeneration_fade_low_kmh",
        "regeneration_fade_high_kmh",
        "regeneration is whole below the speed at which it begins",
    ),
    _span(
        "regeneration_cold_none_c",
        "regeneration_cold_whole_c",
        "regeneration is whole below the temperature at which it begins",
    ),
)
"""Every pair, in the order in which they are checked."""
USABLE, GROSS, BUFFER = (ORDERS[0].less, ORDERS[0].more, "battery_top_buffer_share")


def contradictions(values: Mapping[str, np.ndarray]) -> Iterator[InputError]:
    """Yield an error for each contradiction among figures, the first car of a batch that has it.

    Args:
        values: figures by key in the unit of the key, numbers or (cars,) arrays.
    """
    for order in ORDERS:
        less, more = np.broadcast_arrays(values[order.less], values[order.more])
        wrong = (less > more) if order.may_be_equal else (less >= more)
        if np.any(wrong):
            first = int(np.argmax(wrong.ravel()))
            yield InputError(
                order.what,
                key=f"{order.less} over {order.more}",
                value=f"{less.ravel()[first]:g} over {more.ravel()[first]:g} {unit(order.less)}",
                remedy=order.remedy,
            )
    used = np.asarray(values[USABLE]) / np.asarray(values[GROSS])
    kept = np.asarray(values[BUFFER])
    both = np.ravel(used + kept)
    if np.any(both > 1.0 + 1e-9):
        first = int(np.argmax(both > 1.0 + 1e-9))
        share = np.ravel(np.broadcast_to(kept, np.shape(used + kept)))[first]
        yield InputError(
            "what the display uses and what is kept free above it are more than the battery holds",
            key=f"{USABLE} over {GROSS}",
            value=f"{both[first] - share:.3g}, and {BUFFER} {share:.3g}",
            remedy=f"lower {USABLE} or {BUFFER}",
        )
