"""Claims: what is said of the whole car beside what it does in simulation."""

from dataclasses import dataclass

from carwright.belief.quantity import of_the_test
from carwright.carfile import Claim, of_variant
from carwright.carfile.dates import last_day
from carwright.report.comparison import PROCEDURES as RATED
from carwright.report.markup import Html, folded, join, paragraph, section, tag
from carwright.report.origins import independent
from carwright.report.study import PROCEDURES, Driven, Study
from carwright.report.tables import Row, cards
from carwright.report.weathered import MILD_C, STATION
from carwright.report.words import NOTHING, claimed, day, difference, measured, spaced
from carwright.units import from_si, to_si

NUMBERS = (1, 2)
"""Columns of the tables that hold numbers."""
_NAMED = ("cltc", "wltp", "epa", "nedc")
RANGE, TESTED, CONSUMPTION = "range_km", "range_tested_km", "consumption_kwh_per_100km"
"""Keys of the claims that a drive can be put beside."""
CHARGING = {
    "charge_10_80_min": ("10 to 80 %", "min"),
    "charge_30_80_min": ("30 to 80 %", "min"),
    "charge_0_100_min": ("0 to 100 %", "min"),
    "charge_dc_min": ("between charges that are not said", "min"),
    "charge_peak_kw": ("greatest power", "kW"),
    "charge_typical_kw": ("usual power", "kW"),
    "charge_peak_current_a": ("greatest current", "A"),
    "km_in_5_min": ("in 5 minutes", "km"),
    "km_in_10_min": ("in 10 minutes", "km"),
    "km_in_15_min": ("in 15 minutes", "km"),
}
"""Keys of the claims of charging, what they speak of, and in which unit."""
SIDES = {"ac": "at the plug", "dc": "at the battery", None: "side not said"}
"""Where a consumption was measured."""


@dataclass(frozen=True)
class Compared:
    """One thing that is claimed, whoever says it, and what the simulation says of it."""

    claim: Claim
    """The first claim of it."""
    sources: tuple[str, ...]
    """Ids of the sources that say it, oldest first."""
    simulated: float | None
    """The same by simulation, in the unit of the key; None where nothing was driven for it."""

    @property
    def difference(self) -> float | None:
        """(simulated - claimed) / claimed."""
        if self.simulated is None or self.claim.middle == 0.0:
            return None
        return (self.simulated - self.claim.middle) / self.claim.middle


def compared(study: Study, car: Driven, key: str) -> list[Compared]:
    """Return the claims of one key about this variant, equal ones together, oldest first.

    Args:
        study: what the page rests on.
        car: the car, driven.
        key: key of the claims.
    """
    groups: dict[tuple[object, ...], list[Claim]] = {}
    claims = of_variant(car.file.claims.get(key, ()), car.file.variant)
    for claim in sorted(claims, key=lambda claim: last_day(claim.date)):
        same = (claim.procedure, claim.side, claim.conditions, claim.value, claim.low, claim.high)
        groups.setdefault(same, []).append(claim)
    return [
        Compared(group[0], tuple(c.source for c in group), _simulated(study, car, key, group[0]))
        for group in groups.values()
    ]


def claims(study: Study) -> Html:
    """Return the section that puts the claims beside the drives.

    Args:
        study: what the page rests on.
    """
    main = study.main
    heads = ("Claimed", "Who, and since when", "Simulated", "Difference")
    blocks: list[object] = [_meaning()]
    rows = _rows(study, main, RANGE, "km")
    rows += _rows(study, main, CONSUMPTION, "kWh/100 km")
    if rows:
        caption = f"What is claimed of the {main.name}, and what it does in simulation"
        blocks.append(cards(caption, heads, rows, number_columns=NUMBERS))
    charged = _charging_rows(study, main)
    if charged:
        blocks.append(_charging_meaning())
        caption = f"What is claimed of charging the {main.name}, and what it does in simulation"
        blocks.append(cards(caption, heads, charged, number_columns=NUMBERS))
    tests = _rows(study, main, TESTED, "km")
    if tests:
        caption = f"Ranges that outlets and owners report of the {main.name}"
        text = "These roads and that weather are no cycle that is driven here."
        blocks.append(
            folded(
                f"Tested on the road: {len(tests)} reports",
                paragraph(text),
                cards(caption, heads, tests, number_columns=NUMBERS),
            )
        )
    beside = [row for car in study.rivals for row in _of_rival(study, car)]
    if not rows and not tests:
        blocks.append(paragraph(f"Nobody has claimed a range or a consumption of the {main.name}."))
    if beside:
        caption = "What is claimed of the cars beside it"
        blocks.append(
            folded("The same for the rivals", cards(caption, heads, beside, number_columns=NUMBERS))
        )
    return section("claims", "Beside the claims", *blocks)


def _meaning() -> Html:
    return paragraph(
        "A simulated range or consumption here is what the test by which it is claimed would "
        "print, as under ",
        tag("a", "Rated and timed", href="#rated"),
        ", where the sprint stands too; a consumption at the battery is that of the cycle alone. A "
        "difference is simulated less claimed, over claimed; a claim whose procedure is not said "
        "stands without one. Price is claimed too, which no drive tells.",
    )


