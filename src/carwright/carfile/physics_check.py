"""Whether the figures of a car fit each other: battery and usable part, axles and motors."""

from collections.abc import Mapping
from typing import NoReturn

from carwright.carfile.best import best_claim, main_variant, of_variant
from carwright.carfile.place import Place, Route, nearest_place
from carwright.carfile.schema import CarFile, Claim
from carwright.figure_relations import ORDERS

NOT_ABOVE = (
    *((order.less, order.more) for order in ORDERS if order.may_be_equal),
    ("kerb_mass_kg", "gross_mass_kg"),
)
"""Pairs of keys in one unit, of which the first is never the greater."""

BELOW = (
    ("battery_mass_kg", "kerb_mass_kg"),
    *((order.less, order.more) for order in ORDERS if not order.may_be_equal),
)
"""Pairs of keys in one unit, of which the first is always the less."""


def check_physics(car: CarFile, places: Mapping[Route, Place]) -> None:
    """Check the figures of a car against each other, each by the claim that it is built from.

    Args:
        car: the car, with what it inherits.
        places: places by route.

    Raises:
        InputError: if two of them cannot both be right.
    """
    check = _Check(car, places)
    for less, more in NOT_ABOVE:
        check.ordered(less, more, may_be_equal=True)
    for less, more in BELOW:
        check.ordered(less, more, may_be_equal=False)
    check.some_axle_is_driven()
    for side in ("front", "rear"):
        check.axle(side)


class _Check:
    def __init__(self, car: CarFile, places: Mapping[Route, Place]) -> None:
        self._places = places
        self._best: dict[str, tuple[Claim, int]] = {}
        variant = main_variant(car)
        for key, claims in car.figures.items():
            mine = of_variant(claims, variant)
            if mine:
                best = best_claim(mine)
                self._best[key] = best, next(i for i, c in enumerate(claims) if c is best)

    def ordered(self, less: str, more: str, *, may_be_equal: bool) -> None:
        if less not in self._best or more not in self._best:
            return
        small, great = self._best[less][0].middle, self._best[more][0].middle
        if small > great or (small == great and not may_be_equal):
            relation = "at most" if may_be_equal else "less than"
            self._refuse(
                less,
                f"{less} must be {relation} {more}, which is {great:g} here",
                small,
                "correct one of the two",
            )

    def some_axle_is_driven(self) -> None:
        if self._word("front_machine") == "none" == self._word("rear_machine"):
            self._refuse("rear_machine", "no axle has a motor", "none", "name the motor")

    def axle(self, side: str) -> None:
        machine, power = f"{side}_machine", f"{side}_peak_power_kw"
        word, drive = self._word(machine), self._word("drive")
        if word is None:
            return
        is_driven = drive is None or drive in (side, "all")
        if word != "none" and not is_driven:
            self._refuse(machine, f"drive says {drive}", word, "correct one of the two")
        if word == "none" and is_driven and drive is not None:
            self._refuse(machine, f"drive says {drive}", word, "correct one of the two")
        if word == "none" and power in self._best:
            self._refuse(power, f"{machine} is none", None, f"remove {power}, or name the machine")
        if word != "none" and power not in self._best and "peak_power_kw" not in self._best:
            remedy = f"add {power}, or peak_power_kw for the whole car"
            self._refuse(machine, "this motor has no power", word, remedy)

    def _word(self, key: str) -> str | None:
        return str(self._best[key][0].value) if key in self._best else None

    def _refuse(self, key: str, what: str, value: float | str | None, remedy: str) -> NoReturn:
        place = nearest_place(self._places, ("figures", key, self._best[key][1], "value"))
        raise place.error(what, key=key, value=value, remedy=remedy)
