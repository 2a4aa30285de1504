"""Sankey: the stream of the ledger to scale, running right on a wide page and down on a narrow one.

Places are (along, across): along the stream, and away from its upper edge. Branches leave from the
other edge; what comes round runs back beyond the upper edge and joins at the battery.
"""

from dataclasses import dataclass, field

from carwright.report.flow import Branch, Flow, Station, flow
from carwright.report.markup import Html, join, tag
from carwright.report.study import Driven
from carwright.report.svg import NARROW, figure, picture, place, words
from carwright.report.words import listed, measured, percent
from carwright.units import from_si

BEND = 9.0
"""Least radius of a bend [px]."""
MARGIN = 6.0
"""Around the picture [px]."""


@dataclass(frozen=True)
class Sheet:
    """How the stream lies on the page."""

    upright: bool
    """Whether it runs down instead of right."""
    scale: float
    """Thickness of one joule [px/J]."""
    lift: float
    """Thickness of what comes round [px]."""
    head: float
    """Room for the name of a station, along [px]."""
    pitch: float
    """Least distance between the middles of branches [px]."""
    reach: float
    """How far branches run, across [px]."""

    def spot(self, along: float, across: float) -> tuple[float, float]:
        """Return a place in the picture [px].

        Args:
            along: along the stream [px].
            across: from its upper edge [px].
        """
        along, across = MARGIN + along, MARGIN + 2.0 * BEND + self.lift + across
        return (across, along) if self.upright else (along, across)

    def to(self, along: float, across: float) -> str:
        """Return a straight stroke to a place.

        Args:
            along: along the stream [px].
            across: from its upper edge [px].
        """
        x, y = self.spot(along, across)
        return f"L{place(x)} {place(y)}"

    def arc(self, radius: float, clockwise: bool, along: float, across: float) -> str:
        """Return a stroke along a circle to a place.

        Args:
            radius: its radius [px].
            clockwise: which way it turns where the stream runs right.
            along: where it ends [px].
            across: where it ends [px].
        """
        x, y = self.spot(along, across)
        sweep = int(clockwise != self.upright)
        return f"A{place(radius)} {place(radius)} 0 0 {sweep} {place(x)} {place(y)}"

    def shape(self, strokes: list[str], kind: str, hint: str = "") -> Html:
        """Return strokes as a filled shape.

        Args:
            strokes: the first one is where it starts.
            kind: its class.
            hint: words for a pointer.
        """
        inside = [tag("title", hint)] if hint else []
        return tag("path", *inside, d=f"M{strokes[0][1:]}{''.join(strokes[1:])}Z", class_=kind)


@dataclass
class Course:
    """The stream while it is laid out, from the cells to the wheels."""

    edge: float
    """Where its far edge lies now, across [px]."""
    along: float = 0.0
    """How far it is laid out [px]."""
    middle: float = -1e3
    """Middle of the last branch, along [px]."""
    thick: float = 0.0
    """Thickness of the last branch [px]."""
    far: list[tuple[float, float]] = field(default_factory=list)
    """Its far edge, place by place [px]."""
    joins: float = 0.0
    """Where what comes round joins it, along [px]."""
    parts: list[Html] = field(default_factory=list)
    """Branches and letters."""


def sankey(car: Driven, cycle: str, title: str) -> Html:
    """Return the drawn ledger of a drive.

    Args:
        car: the car.
        cycle: id of the cycle.
        title: what the picture is.
    """
    stream = flow(car.runs[cycle])
    branches = [branch for station in stream.stations for branch in station.branches]
    told = "; ".join(f"{one.name} {_amount(one, stream)}" for one in branches if one.energy >= 0.0)
    gave = [f"{one.name} {_amount(one, stream)}" for one in branches if one.energy < 0.0]
    energy, back = _kwh(stream.given), _kwh(stream.round)
    besides = f" Besides gave: {'; '.join(gave)}." if gave else ""
    text = f"The cells gave {energy}.{besides} It went: {told}. Braking returned {back}."
    small = listed(list(stream.left_out)).lower()
    caption = (
        f"The cells gave {energy}; each stream is as thick as its energy. What braking returns to "
        f"the battery, {back}, runs round once more; every loss is that of both ways."
        f"{f' Too small to draw: {small}.' if small else ''}"
    )
    return figure(
        lambda width: _draw(width, stream, f"sankey-{cycle}-{width}", title, text),
        join([tag("strong", f"{title}. "), caption]),
    )


def _draw(width: int, stream: Flow, name: str, title: str, text: str) -> Html:
    upright = width == NARROW
    scale = (84.0 if upright else 150.0) / max(station.energy for station in stream.stations)
    lift = stream.round * scale
    reach = lift + stream.given * scale + (34.0 if upright else 52.0)
    branches = [branch for station in stream.stations for branch in station.branches]
    least = 104.0 if any(branch.energy < 0.0 for branch in branches) else 78.0
    head, pitch = (30.0, 46.0) if upright else (66.0, max(760.0 / len(branches), least))
    sheet = Sheet(upright, scale, lift, head, pitch, reach)
    course = Course(edge=lift + stream.given * scale)
    course.far.append((0.0, course.edge))
    for station in stream.stations:
        _lay(sheet, course, station, stream)
    end = course.along + course.thick + BEND + 8.0
    course.far.append((end, course.edge))
    trunk = _trunk(sheet, course, end)
    tail = end + BEND + lift + 2.0 * MARGIN
    size = (
        (float(width), tail)
        if upright
        else (tail, 2.0 * (MARGIN + BEND) + lift + reach + 76.0)
    )  # fmt: skip
    return picture(
        name, size, title, text, trunk, *_round(sheet, course, end, stream), *course.parts
    )


