"""Traces: speed, power and charge over time, phases marked."""

from dataclasses import dataclass

import numpy as np

from carwright.codes import Outcome
from carwright.report.markup import Html, folded, join, paragraph, section, tag
from carwright.report.study import SHORT, SHOWN, Driven, Study
from carwright.report.svg import (
    NARROW,
    Scale,
    box,
    figure,
    line,
    path,
    picture,
    place,
    rounded,
    thinned,
    words,
)
from carwright.report.words import measured, number
from carwright.run.results import columns
from carwright.run.simulate import Run
from carwright.units import from_si, to_si
from carwright.world.cycle import Cycle

LEFT, RIGHT, TOP, GAP = 46.0, 12.0, 42.0, 34.0
"""Room left of, right of, above and between the panels [px]."""


@dataclass(frozen=True, eq=False)
class Shown:
    """A drive as it is drawn."""

    cycle: Cycle
    """What was driven."""
    title: str
    """What it is called."""
    minutes: np.ndarray
    """(n,) time at the end of each step [min]."""
    speed: np.ndarray
    """(n,) speed there [km/h]."""
    power: np.ndarray
    """(n,) power at the terminals in each step, positive out of the battery [kW]."""
    charge: np.ndarray
    """(n,) charge on the display [%]."""
    missed: bool
    """Whether the asked speed was missed, so that it is drawn too."""

    @property
    def told(self) -> str:
        """What it shows, in a sentence."""
        low, high = (measured(float(p), "kW") for p in (self.power.min(), self.power.max()))
        fall = [measured(float(value), "%", 1) for value in (self.charge[0], self.charge[-1])]
        asked = " Dashed: the speed that was asked." if self.missed else ""
        return (
            f"{self.cycle.name}: speed reaches {measured(float(self.speed.max()), 'km/h')}; "
            f"battery power runs from {low} to {high}; charge falls from {fall[0]} to {fall[1]}."
            f"{asked}"
        )


def traces(study: Study) -> Html:
    """Return the section with the traces of the car that the page is about.

    Args:
        study: what the page rests on.
    """
    runs = study.main.runs
    drawn = {cycle.id: _trace(study.main, cycle, runs[cycle.id]) for cycle in study.cycles}
    others = [
        folded(f"The same on {SHORT[cycle.id]}", drawn[cycle.id])
        for cycle in study.cycles
        if cycle.id != SHOWN
    ]
    text = (
        "Power is that at the terminals of the battery: above the line the battery gives, below it "
        "braking charges it. Charge is what the display would show."
    )
    return section("traces", "Speed, power and charge", paragraph(text), drawn[SHOWN], *others)


def _trace(driven: Driven, cycle: Cycle, run: Run) -> Html:
    table = columns(run, driven.car)
    shown = Shown(
        cycle=cycle,
        title=f"{driven.name} on {SHORT[cycle.id]}",
        minutes=from_si("time_min", 1.0) * table["time_s"],
        speed=table["speed_kmh"],
        power=from_si("power_kw", 1.0) * (table["terminal_out_w"] - table["terminal_in_w"]),
        charge=np.maximum(100.0 * table["soc_share"], 0.0),
        missed=Outcome(int(run.outcome)) is not Outcome.FOLLOWED,
    )
    return figure(
        lambda width: _draw(width, shown),
        join([tag("strong", f"{shown.title}. "), shown.told]),
    )


def _draw(width: int, shown: Shown) -> Html:
    tall = (100.0, 120.0, 70.0) if width == NARROW else (120.0, 150.0, 84.0)
    end = from_si("time_min", shown.cycle.duration)
    time = Scale(0.0, end, LEFT, width - RIGHT)
    names = ("Speed, km/h", "Power at the battery, kW", "Charge on the display, %")
    bottom = TOP + sum(tall) + GAP * (len(tall) - 1)
    parts, top = [_phases(shown.cycle, time, bottom, width)], TOP
    lines = (shown.speed, shown.power, shown.charge)
    for name, height, values in zip(names, tall, lines, strict=True):
        floor = 0.0 if values is shown.speed else float(values.min())
        most = float(values.max())
        if values is shown.speed and shown.missed:
            most = from_si("speed_kmh", float(shown.cycle.speed.max()))
        ends = rounded(floor, max(most, floor + 1.0), 3)
        scale = Scale(*ends, top + height, top)
        places = np.column_stack([_all(time, shown.minutes), _all(scale, values)])
        parts += _frame(name, time, scale)
        if values is shown.speed and shown.missed:
            parts.append(_asked(shown.cycle, time, scale))
        parts += _areas(places, scale(0.0)) if values is shown.power else [_line(places, name)]
        top += height + GAP
    ticks = time.ticks(6)
    parts += [words(time(t), bottom + 16.0, number(t), "tick", "middle") for t in ticks]
    parts.append(words(width - RIGHT, bottom + 32.0, "minutes", "tick", "end"))
    size = (float(width), bottom + 38.0)
    return picture(f"trace-{shown.cycle.id}-{width}", size, shown.title, shown.told, *parts)


def _all(scale: Scale, values: np.ndarray) -> np.ndarray:
    return np.array([scale(float(value)) for value in values])


def _frame(name: str, time: Scale, scale: Scale) -> list[Html]:
    parts = [words(time.start, scale.end - 8.0, name, "head")]
    for tick in scale.ticks(3):
        kind = "axis" if tick == 0.0 else "grid"
        parts.append(line(time.start, scale(tick), time.end, scale(tick), kind))
        parts.append(words(time.start - 6.0, scale(tick) + 4.0, number(tick), "tick", "end"))
    return parts


def _line(places: np.ndarray, name: str) -> Html:
    data = path(thinned(places[:, 0], places[:, 1]))
    kind = name.replace(",", " ").split()[0].lower()
    return tag("path", d=data, class_=f"line {kind}")


def _asked(cycle: Cycle, time: Scale, scale: Scale) -> Html:
    minutes = from_si("time_min", 1.0) * cycle.time
    places = zip(
        _all(time, minutes), _all(scale, from_si("speed_kmh", 1.0) * cycle.speed), strict=True
    )
    return tag("path", d=path(list(places)), class_="line asked")


def _areas(places: np.ndarray, zero: float) -> list[Html]:
    x, y = places[:, 0], places[:, 1]
    parts = []
    for kind, side in (("out", np.minimum(y, zero)), ("back", np.maximum(y, zero))):
        outline = np.vstack([[x[0], zero], thinned(x, side), [x[-1], zero]])
        parts.append(tag("path", d=path(outline, closed=True), class_=f"area {kind}"))
    return parts


def _phases(cycle: Cycle, time: Scale, bottom: float, width: int) -> Html:
    parts = []
    for order, phase in enumerate(cycle.phases):
        start, end = (
            time(from_si("time_min", to_si("time_s", at))) for at in (phase.start_s, phase.end_s)
        )
        if order % 2 == 0:
            parts.append(box((start, TOP), (end - start, bottom - TOP), "phase"))
        name = phase.name if width != NARROW else phase.name.replace("Extra high", "Extra")
        parts.append(words((start + end) / 2.0, 16.0, name, "tick", "middle"))
        parts.append(tag("path", d=f"M{place(start)} 6V{place(bottom)}", class_="border"))
    return join(parts)
