"""timeline_page: a timeline as a picture of its own, as a page, and as a section of a page."""

from importlib.resources import files

from carwright.belief.headline_keys import WORDS, unit_of
from carwright.belief.timeline import Moment, Timeline
from carwright.belief.timeline_document import notes
from carwright.belief.truth import Record, records
from carwright.report.markup import Html, bullets, folded, join, paragraph, section, tag
from carwright.report.svg import WIDE, figure
from carwright.report.tables import Row, cards
from carwright.report.timeline_panels import shown
from carwright.report.timeline_picture import drawn, measured_of, timeline_picture, title, told
from carwright.report.words import NOTHING, capital, claimed, day, number, percent, spaced

MOST_NEWS = 5
"""News of a date that are told in the table."""
_ALONE = """\
:root{--ink:#16202a;--soft:#52606d;--paper:#fff;--rule:#d5dbe1;--air:#2467ab;--driveline:#a34a08}
text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:#16202a}
.tick{font-size:12px;fill:#52606d}.head{font-weight:600}
.grid{stroke:#d5dbe1;fill:none}.axis{stroke:#16202a;stroke-width:1.2;fill:none}
.border{stroke:#8a96a3;stroke-dasharray:3 3;fill:none}
"""
MARGIN = 18.0
"""Around the picture where it stands alone [px]."""


def style() -> str:
    """Return the style of what a timeline draws."""
    return (files("carwright.report") / "timeline.css").read_text(encoding="utf-8")


def svg(found: Timeline) -> str:
    """Return the picture as an SVG document.

    Args:
        found: the timeline.
    """
    parts, tall = drawn(found, WIDE)
    width, height = WIDE + 2.0 * MARGIN, tall + 2.0 * MARGIN
    return (
        tag(
            "svg",
            tag("title", title(found)),
            tag("desc", told(found)),
            tag("style", Html(_ALONE + style())),
            tag("rect", width=f"{width:g}", height=f"{height:g}", fill="#fff"),
            tag("g", *parts, transform=f"translate({MARGIN:g} {MARGIN:g})"),
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {width:g} {height:g}",
            role="img",
        )
        + "\n"
    )


def page(found: Timeline) -> str:
    """Return the timeline as a page of its own.

    Args:
        found: the timeline.
    """
    name = f"{found.car_file.maker} {found.car_file.name}"
    sheet = (files("carwright.report") / "page.css").read_text(encoding="utf-8")
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="generator", content="carwright"),
        tag("title", f"{name}: what could be believed"),
        tag("style", Html(sheet + style())),
    )
    first, last = (day(one.on.isoformat()) for one in (found.moments[0], found.moments[-1]))
    standfirst = (
        f"What could be believed of the {name} on each date with news, from {first} to {last}: "
        "each drawn from what had been said by then, and from nothing later."
    )
    top = tag(
        "header",
        paragraph("carwright", class_="brand"),
        tag("h1", f"{name}: what could be believed"),
        paragraph(standfirst, class_="standfirst"),
    )
    body = tag("body", top, tag("main", timeline_section(found)), lang="en")
    return "<!doctype html>\n" + tag("html", head, body, lang="en") + "\n"


def timeline_section(found: Timeline) -> Html:
    """Return the section of a page with picture, dates and who was right.

    Args:
        found: the timeline.
    """
    text = (
        "A band holds nine in ten of the cars that could be believed in on that day, the line in "
        "it their middle. Claims stand as marks, faint where they speak of another variant; "
        "dashed is what came, by the best measurement, filing or word of the maker."
    )
    return section(
        "timeline",
        "What could be believed, date by date",
        paragraph(text),
        figure(
            lambda width: timeline_picture(found, width),
            join([tag("strong", "Belief over time. "), "The numbers follow."]),
        ),
        folded(f"Each of {len(found.moments)} dates with its news", _dates(found)),
        *_who_was_right(found),
        bullets([f"{capital(note)}." for note in notes(found)], class_="note"),
    )


def _dates(found: Timeline) -> Html:
    keys = shown(found)
    heads = ("On", "Comes", *(f"{capital(WORDS[key])}, {unit_of(key)}" for key in keys[:4]))
    rows = [_date(one, keys[:4]) for one in found.moments]
    caption = "What could be believed on each date, nine cars in ten"
    return cards(caption, (*heads, "News"), rows, number_columns=range(len(heads) - 1))


def _date(one: Moment, keys: list[str]) -> Row:
    first = one.news[:MOST_NEWS]
    news = [f"{capital(said.by)}: {spaced(said.key)} {_said(said.claim)}" for said in first]
    more = len(one.news) - len(news)
    news += [f"and {more} more"] if more > 0 else []
    bands = [one.headline[key] for key in keys]
    return Row(
        day(one.on.isoformat()),
        (
            percent(one.programme.ever),
            *(f"{_short(band[0])} to {_short(band[2])}" for band in bands),
            bullets(news),
        ),
    )


def _said(claim: object) -> str:
    value = getattr(claim, "value", None)
    if isinstance(value, str | bool):
        return {"true": "yes", "false": "no"}.get(str(value).casefold(), spaced(str(value)))
    return claimed(claim)  # pyright: ignore[reportArgumentType]


def _short(value: float) -> str:
    return number(value, 0 if value >= 100.0 else 1)


def _who_was_right(found: Timeline) -> list[Html]:
    if not found.scores:
        return []
    came = [
        f"{WORDS[key]} {measured_of(key, truth.value)}, "
        f"{found.car_file.sources[truth.claim.source].by}"
        if truth.claim.source in found.car_file.sources
        else f"{WORDS[key]} {measured_of(key, truth.value)}"
        for key, truth in found.truths.items()
    ]
    kinds, sources = (records(found.scores, by_kind=by_kind) for by_kind in (True, False))
    rows = ["By kind of source", *(_record(one, False) for one in kinds)]
    rows += ["By source", *(_record(one, True) for one in sources)]
    heads = ("Who", "Scored claims", "Median error", "Yes, no and dates")
    text = (
        "Scored against: " + "; ".join(came) + ". One car is far too few to rank anybody: a named "
        "source would need ten scored claims."
    )
    return [
        tag("h3", "Who was right"),
        paragraph(text),
        cards("Claims against what came", heads, rows, number_columns=(0, 1, 2)),
    ]


def _record(one: Record, named: bool) -> Row:
    off = NOTHING if one.median_error is None else percent(one.median_error, 1)
    words = f"{one.right} right, {one.wrong} wrong" if one.right + one.wrong else NOTHING
    mark = [tag("span", "too few to rank", class_="sub")] if named and not one.ranked else []
    return Row(join([capital(one.name), *mark]), (str(one.scores), off, words))
