"""Pictures of measured against simulated cars, each an SVG file that stands by itself.

Scales and elements are those of the report; colours follow the reader's light or dark page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from carwright.report.markup import Html, join, tag
from carwright.report.svg import Scale, line, place, rounded, words

WIDTH = 760
"""Width of every picture [px]."""
LEFT, RIGHT, TOP, FOOT = 62, 18, 22, 48
"""Room for the axes [px]."""
ROW = 20
"""Height of a maker's row [px]."""
NAMES = 190
"""Room for makers' names [px]."""
WIDEST = 0.5
"""Errors beyond this are drawn at the edge [share]."""
STYLE = """
text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:#1f2933}
.soft{fill:#52606d}.head{font-weight:600;font-size:13px}
.axis{stroke:#9aa5b1;fill:none}.grid{stroke:#d5dbe1;fill:none}.same{stroke:#52606d;fill:none}
.near{stroke:#9aa5b1;stroke-dasharray:4 4;fill:none}
.band{stroke:#2467ab;stroke-opacity:.3;fill:none}
.point{fill:#2467ab;fill-opacity:.85}.out{fill:#b3262e}.mean{stroke:#16202a;stroke-width:2.5;fill:none}
@media (prefers-color-scheme:dark){text{fill:#e8edf2}.soft{fill:#a5b1bd}.axis{stroke:#5f6b76}
.grid{stroke:#34404c}.same{stroke:#a5b1bd}.near{stroke:#5f6b76}.band{stroke:#7db8f5}
.point{fill:#7db8f5}.out{fill:#ff8a80}.mean{stroke:#e8edf2}}
"""


@dataclass(frozen=True)
class Mark:
    """One car of one picture, in the unit that it is shown in."""

    name: str
    """Id of the car."""
    maker: str
    """Who makes it."""
    measured: float
    """What was measured."""
    simulated: float
    """The same in simulation."""
    low: float
    """Lower end of the band."""
    high: float
    """Upper end of the band."""

    @property
    def error(self) -> float:
        """(simulated - measured) / measured."""
        return (self.simulated - self.measured) / self.measured

    @property
    def inside(self) -> bool:
        """Whether the measured number lies in the band."""
        return self.low <= self.measured <= self.high


def scatter(marks: Sequence[Mark], title: str, unit: str) -> str:
    """Return measured against simulated with each car's band.

    Args:
        marks: the cars.
        title: what is shown.
        unit: of the numbers.
    """
    numbers = [number for mark in marks for number in (mark.measured, mark.simulated)]
    low, high = rounded(0.97 * min(numbers), 1.03 * max(numbers), 8)
    across = Scale(low, high, LEFT, WIDTH - RIGHT)
    height = 560
    up = Scale(low, high, height - FOOT, TOP + 14)
    parts: list[Html] = []
    for tick in across.ticks(8):
        parts.append(line(across(tick), up(low), across(tick), up(high), "grid"))
        parts.append(line(across(low), up(tick), across(high), up(tick), "grid"))
        parts.append(words(across(tick), up(low) + 18, f"{tick:g}", "soft", "middle"))
        parts.append(words(across(low) - 8, up(tick) + 4, f"{tick:g}", "soft", "end"))
    parts.append(line(across(low), up(low), across(high), up(high), "same"))
    for factor in (0.9, 1.1):
        last = min(high, high / factor)
        first = max(low, low / factor)
        parts.append(
            line(across(first), up(first * factor), across(last), up(last * factor), "near")
        )
    for mark in marks:
        ends = (max(mark.low, low), min(mark.high, high))
        x = across(mark.measured)
        parts.append(line(x, up(ends[0]), x, up(ends[1]), "band"))
    parts += [_dot(across(m.measured), up(m.simulated), m) for m in marks]
    parts.append(words((LEFT + WIDTH - RIGHT) / 2, height - 8, f"measured, {unit}", "", "middle"))
    parts.append(words(LEFT, TOP, f"{title}: simulated, {unit}", "head"))
    told = f"{len(marks)} cars, simulated over measured; lines: equal, and 10 % more and less."
    return _file(title, told, height, parts)


def by_maker(marks: Sequence[Mark], title: str) -> str:
    """Return the error of each car in a row of its maker, makers with most cars first.

    Args:
        marks: the cars.
        title: what is shown.
    """
    makers: dict[str, list[Mark]] = {}
    for mark in marks:
        makers.setdefault(_spelt(mark.maker), []).append(mark)
    rows = sorted(makers.items(), key=lambda row: (-len(row[1]), row[0]))
    height = TOP + 14 + ROW * len(rows) + FOOT
    widest = min(WIDEST, max(0.1, *(abs(mark.error) for mark in marks)) * 1.05)
    across = Scale(-widest, widest, NAMES, WIDTH - 96)
    top, bottom = TOP + 14, height - FOOT
    parts: list[Html] = [words(LEFT - 50, TOP, title, "head")]
    parts.append(words(WIDTH - RIGHT, TOP, "mean size", "soft", "end"))
    for tick in across.ticks(8):
        kind = "same" if abs(tick) < 1e-9 else "grid"
        parts.append(line(across(tick), top, across(tick), bottom, kind))
        parts.append(
            words(
                across(tick),
                bottom + 18,
                f"{100 * tick:+.0f} %" if round(tick, 9) else "0",
                "soft",
                "middle",
            )
        )
    for place_of, (maker, cars) in enumerate(rows):
        y = top + ROW * (place_of + 0.5)
        parts.append(words(NAMES - 12, y + 4, f"{maker} ({len(cars)})", "", "end"))
        mean = fmean(mark.error for mark in cars)
        parts += [_dot(across(_held(mark.error, widest)), y, mark) for mark in cars]
        at = across(_held(mean, widest))
        parts.append(line(at, y - 7, at, y + 7, "mean"))
        size = fmean(abs(mark.error) for mark in cars)
        parts.append(words(WIDTH - RIGHT, y + 4, f"{100 * size:.1f} %", "soft", "end"))
    middle = (across(-widest) + across(widest)) / 2
    parts.append(words(middle, height - 8, "simulated less measured, over measured", "", "middle"))
    told = "One dot a car, a bar at each maker's mean; red where the band misses the measurement."
    return _file(title, told, height, parts)


def _spelt(maker: str) -> str:
    """A maker in one spelling: a list in capitals reads better without, short names stay."""
    return maker.title() if maker.isupper() and len(maker) > len("BMW") else maker


def _held(error: float, widest: float) -> float:
    return min(max(error, -widest), widest)


def _dot(x: float, y: float, mark: Mark) -> Html:
    told = f"{mark.name}: measured {mark.measured:.1f}, simulated {mark.simulated:.1f}"
    kind = "point" if mark.inside else "point out"
    return tag("circle", tag("title", told), cx=place(x), cy=place(y), r="3.5", class_=kind)


def _file(title: str, told: str, height: float, parts: Sequence[Html]) -> str:
    picture = tag(
        "svg",
        tag("title", title),
        tag("desc", told),
        tag("style", Html(STYLE)),
        join(parts, "\n"),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {place(height)}",
        width=WIDTH,
        height=place(height),
        role="img",
    )
    return f"{picture}\n"