def _lay(sheet: Sheet, course: Course, station: Station, stream: Flow) -> None:
    begin = course.along
    upper = sheet.lift if station.name == "Cells" else 0.0
    if station.name == "Battery":
        begin = course.along = course.joins = max(begin, sheet.lift + BEND + 4.0)
    course.parts += _caption(sheet, begin, upper, station)
    for branch in station.branches:
        thick = abs(branch.energy) * sheet.scale
        course.middle = max(
            begin + sheet.head + BEND + thick / 2.0,
            course.middle + sheet.pitch,
            course.middle + (course.thick + thick) / 2.0 + 8.0,
        )
        course.thick = thick
        _branch(sheet, course, branch, f"{branch.name}: {_amount(branch, stream)}")
        course.parts += _label(sheet, course, branch, stream)
    course.along = max(course.along + 12.0, begin + sheet.head)


def _branch(sheet: Sheet, course: Course, branch: Branch, hint: str) -> None:
    thick, middle, edge = course.thick, course.middle, course.edge
    leaves = branch.energy > 0.0
    near, beyond = middle - thick / 2.0, middle + thick / 2.0
    root = near - BEND if leaves else beyond + BEND
    inner = edge if leaves else edge + thick
    outer = inner - thick
    first, last = (near, beyond) if leaves else (beyond, near)
    tip = min(thick / 2.0 + 5.0, 12.0) if leaves else 0.0
    strokes = [
        sheet.to(root, inner),
        sheet.arc(BEND, leaves, first, inner + BEND),
        sheet.to(first, sheet.reach),
        *(
            [sheet.to(near - 4.0, sheet.reach), sheet.to(middle, sheet.reach + tip)]
            if leaves
            else []
        ),
        *([sheet.to(beyond + 4.0, sheet.reach)] if leaves else []),
        sheet.to(last, sheet.reach),
        sheet.to(last, inner + BEND),
        sheet.arc(BEND + thick, not leaves, root, outer),
    ]
    course.parts.append(sheet.shape(strokes, f"stream {branch.kind}", hint))
    course.edge = outer if leaves else inner
    course.far += [(root, edge), (root, course.edge)]
    course.along = root


def _trunk(sheet: Sheet, course: Course, end: float) -> Html:
    strokes = [sheet.to(0.0, sheet.lift), sheet.to(course.joins, sheet.lift)]
    strokes += [sheet.to(course.joins, 0.0), sheet.to(end, 0.0)]
    strokes += [sheet.to(along, across) for along, across in reversed(course.far)]
    return sheet.shape(strokes, "stream trunk")


def _round(sheet: Sheet, course: Course, end: float, stream: Flow) -> list[Html]:
    lift, start = sheet.lift, course.joins
    if lift <= 0.0:
        return []
    strokes = [
        sheet.to(end, lift),
        sheet.arc(lift + BEND, False, end, -2.0 * BEND - lift),
        sheet.to(start, -2.0 * BEND - lift),
        sheet.arc(lift + BEND, False, start, lift),
        sheet.to(start, 0.0),
        sheet.arc(BEND, True, start, -2.0 * BEND),
        sheet.to(end, -2.0 * BEND),
        sheet.arc(BEND, True, end, 0.0),
    ]
    told = f"Braking returns {_kwh(stream.round)}"
    shape = sheet.shape(strokes, "stream round", told)
    if sheet.upright:
        return [shape]
    x, y = sheet.spot(start + 70.0, -2.0 * BEND - lift / 2.0 + 4.0)
    return [shape, words(x, y, f"\N{LEFTWARDS ARROW} {told}", "on-stream")]


def _caption(sheet: Sheet, begin: float, upper: float, station: Station) -> list[Html]:
    x, y = sheet.spot(
        begin + (17.0 if sheet.upright else 8.0), upper + (6.0 if sheet.upright else 18.0)
    )
    lines = [words(x, y, station.name, "on-stream strong")]
    if station.name in ("Cells", "Battery") and not sheet.upright:
        lines.append(words(x, y + 16.0, _kwh(station.energy), "on-stream"))
    if begin > 0.0:
        x1, y1 = sheet.spot(begin, 0.0)
        x2, y2 = sheet.spot(begin, 6.0)
        mark = f"M{place(x1)} {place(y1)}L{place(x2)} {place(y2)}"
        lines.append(tag("path", d=mark, class_="notch"))
    return lines


def _label(sheet: Sheet, course: Course, branch: Branch, stream: Flow) -> list[Html]:
    x, y = sheet.spot(course.middle, sheet.reach)
    amount, share = _kwh(abs(branch.energy)), percent(abs(branch.energy) / stream.given, 1)
    if branch.energy < 0.0:
        amount = f"gives {amount}"
    if sheet.upright:
        return [
            words(x + 18.0, y - 3.0, branch.name, "label"),
            words(x + 18.0, y + 13.0, f"{amount}, {share}", "tick"),
        ]
    lines = _wrapped(branch.name)
    parts = [words(x, y + 28.0 + 15.0 * i, text, "label", "middle") for i, text in enumerate(lines)]
    below = y + 29.0 + 15.0 * len(lines)
    return [
        *parts,
        words(x, below, amount, "tick", "middle"),
        words(x, below + 14.0, share, "tick", "middle"),
    ]


def _wrapped(name: str) -> list[str]:
    if len(name) <= 13:
        return [name]
    middle = min(
        (place for place, letter in enumerate(name) if letter == " "),
        key=lambda place: abs(place - len(name) / 2.0),
    )
    return [name[:middle], name[middle + 1 :]]


def _amount(branch: Branch, stream: Flow) -> str:
    size = abs(branch.energy)
    return f"{_kwh(size)} ({percent(size / stream.given, 1)})"


def _kwh(energy: float) -> str:
    return measured(from_si("energy_kwh", energy), "kWh", 3)
