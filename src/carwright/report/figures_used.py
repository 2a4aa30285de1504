"""Figures used: every number that the cars drove on, with who says it, of what kind, and when."""

from carwright.carfile import Source
from carwright.carfile.dates import last_day
from carwright.figure_table import BY_KEY
from carwright.report.markup import Html, folded, join, paragraph, section, tag
from carwright.report.side_by_side import ESTIMATED
from carwright.report.study import Driven, Study
from carwright.report.tables import Row, cards
from carwright.report.words import NARROW, capital, day, percent, significant, spaced
from carwright.settle.settled import Origin
from carwright.units import unit

HOW = {
    "given": "from memory or derived",
    "rule": "by a rule",
    "population": "learnt from measured cars",
    "default": "usual of its class",
}
"""How a figure came about, in words."""
GROUPS = (
    (
        "Body and road load",
        (
            "kerb_mass",
            "load_",
            "greatest_payload",
            "drag_",
            "frontal",
            "wheelbase",
            "centre",
            "front_mass",
            "residual",
            "reference_air",
            "top_speed",
        ),
    ),
    ("Tyres and wheels", ("rolling", "tyre", "grip", "wheel")),
    ("Front axle", ("front_", "reference_front")),
    ("Rear axle", ("rear_", "reference_rear")),
    (
        "Battery",
        (
            "chemistry",
            "battery",
            "cell",
            "resistance",
            "pack",
            "discharge",
            "charge_",
            "reference_battery",
        ),
    ),
    (
        "Heat and 12 V loads",
        ("drive_unit", "derate", "oil", "auxiliary", "dcdc", "onboard", "charging"),
    ),
    ("Regeneration and control", ("",)),
)
"""Groups of figures, each with how their keys begin; a figure is in the first that fits."""
HEADS = ("Figure", "Value", "Kind", "Who says it", "When", "Note")
"""Heads of the table of figures."""


def figures_used(study: Study) -> Html:
    """Return the section of every figure used.

    Args:
        study: what the page rests on.
    """
    main = study.main
    count, guessed = len(main.used), len(main.estimated)
    text = (
        f"The {main.name} drives on {count} figures; {guessed} of them "
        f"({percent(guessed / count)}) are estimates: they follow from others by a rule, are "
        "learnt from measured cars, or are what is usual of a car of its class. Which of them "
        "matter, the sensitivities above tell."
    )
    absent = [s for s in ("front", "rear") if main.settled.choices[f"{s}_machine"] == "none"]
    grouped = _grouped(main)
    blocks = [
        folded(_summary(title, main, keys), cards(title, HEADS, [_row(main, k) for k in keys]))
        for title, keys in grouped.items()
    ]
    others = [_given_of(car) for car in (*((study.talk,) if study.talk else ()), *study.rivals)]
    return section(
        "figures",
        "Every figure used",
        paragraph(text),
        *[paragraph(f"The {side} axle has no machine, so it has no figures.") for side in absent],
        *blocks,
        _as_written(main),
        tag("h3", "The other cars"),
        *others,
        tag("h3", "Sources"),
        _sources(main),
    )


def _grouped(car: Driven) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {title: [] for title, _ in GROUPS}
    for key in car.used:
        found[next(title for title, starts in GROUPS if key.startswith(starts))].append(key)
    return {title: keys for title, keys in found.items() if keys}


def _summary(title: str, car: Driven, keys: list[str]) -> Html:
    guessed = sum(car.settled.origins[key].kind == "estimate" for key in keys)
    return join([title, tag("span", f"{len(keys)} figures, {guessed} estimated", class_="sub")])


def _row(car: Driven, key: str) -> Row:
    origin = car.settled.origins[key]
    meaning = BY_KEY[key].meaning if key in BY_KEY else spaced(key)
    guessed = origin.kind == "estimate"
    parts: list[object] = [_written(key, origin.value)]
    if origin.low is not None and origin.high is not None:
        band = f"{_written(key, origin.low)} to {_written(key, origin.high)}"
        parts.append(tag("span", band, class_="sub"))
    kind = join([ESTIMATED, " ", HOW[origin.how]]) if guessed else origin.kind
    cells = (join(parts), kind, origin.source, _when(origin), origin.note)
    named = tag("code", key, class_="sub") if key in BY_KEY else ""
    return Row(join([capital(meaning), named]), cells, "guessed" if guessed else None)


def _when(origin: Origin) -> str:
    return day(origin.date) if origin.date else ""


def _written(key: str, value: float | str) -> str:
    if isinstance(value, str):
        return spaced(value) if not any(letter.isdigit() for letter in value) else value
    if key.endswith("_share"):
        return f"{significant(100.0 * value, 3)}{NARROW}%"
    try:
        named = unit(key)
    except KeyError:
        named = ""
    return significant(value) + (f"{NARROW}{named}" if named else "")


def _as_written(car: Driven) -> Html:
    keys = [key for key in car.file.figures if key in car.settled.origins and key not in car.used]
    if not keys:
        return join([])
    rows = [Row(spaced(key).capitalize(), _row(car, key).cells) for key in keys]
    text = "Said of the car, and turned into figures by rules or only kept."
    title = join(["Also in the file", tag("span", f"{len(keys)} entries", class_="sub")])
    return folded(title, paragraph(text), cards("Also in the file", HEADS, rows))


def _given_of(car: Driven) -> Html:
    keys = [key for key in car.used if car.settled.origins[key].how == "given"]
    title = join(
        [car.name, tag("span", f"{len(keys)} of {len(car.used)} said of it", class_="sub")]
    )
    if not keys:
        return folded(title, paragraph("Nobody has said a figure of it: every one is an estimate."))
    rows = [_row(car, key) for key in keys]
    return folded(title, cards(f"{car.name}: figures that somebody has said", HEADS, rows))


def _sources(car: Driven) -> Html:
    found = sorted(car.file.sources.values(), key=lambda source: last_day(source.date))
    heads = ("Who", "What", "Kind", "When", "Rests on")
    rows = [_source(source, car.file.sources) for source in found]
    title = join([f"Sources of the {car.name}", tag("span", f"{len(rows)} sources", class_="sub")])
    return folded(title, cards(f"Sources of the {car.name}, oldest first", heads, rows))


def _source(source: Source, sources: dict[str, Source]) -> Row:
    title = capital(source.title)
    told: list[object] = [tag("a", title, href=source.url) if source.url else title]
    if source.via:
        told.append(tag("span", f"read at: {source.via}", class_="sub"))
    if source.note:
        told.append(tag("span", source.note, class_="sub"))
    cited = ", ".join(sources[name].by if name in sources else name for name in source.citing)
    return Row(source.by, (join(told), source.kind, day(source.date), cited or "its own word"))