def _charging_meaning() -> Html:
    power, current, voltage = STATION
    parts = ((from_si("power_kw", power), "kW"), (current, "A"), (voltage, "V"))
    limits = ", ".join(measured(limit, unit) for limit, unit in parts)
    air = measured(MILD_C, "\N{DEGREE SIGN}C")
    return paragraph(
        f"Charging is simulated at a DC station of {limits}, in air of {air} with the pack warmed "
        "on the way; its curve stands under ",
        tag("a", "Heat, cold and the plug", href="#weather"),
        ". A curve or a greatest power that the car's file gives is taken as it is. A gain in "
        "range counts from 10 % on, by the consumption of the cycle that is named; usual power is "
        "the mean from 10 to 80 %. A claim of an AC plug, of a current, or under conditions of its "
        "own stands without a number, and so does one that does not say between which charges.",
    )


def _of_rival(study: Study, car: Driven) -> list[Row | str]:
    rows = _rows(study, car, RANGE, "km") + _rows(study, car, CONSUMPTION, "kWh/100 km")
    rows += _charging_rows(study, car)
    return [car.name, *rows] if rows else []


def _rows(study: Study, car: Driven, key: str, unit: str) -> list[Row | str]:
    places = 0 if unit == "km" else 1
    found = [one for one in compared(study, car, key) if isinstance(one.claim.middle, float | int)]
    rows: list[Row | str] = []
    for one in found:
        simulated = NOTHING if one.simulated is None else measured(one.simulated, unit, places)
        rows.append(_row(car, one, unit, join([simulated])))
    return rows


def _charging_rows(study: Study, car: Driven) -> list[Row | str]:
    rows: list[Row | str] = []
    for key, (meant, shown) in CHARGING.items():
        for one in compared(study, car, key):
            found = NOTHING if one.simulated is None else measured(one.simulated, shown)
            rows.append(_row(car, one, shown, Html(found), meant))
    return rows


def _row(car: Driven, one: Compared, unit: str, simulated: Html, meant: str = "") -> Row:
    """A row of a table of claims.

    Args:
        car: the car.
        one: the claim and what the simulation says.
        unit: of both.
        simulated: its cell.
        meant: what a claim of charging speaks of; empty for one of a test.
    """
    claim = one.claim
    procedure = claim.procedure.upper() if claim.procedure in _NAMED else claim.procedure
    side = SIDES[claim.side] if unit != "km" else None
    if meant:
        procedure = procedure if procedure != "unspecified" else None
        side = "AC" if claim.side == "ac" else None
    terms = [meant, procedure, side, claim.conditions]
    told = ", ".join(spaced(term) if term == "unspecified" else term for term in terms if term)
    name = join([f"{claimed(claim)} {unit}", tag("span", _under(told), class_="sub")])
    apart = NOTHING if one.difference is None else difference(one.difference)
    return Row(name, (_who(car, one), simulated, apart))


def _under(told: str) -> str:
    return told.replace("unspecified", "procedure not said") or "procedure not said"


def _who(car: Driven, one: Compared) -> Html:
    sources = car.file.sources
    first = sources[one.sources[0]]
    parts: list[object] = [first.by]
    told = f"{one.claim.kind}, {day(first.date)}"
    others = len(set(one.sources)) - 1
    if others:
        roots = len(independent(one.sources, sources))
        rest = "1 other" if others == 1 else f"{others} others"
        told += f"; {rest} since, {roots} origin{'s' if roots > 1 else ''} in all"
    return join([*parts, tag("span", told, class_="sub")])


def _simulated(study: Study, car: Driven, key: str, claim: Claim) -> float | None:
    cycle = PROCEDURES.get(claim.procedure or "")
    if key in (RANGE, CONSUMPTION) and claim.procedure in RATED and of_the_test(claim):
        return _rated(study, car, key, claim)
    if claim.conditions is not None or key not in CHARGING:
        return None
    driven = None if cycle is None else float(car.runs[cycle].consumption_dc)
    return None if claim.side == "ac" else car.plugged.of(key, driven)


def _rated(study: Study, car: Driven, key: str, claim: Claim) -> float | None:
    """What the car is rated at by the procedure of a claim; at the battery, what its cycle took."""
    if key == RANGE:
        return study.trial.of(car.file.id, f"range_{claim.procedure}_km")
    cycle = PROCEDURES.get(claim.procedure or "")
    if claim.side == "dc" and cycle is not None:
        found = car.consumption(cycle)
    elif claim.side == "ac":
        found = study.trial.of(car.file.id, f"consumption_ac_{claim.procedure}_wh_per_km")
    else:
        return None
    return to_si("consumption_wh_per_km", found) / to_si("consumption_kwh_per_100km", 1.0)


def headline(study: Study, car: Driven, procedure: str) -> tuple[Compared, str] | None:
    """Return the latest range by a procedure that maker or regulator claim, and who it is.

    Args:
        study: what the page rests on.
        car: the car, driven.
        procedure: `epa`, `wltp`, `cltc` or `nedc`.
    """
    everything = compared(study, car, RANGE)
    found = [
        (last_day(source.date), place, source.by)
        for place, one in enumerate(everything)
        if one.claim.procedure == procedure and one.simulated is not None
        for source in (car.file.sources[name] for name in one.sources)
        if source.kind in ("maker", "regulator")
    ]
    if not found:
        return None
    _, place, who = max(found)
    return everything[place], who
