"""The talk: what was said of the car before it had a figure, by whom, and resting on what."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from carwright.carfile import CarFile, Claim, Said, Source
from carwright.carfile.dates import last_day
from carwright.report.markup import Html, bullets, join, paragraph, section, tag
from carwright.report.origins import independent, origins, rests_on
from carwright.report.study import Study
from carwright.report.tables import Row, cards
from carwright.report.words import capital, day, spaced

OWN_WORD = ("maker", "regulator", "measured")
"""Kinds of sources that speak of what they did themselves."""
PLAIN = ("event", "comment", "motive")
"""What is said under these names needs no name before it."""
CHANGES = {
    "talk": "That there is a car at all, without a figure: it is what is usual of its class.",
    "denial": "Nothing: a car without a figure has none to strike.",
    "neither yes nor no": "Nothing: it leaves open whether a car comes.",
    "fact": "Nothing: it tells of interest, not of a car.",
    "context": "Nothing: a motive is no figure.",
}
"""What each kind of statement changes in the car, where it brings no figure."""


@dataclass(frozen=True)
class Statement:
    """What one source said."""

    source: Source
    """Who said it, and when."""
    kind: str
    """Fact, talk, denial, context, or neither yes nor no."""
    says_car: bool | None
    """Whether it says that a car is built; None where it does not say."""
    words: tuple[str, ...]
    """What was said, sentence by sentence."""
    notes: tuple[str, ...]
    """What a reader should know of it."""
    figures: tuple[str, ...]
    """Keys of the figures that it gives."""


def statements(file: CarFile, until: datetime.date) -> list[Statement]:
    """Return what was said of a car until a day, oldest first.

    Args:
        file: the car file.
        until: the last day that counts.
    """
    spoken = [s for s in file.sources.values() if last_day(s.date) <= until]
    spoken = [source for source in spoken if _speaks(file, source.id)]
    return [_statement(file, s) for s in sorted(spoken, key=lambda s: last_day(s.date))]


def talk(study: Study) -> Html:
    """Return the block of the talk, or nothing where there was none.

    Args:
        study: what the page rests on.
    """
    until = study.talk_day
    said = [] if until is None else statements(study.main.file, until)
    if until is None or not said:
        return join([])
    month = day(f"{until:%Y-%m}")
    first = datetime.date(until.year, until.month, 1)
    late = [one for one in said if last_day(one.source.date) >= first]
    early = [one for one in said if last_day(one.source.date) < first]
    sources = study.main.file.sources
    for_car = [one.source.id for one in late if one.says_car]
    roots = independent(for_car, sources)
    rows: list[Row | str] = []
    for title, part in (("Before", early), (month, late)):
        if part:
            rows += [title, *(_row(one, study.main.file) for one in part)]
    heads = ("Who and when", "What was said", "Kind", "Rests on", "Changes in the car")
    return section(
        "talk",
        f"The talk, up to {month}",
        _counts(len(said), len(for_car), roots, month, [s for s in said if s.figures]),
        paragraph(_verdict(for_car, roots, study, month)),
        cards(f"Every statement about the car known by {month}, oldest first", heads, rows),
    )


def _speaks(file: CarFile, source: str) -> bool:
    groups = (*file.figures.values(), *file.programme.values(), file.said)
    return any(one.source == source for group in groups for one in group)


def _statement(file: CarFile, source: Source) -> Statement:
    def by(claims: Sequence[Claim]) -> list[Claim]:
        return [claim for claim in claims if claim.source == source.id]

    stances = by(file.programme.get("builds_own_car", ()))
    said = [one for one in file.said if one.source == source.id]
    rest = [
        (key, claim)
        for key, claims in file.programme.items()
        if key != "builds_own_car"
        for claim in by(claims)
    ]
    kind = _kind(source, stances, said)
    spoken = (*stances, *(claim for _, claim in rest), *said)
    notes = [one.note for one in spoken if one.note and one.note != kind]
    says = [claim.value for claim in stances if isinstance(claim.value, bool)]
    return Statement(
        source=source,
        kind=kind,
        says_car=says[0] if says else None,
        words=tuple(
            [_sentence(one.what, one.value) for one in said]
            + [_sentence(key, claim.value) for key, claim in rest]
        ),
        notes=tuple(dict.fromkeys(notes)),
        figures=tuple(key for key, claims in file.figures.items() if by(claims)),
    )


def _kind(source: Source, stances: Sequence[Claim], said: Sequence[Said]) -> str:
    values = [claim.value for claim in stances]
    own = source.kind in OWN_WORD
    if True in values:
        return "fact" if own else "talk"
    if False in values:
        return "denial"
    if own and any(one.what == "event" for one in said):
        return "fact"
    if values:
        return "neither yes nor no"
    if own:
        return "fact"
    return "context" if all(one.what == "motive" for one in said) else "talk"


def _sentence(what: str, value: object) -> str:
    return str(value) if what in PLAIN else f"{spaced(what)}: {value}"


def _counts(
    said: int, for_car: int, roots: frozenset[str], month: str, with_figures: list[Statement]
) -> Html:
    figures = sum(len(one.figures) for one in with_figures)
    tiles = (
        (said, "sources had spoken" if said != 1 else "source had spoken"),
        (for_car, f"of them said in {month} that a car is coming"),
        (len(roots), "independent origin behind these" if len(roots) == 1 else "origins"),
        (figures, "figures of the car among all that was said"),
    )
    parts = [tag("div", tag("b", value), tag("span", text)) for value, text in tiles]
    return tag("div", *parts, class_="tiles")


def _verdict(for_car: list[str], roots: frozenset[str], study: Study, month: str) -> Html:
    sources = study.main.file.sources
    if not for_car:
        return join([f"In {month} nobody said that a car was coming."])
    names = ", ".join(sorted(sources[name].by for name in roots))
    words = sorted({word for name in roots for word in sources[name].citing})
    behind = f", which rests on: {', '.join(words)}" if words else ""
    spoken = study.talk if study.talk is not None else study.main
    return join(
        [
            "Every report of that month that a car is coming goes back to ",
            tag("strong", f"{names}{behind}"),
            ": a repeat adds no origin. No statement held a figure, so the car that this talk "
            f"alone allows is what is usual of a newcomer of {spoken.file.year}, with wide bands: "
            f"{len(spoken.estimated)} of its {len(spoken.used)} figures are estimates.",
        ]
    )


def _row(one: Statement, file: CarFile) -> Row:
    source = one.source
    who = [
        tag("strong", capital(source.by)),
        tag("span", f"{source.kind}, {day(source.date)}", class_="sub"),
    ]
    title = capital(source.title)
    said = [tag("a", title, href=source.url) if source.url else title]
    if one.words:
        said.append(bullets(one.words))
    if one.notes:
        said.append(tag("span", "; ".join(one.notes), class_="sub"))
    kind = tag("span", one.kind, class_=f"kind {one.kind.split()[0]}")
    change = _figures_given(one.figures) if one.figures else CHANGES[one.kind]
    if origins(source.id, file.sources) != {source.id}:
        change = "Nothing: it repeats what others had said."
    cells = (join(said), kind, rests_on(source.id, file.sources), change)
    return Row(join(who), cells)


def _figures_given(keys: Sequence[str]) -> str:
    return "Sets a figure: " + ", ".join(spaced(key) for key in keys)
