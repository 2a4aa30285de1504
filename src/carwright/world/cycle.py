"""What speed is asked when: the regulated cycles by their id, any other from a CSV file.

Points are 0..n, steps 0..n-1; step i goes from point i to point i+1. Speed runs straight from point
to point, so the distance of a step is the mean of its two speeds times the time step. The slope of
point i holds during step i.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from os import PathLike, fspath

import numpy as np

from carwright.errors import InputError, nearest
from carwright.units import TO_SI
from carwright.world.cycle_file import CycleText, read_shipped, shipped_ids

_SPEED_UNITS = {"km/h": TO_SI["_kmh"], "mph": TO_SI["_mph"]}
_PARTS = {"wltc-3b-city": ("wltc-3b", ("Low", "Medium"), "WLTC class 3b, city")}
"""Cycles that are phases of another: its id, the names of the phases, and a name for the part."""
_MEANT: Mapping[str, str] = dict.fromkeys(("wltc", "wltp", "wltc-3", "wltc3"), "wltc-3b")
"""What is meant by a name that names no class: the class of nearly every electric car."""


SOAK = "soak"
"""Name of a phase in which the car stands switched off."""


@dataclass(frozen=True)
class Phase:
    """A part of a cycle that the regulation names."""

    name: str
    """What the regulation calls it [-]."""
    start_s: float
    """When it starts [s]."""
    end_s: float
    """When it ends [s]."""


@dataclass(frozen=True, eq=False)
class Cycle:
    """What speed is asked when. Make one with `cycle` or `from_arrays`: they check what goes in."""

    id: str
    """Short name, as the command line takes it [-]."""
    name: str
    """Name for people [-]."""
    regulation: str
    """Where it is laid down; empty for a trace of one's own [-]."""
    time_step: float
    """Time from point to point [s]."""
    speed: np.ndarray
    """(n+1,) asked road speed, read-only [m/s]."""
    slope: np.ndarray
    """(n+1,) rise over run in the step from here on, read-only; the last has no step [share]."""
    phases: tuple[Phase, ...]
    """Its parts, in order and without gaps; at least one [-]."""
    notes: tuple[str, ...] = ()
    """What was done to the data, and what a user should know [-]."""

    def __post_init__(self) -> None:
        """Take copies that nobody can write to: a shipped cycle is shared by all who ask for it."""
        for field in ("speed", "slope"):
            values = np.array(getattr(self, field), dtype=np.float64)
            values.setflags(write=False)
            object.__setattr__(self, field, values)

    @property
    def time(self) -> np.ndarray:
        """(n+1,) time of each point [s]."""
        return self.time_step * np.arange(len(self.speed))

    @property
    def duration(self) -> float:
        """Time from the first to the last point [s]."""
        return self.time_step * (len(self.speed) - 1)

    @property
    def step_distance(self) -> np.ndarray:
        """(n,) asked distance of each step along the road [m]."""
        return 0.5 * self.time_step * (self.speed[1:] + self.speed[:-1])

    @property
    def distance(self) -> float:
        """Asked distance along the road [m]."""
        return float(np.sum(self.step_distance))

    @property
    def step_sine(self) -> np.ndarray:
        """(n,) sine of the road's angle in each step; times `step_distance` it is height [-]."""
        slope = self.slope[:-1]
        return slope / np.sqrt(1.0 + slope**2)

    @property
    def awake(self) -> np.ndarray:
        """(n,) false in the steps of a soak: the car is switched off [-]."""
        start = self.time[:-1]
        soaks = [phase for phase in self.phases if phase.name == SOAK]
        off = [(start >= phase.start_s) & (start < phase.end_s) for phase in soaks]
        return ~np.any([np.zeros_like(start, bool), *off], axis=0)

    def part(self, names: Sequence[str], cycle_id: str, name: str) -> "Cycle":
        """Return consecutive phases as a cycle that starts at 0 s.

        Args:
            names: names of the phases, in their order.
            cycle_id: id of the new cycle.
            name: its name for people.

        Raises:
            InputError: if these are no consecutive phases of this cycle.
        """
        own = [phase.name for phase in self.phases]
        starts = [i for i in range(len(own)) if names and own[i : i + len(names)] == list(names)]
        if not starts:
            raise InputError(
                f"cycle '{self.id}' has no such consecutive phases",
                key="phases",
                value=", ".join(names),
                allowed=", ".join(own),
            )
        phases = self.phases[starts[0] : starts[0] + len(names)]
        start = phases[0].start_s
        points = slice(round(start / self.time_step), round(phases[-1].end_s / self.time_step) + 1)
        return Cycle(
            id=cycle_id,
            name=name,
            regulation=self.regulation,
            time_step=self.time_step,
            speed=self.speed[points],
            slope=self.slope[points],
            phases=tuple(Phase(p.name, p.start_s - start, p.end_s - start) for p in phases),
            notes=(*self.notes, f"{', '.join(names)} of {self.id}"),
        )


def cycle_ids() -> tuple[str, ...]:
    """Return the id of every cycle that carwright ships, in the order of the alphabet."""
    return tuple(sorted((*shipped_ids(), *_PARTS)))


def cycle(name_or_path: str | PathLike[str]) -> Cycle:
    """Return a shipped cycle by its id, or any trace from a CSV file.

    Args:
        name_or_path: one of `cycle_ids()`, or the path of a CSV file: a path object, or a text that
            ends in `.csv` or holds a slash.

    Raises:
        InputError: if there is no such cycle or file, or the trace in it cannot be driven.
    """
    if isinstance(name_or_path, str) and not _is_path(name_or_path):
        return _shipped(name_or_path)
    from carwright.world.trace_csv import read_trace

    return read_trace(fspath(name_or_path))


def _is_path(text: str) -> bool:
    return text.casefold().endswith(".csv") or "/" in text or "\\" in text


def _shipped(cycle_id: str) -> Cycle:
    if cycle_id not in cycle_ids():
        near = _MEANT.get(cycle_id.casefold()) or nearest(cycle_id, cycle_ids())
        raise InputError(
            "there is no such cycle",
            key="cycle",
            value=cycle_id,
            allowed=f"{', '.join(cycle_ids())}, or the path of a CSV file",
            remedy=f"did you mean '{near}'?" if near else None,
        )
    return _made(cycle_id)


@cache
def _made(cycle_id: str) -> Cycle:
    if cycle_id in _PARTS:
        whole, phases, name = _PARTS[cycle_id]
        return _made(whole).part(phases, cycle_id, name)
    return _from_text(read_shipped(cycle_id))


def _from_text(text: CycleText) -> Cycle:
    speeds = np.array(text.speeds) * _SPEED_UNITS[text.header["unit"]]
    return Cycle(
        id=text.header["id"],
        name=text.header["name"],
        regulation=text.header["regulation"],
        time_step=float(text.header["time_step_s"]),
        speed=speeds,
        slope=np.zeros_like(speeds),
        phases=tuple(Phase(name, start, end) for start, end, name in text.phases),
        notes=text.notes,
    )
