"""brief: a car in plain words that can be quoted: what is known, what is talk, what cannot be."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from carwright.belief.apart import Beside, beside
from carwright.belief.belief import believed
from carwright.belief.headline import Band, figures_of, headline
from carwright.belief.headline_keys import WORDS, unit_of
from carwright.belief.plausible import Checked, check_claims
from carwright.belief.programme import Programme, programme
from carwright.belief.scene import Asking, scene
from carwright.belief.truth import thing_of, truths
from carwright.belief.verdict import NOT_PHYSICS, claim_in_words, further, judgement, sentence
from carwright.carfile.as_of import as_of
from carwright.carfile.called import called
from carwright.carfile.schema import CarFile
from carwright.progress import task
from carwright.report.markup import Html, bullets, join, paragraph, section, tag
from carwright.report.tables import Row, table
from carwright.report.words import NOTHING, capital, day, listed, number, percent

SHOWN = (
    *("range_cltc_km", "range_wltp_km", "range_epa_km", "consumption_ac_wltp_wh_per_km"),
    *("battery_usable_energy_kwh", "peak_power_kw", "zero_to_100_s", "top_speed_kmh"),
    "kerb_mass_kg",
)
"""Headline figures of a page."""
APART = "Where the simulated car differs"
"""Heading of the sentences on it."""
MOST_NAMED = 3
"""Sources of one claim that are named."""
HARDLY = ("is doubtful", "cannot be")
"""Judgements of claims that a reader should not repeat."""


@dataclass(frozen=True)
class Brief:
    """A car on a date in plain words."""

    car_file: CarFile
    """The car, with what was said by then."""
    on: datetime.date
    """The date, itself included [-]."""
    coming: Programme
    """Whether and when it comes."""
    headline: dict[str, Band]
    """Band of each headline figure, in the unit of its key."""
    beside: Beside
    """The simulated car as of the same date, and where it differs."""
    known: tuple[str, ...]
    """What was measured, certified, or said by the maker of a car on sale [-]."""
    talk: tuple[str, ...]
    """What else is said and can be [-]."""
    cannot: tuple[str, ...]
    """What is said and cannot be, or hardly [-]."""

    @property
    def name(self) -> str:
        """What to call it."""
        return called(self.car_file.maker, self.car_file.name, self.car_file.variant)

    @property
    def price(self) -> str | None:
        """Key of the price in the currency that is most named; None where nobody names one."""
        claims = self.car_file.claims.get("price", ())
        named = Counter(f"price_{one.currency.lower()}" for one in claims if one.currency)
        known = [key for key, _ in named.most_common() if key in self.headline]
        return known[0] if known else None


def brief(car_file: CarFile, on: datetime.date) -> Brief:
    """Return a car on a date in plain words.

    Args:
        car_file: the car file.
        on: the date, itself included.

    Raises:
        InputError: if what is known cannot belong to one car.
    """
    with task(f"going through what is said of {car_file.id}", (0.5, 0.4, 0.1)) as step:
        found = believed(scene(car_file, Asking(on)))
        step()
        checked = check_claims(car_file, on)
        step()
        simulated = beside(found)
    came = truths(as_of(car_file, on))
    known, talk, cannot = (dict[str, list[Checked]]() for _ in range(3))
    for one in checked:
        true = came.get(thing_of(one.heard.key, one.heard.claim))
        if true is not None and true.claim == one.heard.claim:
            known.setdefault(_who([one]), []).append(one)
        elif one.slip or (one.heard.key not in NOT_PHYSICS and judgement(one) in HARDLY):
            cannot.setdefault(_claimed(one), []).append(one)
        elif true is None and figures_of(one.heard.key, one.heard.claim):
            talk.setdefault(_claimed(one), []).append(one)
    return Brief(
        found.scene.car_file,
        on,
        programme(car_file, on),
        headline(found),
        simulated,
        tuple(
            f"{who}: {'; '.join(dict.fromkeys(_claimed(one) for one in ones))}."
            for who, ones in known.items()
        ),
        tuple(f"{claim}, {_said(ones)}. {_judged(ones[-1])}" for claim, ones in talk.items()),
        tuple(f"{claim}, {_said(ones)}. {_why(ones[-1])}" for claim, ones in cannot.items()),
    )


def text(found: Brief) -> str:
    """Return the page as plain lines.

    Args:
        found: the car.
    """
    lines = [f"{found.name}, {day(found.on.isoformat())}", "", f"{capital(found.coming.sentence)}."]
    for title, words in parts(found):
        lines += ["", title, *(f"- {line}" for line in words)]
    lines += ["", "What can be believed (nine in ten)"]
    keys = [*SHOWN, *([found.price] if found.price else [])]
    lines += [
        f"- {capital(WORDS[key])}: {_band(key, found)} {_said_too(key, found)}" for key in keys
    ]
    told = differences(found)
    lines += ["", APART, *(f"- {line}" for line in told)] if told else []
    return "\n".join(lines)


def differences(found: Brief) -> list[str]:
    """Return why shown figures of the simulated car lie outside what is believed, a sentence each.

    Args:
        found: the car.
    """
    return [one.sentence for one in found.beside.apart if one.figure in SHOWN]


def _said_too(key: str, found: Brief) -> str:
    has = found.beside.simulated.get(key)
    return unit_of(key) if has is None else f"{unit_of(key)}; simulated {_short(has)}"


def parts(found: Brief) -> list[tuple[str, Sequence[str]]]:
    """Return what is known, talk and impossible, each under its heading.

    Args:
        found: the car.
    """
    return [
        ("What is known", found.known or ("Nothing has been measured, certified or sold.",)),
        ("What is talk", found.talk or ("No other number is in circulation.",)),
        ("What cannot be, or hardly", found.cannot or ("Nothing that is said.",)),
    ]


def page(cars: Sequence[Brief]) -> str:
    """Return one or several cars as a page, side by side where there are several.

    Args:
        cars: the cars, in the order of the columns.
    """
    names = [car.name for car in cars]
    on = day(max(car.on for car in cars).isoformat())
    title = f"{', '.join(names)}: what is known on {on}"
    sheet = (files("carwright.report") / "page.css").read_text(encoding="utf-8")
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="generator", content="carwright"),
        tag("title", title),
        tag("style", Html(sheet)),
    )
    standfirst = (
        f"What is known, what is talk and what cannot be, by what had been said by {on}. Every "
        "sentence stands by itself and can be quoted."
    )
    top = tag(
        "header",
        paragraph("carwright", class_="brand"),
        tag("h1", ", ".join(names)),
        paragraph(standfirst, class_="standfirst"),
    )
    compared = section("believed", "In numbers", numbers(cars))
    body = tag("body", top, tag("main", compared, *(_told(car) for car in cars)))
    return "<!doctype html>\n" + tag("html", head, body, lang="en") + "\n"


def numbers(cars: Sequence[Brief]) -> Html:
    """Return what can be believed of cars as a table, side by side.

    Args:
        cars: the cars, in the order of the columns.
    """
    rows: list[Row | str] = [
        Row("That it comes", [percent(car.coming.ever) for car in cars]),
        Row("On sale, if it comes", [_when(car.coming) for car in cars]),
    ]
    for key in SHOWN:
        cells = [_cell(key, car) for car in cars]
        rows.append(Row(join([capital(WORDS[key]), ", ", unit_of(key)]), cells))
    if any(car.price for car in cars):
        rows.append(Row("Price", [_price(car) for car in cars]))
    caption = (
        "What can be believed: the middle, the band that holds nine cars in ten, and the car as "
        "simulated from the figures of its file"
    )
    return table(caption, ["", *(car.name for car in cars)], rows, even=True)


def _price(car: Brief) -> object:
    if car.price is None:
        return NOTHING
    middle = f"{_short(car.headline[car.price][1])} {unit_of(car.price)}"
    return join([middle, tag("span", _band(car.price, car), class_="sub")])


def _cell(key: str, car: Brief) -> Html:
    middle = _short(car.headline[key][1])
    has = car.beside.simulated.get(key)
    simulated = "" if has is None else tag("span", f"simulated {_short(has)}", class_="sub")
    return join([middle, tag("span", _band(key, car), class_="sub"), simulated])


def _told(car: Brief) -> Html:
    told = differences(car)
    titled = [*parts(car), *([(APART, told)] if told else [])]
    lists = [part for title, words in titled for part in (tag("h3", title), bullets(words))]
    told = paragraph(f"{capital(car.coming.sentence)}.")
    return section(car.car_file.id, car.name, told, *lists)


def _when(coming: Programme) -> str:
    if coming.low == coming.high:
        return day(coming.low.isoformat())
    return f"{coming.low.year} to {coming.high.year}"


def _band(key: str, car: Brief) -> str:
    low, _, high = car.headline[key]
    return f"{_short(low)} to {_short(high)}"


def _short(value: float) -> str:
    return number(value, 0 if value >= 100.0 else 1)


def _claimed(one: Checked) -> str:
    variant = f" ({one.heard.claim.variant})" if one.heard.claim.variant else ""
    return capital(claim_in_words(one.heard)) + variant


def _said(ones: Sequence[Checked]) -> str:
    return f"said by {_who(ones)}"


def _judged(one: Checked) -> str:
    """The verdict without the claim, which stands before it."""
    if one.heard.key in NOT_PHYSICS:
        low, _, high = one.predicted.band
        usual = f"{_short(low)} to {_short(high)} {one.heard.claim.currency or ''}".rstrip()
        return f"Physics cannot judge it; such cars cost {usual}."
    _, _, told = sentence(one).partition(": ")
    return f"It {judgement(one)}: {told}"


def _why(one: Checked) -> str:
    """Why a claim cannot be: the slip that explains it, else the verdict and what it would need."""
    if one.slip:
        return f"It reads like a slip: {one.slip}."
    needed = [words for words in further(one) if words.startswith(("For it", "The limit"))]
    return " ".join([_judged(one), *needed[-1:]])


def _who(ones: Sequence[Checked]) -> str:
    by_source = {one.heard.source.by: day(one.heard.claim.date) for one in ones}
    named = [f"{by} ({when})" for by, when in by_source.items()]
    more = len(named) - MOST_NAMED
    return listed([*named[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])])
