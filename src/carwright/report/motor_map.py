"""Motor map: efficiency of each drive unit over torque and speed, and where it worked.

At one speed the loss is quadratic in torque, so that the torques between which the efficiency is at
least a level are the roots of a quadratic: the contours are exact.
"""

from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np

from carwright.car.car import Axle
from carwright.report.markup import Html, join, paragraph, section, tag
from carwright.report.operating import Points, operating_points
from carwright.report.study import SHORT, SHOWN, Driven, Study
from carwright.report.svg import Scale, line, path, picture, place, rounded, words
from carwright.report.tables import Row, cards
from carwright.report.words import NOTHING, measured, number, percent, spaced
from carwright.units import from_si

LEVELS = (0.7, 0.8, 0.85, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97)
"""Efficiencies of the contours [-]."""
NAMED = (0.8, 0.9, 0.94, 0.96)
"""Those that carry their number."""
SPEEDS = 160
"""Speeds at which the contours are worked out."""
CELLS = 44
"""Cells into which the operating points are gathered, along each axis."""
WIDTH, HEIGHT = 400.0, 350.0
"""Size of a map [px]."""
RPM = from_si("speed_rpm", 1.0)
"""Turns a minute for one radian a second [-]."""


@dataclass(frozen=True)
class Surface:
    """Loss and envelope of one drive unit, cool and at nominal voltage, over speed."""

    speed: np.ndarray
    """(n,) shaft speed [rad/s]."""
    limit: np.ndarray
    """(n,) greatest torque [Nm]."""
    quadratic: np.ndarray
    """(n,) loss for each square of torque [W/(Nm)^2]."""
    linear: np.ndarray
    """(n,) loss for each torque [W/Nm]."""
    constant: np.ndarray
    """(n,) loss that any torque brings [W]."""
    drag: np.ndarray
    """(n,) drag torque of the turning motor [Nm]."""

    def between(self, level: float, *, braking: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return speeds at which an efficiency is reached, and the torques between which it is.

        Args:
            level: the efficiency [-].
            braking: whether the unit brakes; torques are sizes either way.
        """
        share = 1.0 if braking else level
        passing = (level if braking else 1.0) * self.drag * self.speed
        a = share * self.quadratic
        b = share * self.linear - (1.0 - level) * self.speed
        c = share * self.constant + passing
        inside = b * b - 4.0 * a * c
        root = np.sqrt(np.maximum(inside, 0.0))
        rise = root - b
        there = (inside > 0.0) & (rise > 0.0)
        safe = np.where(there, rise, 1.0)
        low = 2.0 * c / safe
        high = np.minimum(0.5 * safe / np.maximum(a, np.finfo(a.dtype).eps), self.limit)
        there &= low < self.limit
        return self.speed[there], low[there], high[there]

    def best(self) -> float:
        """Return the greatest efficiency while driving [-]."""
        torque = np.linspace(0.01, 1.0, 200)[:, None] * self.limit
        out = (torque - self.drag) * self.speed
        loss = self.constant + torque * (self.linear + torque * self.quadratic)
        return float((out / (torque * self.speed + loss)).max())


def surface(axle: Axle, fastest: float) -> Surface:
    """Return loss and envelope of the drive unit of an axle.

    Args:
        axle: the axle.
        fastest: greatest shaft speed shown [rad/s].
    """
    unit = axle.unit
    speed = jnp.linspace(fastest / SPEEDS, fastest, SPEEDS, dtype=unit.peak_torque.dtype)
    one = jnp.ones_like(unit.peak_torque)
    cool = unit.derate_start - 1.0
    slowness = jax.vmap(unit.slowness)(speed)
    limit = jax.vmap(lambda slow: unit.torque_limit(slow, one, cool))(slowness)
    loss = jax.vmap(lambda at, slow: unit.loss(at, slow, one, one))(speed, slowness)
    drag = unit.drag_linear * speed + unit.drag_quadratic * speed * speed
    parts = (speed, limit, loss.quadratic, loss.linear, loss.constant, drag)
    return Surface(*(np.asarray(part) for part in parts))


def motor_maps(study: Study) -> Html:
    """Return the section with the map of each motor of the car that the page is about.

    Args:
        study: what the page rests on.
    """
    car = study.main
    sides = [s for s in ("front", "rear") if car.settled.choices[f"{s}_machine"] != "none"]
    maps, rows = [], []
    for side in sides:
        axle: Axle = getattr(car.car, side)
        fastest = float(car.car.controls.top_speed * axle.gear.turns_per_metre)
        found = surface(axle, fastest)
        points = operating_points(car.car, car.runs[SHOWN], side)
        maps.append(_map(car, side, found, points))
        rows.append(_row(car, side, found, points))
    mean = f"Mean on {SHORT[SHOWN]}"
    heads = ("Drive unit", "Best efficiency", mean, "Given", "Taken back", "Without torque")
    text = (
        "The darker, the more efficient: contours join points of equal efficiency, shaft to "
        "terminals; torque below the line brakes and charges. The outline is the most that the "
        "unit gives, cool and at nominal voltage. "
        f"Circles are where the motor worked on {SHORT[SHOWN]}; their area is energy."
    )
    return section(
        "motors",
        "Where the motors worked",
        paragraph(text),
        tag("div", *maps, class_="pair"),
        cards(f"The drive units on {SHORT[SHOWN]}", heads, rows, number_columns=range(5)),
    )


def _row(car: Driven, side: str, found: Surface, points: Points) -> Row:
    mean = percent(points.efficiency, 1) if points.driving > 0.0 else NOTHING
    kind = spaced(car.settled.choices[f"{side}_machine"])
    cells = (
        percent(found.best(), 1),
        mean,
        measured(from_si("energy_kwh", points.driving), "kWh", 2),
        measured(from_si("energy_kwh", points.braking), "kWh", 2),
        percent(float(np.mean(points.torque == 0.0))) + " of the time",
    )
    return Row(join([f"{side.title()} motor", tag("span", kind, class_="sub")]), cells)


def _map(car: Driven, side: str, found: Surface, points: Points) -> Html:
    left, right, top, bottom = 46.0, 8.0, 30.0, 42.0
    high = rounded(0.0, float(found.limit.max()), 5)[1]
    rpm = Scale(0.0, float(found.speed[-1] * RPM), left, WIDTH - right)
    torque = Scale(-high, high, HEIGHT - bottom, top)
    x = [rpm(value * RPM) for value in found.speed]
    upper = [torque(value) for value in found.limit]
    lower = [torque(-value) for value in found.limit]
    outline = [(left, upper[0]), *zip(x, upper, strict=True)]
    outline += [*zip(reversed(x), reversed(lower), strict=True), (left, lower[0])]
    parts = [tag("path", d=path(outline, closed=True), class_="level l0")]
    names = []
    for order, level in enumerate(LEVELS, start=1):
        for braking in (False, True):
            at, low, most = found.between(level, braking=braking)
            if at.size < 2:
                continue
            sign = -1.0 if braking else 1.0
            near = [(rpm(s * RPM), torque(sign * t)) for s, t in zip(at, low, strict=True)]
            far = [(rpm(s * RPM), torque(sign * t)) for s, t in zip(at, most, strict=True)]
            data = path([*far, *reversed(near)], closed=True)
            parts.append(tag("path", d=data, class_=f"level l{order}"))
            inner = np.flatnonzero(most < 0.9 * np.interp(at, found.speed, found.limit))
            if level in NAMED and not braking and inner.size:
                spot = far[inner[int(most[inner].argmax())]]
                names.append(words(spot[0], spot[1] + 4.0, percent(level), "contour", "middle"))
    parts.append(tag("path", d=path(outline, closed=True), class_="envelope"))
    parts += [*_axes(rpm, torque), *_circles(points, rpm, torque), *names]
    kind = spaced(car.settled.choices[f"{side}_machine"])
    title = f"{side.title()} motor, {kind}"
    told = (
        f"Efficiency over speed up to {measured(rpm.high, 'turns a minute')} and torque up to "
        f"{measured(float(found.limit.max()), 'Nm')}; best {percent(found.best(), 1)}."
    )
    drawn = picture(f"map-{side}", (WIDTH, HEIGHT), title, told, *parts)
    return tag("figure", drawn, tag("figcaption", tag("strong", f"{title}. "), told))


def _axes(rpm: Scale, torque: Scale) -> list[Html]:
    parts = []
    for tick in torque.ticks(8):
        kind = "axis" if tick == 0.0 else "grid"
        parts.append(line(rpm.start, torque(tick), rpm.end, torque(tick), kind))
        parts.append(words(rpm.start - 6.0, torque(tick) + 4.0, number(tick), "tick", "end"))
    below = torque.start + 16.0
    parts += [words(rpm(tick), below, number(tick), "tick", "middle") for tick in rpm.ticks(5)]
    parts.append(words(rpm.end, torque.start + 34.0, "turns a minute", "tick", "end"))
    parts.append(words(rpm.start, torque.end - 12.0, "Torque, Nm", "head"))
    return parts


def _circles(points: Points, rpm: Scale, torque: Scale) -> list[Html]:
    spans = ((0.0, rpm.high / RPM), (torque.low, torque.high))
    work = np.abs(points.speed * points.torque) * points.time_step
    energy, speeds, torques = np.histogram2d(
        points.speed, points.torque, bins=CELLS, range=spans, weights=work
    )
    greatest = energy.max()
    parts = []
    for i, j in np.argwhere(energy > 1e-3 * max(greatest, 1e-9)):
        x = rpm(float(speeds[i] + speeds[i + 1]) / 2.0 * RPM)
        y = torque(float(torques[j] + torques[j + 1]) / 2.0)
        radius = max(7.0 * float(np.sqrt(energy[i, j] / greatest)), 0.8)
        parts.append(tag("circle", cx=place(x), cy=place(y), r=place(radius), class_="point"))
    return parts
