"""The page: every section in its order, in one file that needs no other."""

import datetime
from collections.abc import Sequence
from importlib.resources import files
from os import PathLike
from pathlib import Path

from carwright.carfile import load
from carwright.progress import task
from carwright.report.believed import believed
from carwright.report.claims import claims, headline
from carwright.report.comparison import PROCEDURES
from carwright.report.driven import driven, warned
from carwright.report.figures_used import figures_used
from carwright.report.footer import footer
from carwright.report.ledger import ledger
from carwright.report.markup import Html, bullets, paragraph, section, tag
from carwright.report.motor_map import motor_maps
from carwright.report.rated import rated
from carwright.report.rivals import rivals
from carwright.report.sensitivity import effects, sensitivity, step_in_words
from carwright.report.side_by_side import side_by_side
from carwright.report.study import SHORT, SHOWN, Study, study
from carwright.report.talk import talk as talk_block
from carwright.report.timeline_page import style as timeline_style
from carwright.report.traces import traces
from carwright.report.waterfall import waterfall
from carwright.report.weather import weather
from carwright.report.words import claimed, day, difference, listed, measured, percent
from carwright.whole_file import write_whole

UNFOLD = """\
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details:not([open])")) {
    part.dataset.folded = "";
    part.open = true;
  }
});
addEventListener("afterprint", () => {
  for (const part of document.querySelectorAll("details[data-folded]")) {
    delete part.dataset.folded;
    part.open = false;
  }
});
"""
"""Unfolds what is folded before the page is printed, and folds it again."""


def write(  # noqa: PLR0913 (each is an option of the command)
    car: str | PathLike[str],
    against: Sequence[str | PathLike[str]],
    path: str | PathLike[str],
    *,
    talk: str | None = None,
    belief: bool = False,
    on: datetime.date | None = None,
) -> Path:
    """Write the page about a car, whole or not at all.

    Args:
        car: the car that the page is about, an id or a path.
        against: cars to drive beside it.
        path: the file to write.
        talk: the car of the talk; None looks for one of the same maker without a figure.
        belief: whether the page tells what could be believed, which takes minutes.
        on: the day as of which all cars are known, itself included; None is today.

    Raises:
        InputError: if a car is not known, its file cannot be right, or the page cannot be written.
    """
    return write_whole(Path(path), page(car, against, talk=talk, belief=belief, on=on).encode())


def page(
    car: str | PathLike[str],
    against: Sequence[str | PathLike[str]] = (),
    *,
    talk: str | None = None,
    belief: bool = False,
    on: datetime.date | None = None,
) -> str:
    """Return the page about a car as HTML.

    Args:
        car: the car that the page is about, an id or a path.
        against: cars to drive beside it.
        talk: the car of the talk; None looks for one of the same maker without a figure.
        belief: whether the page tells what could be believed, which takes minutes.
        on: the day as of which all cars are known, itself included; None is today.

    Raises:
        InputError: if a car is not known or its file cannot be right.
    """
    with task("writing the page", (1.0, 4.0) if belief else 1) as step:
        found = study(car, against, talk, on)
        step()
        return compose(found, believed(load(car), found.on) if belief else ())


def compose(found: Study, beliefs: Sequence[Html] = ()) -> str:
    """Return the page of a study as HTML.

    Args:
        found: what the page rests on.
        beliefs: sections on what could be believed of the car; none leaves them out.
    """
    title = _title(found)
    style = (files("carwright.report") / "page.css").read_text(encoding="utf-8")
    style += timeline_style() if beliefs else ""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="generator", content="carwright"),
        tag("meta", name="description", content=_standfirst(found)),
        tag("title", title),
        tag("style", Html(style)),
        tag("script", Html(UNFOLD)),
    )
    told, learnt = talk_block(found), waterfall(found)
    sections = (
        *([told] if told else []),
        section("cars", "The cars side by side", side_by_side(found)),
        driven(found),
        claims(found),
        *beliefs,
        rated(found),
        *([learnt] if learnt else []),
        weather(found),
        traces(found),
        ledger(found),
        motor_maps(found),
        rivals(found),
        sensitivity(found),
        figures_used(found),
    )
    top = _top(found, title, has_talk=bool(told), has_belief=bool(beliefs))
    body = tag("body", top, tag("main", *sections), footer(found))
    return "<!doctype html>\n" + tag("html", head, body, lang="en") + "\n"


def _title(found: Study) -> str:
    name = found.main.name
    return f"The talk and the car: {name}" if found.talk is not None else name


def _standfirst(found: Study) -> str:
    main = found.main
    named = listed([car.name for car in found.rivals]) if found.rivals else ""
    beside = f", beside the {named}," if named else ""
    cycles = listed([SHORT[cycle.id] for cycle in found.cycles])
    drive = f"driven in simulation{beside} over {cycles}"
    known = f"as known on {day(found.on.isoformat())}"
    if found.talk is None or found.talk_day is None:
        return f"The {main.name} and what it rests on, {known}: it was {drive}."
    month = day(f"{found.talk_day:%Y-%m}")
    came = f"the {main.name} of {main.file.year}" if main.file.year else f"the {main.name}"
    return (
        f"In {month} {main.file.maker} was said to be building an electric car, and nobody had "
        f"said a figure of it. The car that this talk alone allows, by what was known then, and "
        f"{came}, the car that came, {known}, were {drive}."
    )


def _top(found: Study, title: str, *, has_talk: bool, has_belief: bool) -> Html:
    links = [
        *([("talk", "The talk")] if has_talk else []),
        ("cars", "Side by side"),
        ("driven", "What was driven"),
        ("claims", "Claims"),
        *([("believed", "Belief"), ("timeline", "Timeline")] if has_belief else []),
        ("rated", "Rated and timed"),
        *([("learnt", "What was learnt")] if found.learnt else []),
        ("weather", "Heat and plug"),
        ("traces", "Traces"),
        ("ledger", "Ledger"),
        ("motors", "Motors"),
        ("rivals", "Rivals"),
        ("sensitivity", "Sensitivity"),
        ("figures", "Figures"),
        ("footer", "Provenance"),
    ]
    jumps = [tag("a", name, href=f"#{anchor}") for anchor, name in links]
    return tag(
        "header",
        paragraph("carwright", class_="brand"),
        tag("h1", title),
        paragraph(_standfirst(found), class_="standfirst"),
        bullets(_findings(found), class_="findings"),
        tag("nav", *jumps, aria_label="Sections"),
    )


def _findings(found: Study) -> list[str]:
    main = found.main
    lines = [f"{main.name}, {words}." for words in warned(main, found)]
    for procedure, name in PROCEDURES.items():
        claim = headline(found, main, procedure)
        if claim is not None:
            one, who = claim
            lines.append(
                f"{name} range: {measured(one.simulated or 0.0, 'km')} simulated; "
                f"{claimed(one.claim)} km claimed by {who}: {difference(one.difference or 0.0)}."
            )
    used = [f"{car.name} {measured(car.consumption(SHOWN), 'Wh/km')}" for car in found.cars]
    lines.append(f"{SHORT[SHOWN]} consumption at the battery: {listed(used)}.")
    step, effect = effects(found)[0]
    changes = "cost" if effect < 0.0 else "add"
    lines.append(
        f"{step_in_words(step)} would {changes} {measured(abs(effect), 'km', 1)} of the "
        f"{SHORT[SHOWN]} range."
    )
    share = percent(len(main.estimated) / len(main.used))
    lines.append(f"{share} of the figures of the {main.name} are estimates; every one is marked.")
    return lines
