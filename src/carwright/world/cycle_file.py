"""The compact text format of the shipped cycles; no numpy, so that a list of ids costs nothing.

A header of `key: value` lines, an empty line, then the speeds: one number a time step, in the unit
and with the digits of the regulation, `70x12` being 12 times 70. `tools/pack_cycles.py` writes the
files. Keys that may repeat: `phase: START_S | END_S | NAME`, `published: STATISTIC | PHASE | VALUE
| TOLERANCE | SOURCE`, `note:` and `from:`.
"""

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

FOLDER = Path(__file__).parent / "cycles"
WHOLE = "whole"
"""What stands for the whole cycle where a phase is named."""
_SHORTEST_RUN = 3
"""Fewer equal speeds than this are written one by one [-]."""


@dataclass(frozen=True)
class Published:
    """One statistic that the regulator or a reference gives."""

    statistic: str
    """Name with its unit, such as `distance_km` [-]."""
    phase: str
    """Name of the phase, or `whole` [-]."""
    value: float
    """The published number [unit of the statistic]."""
    tolerance: float
    """Greatest difference that its digits allow [unit of the statistic]."""
    source: str
    """Who published it [-]."""


@dataclass(frozen=True)
class CycleText:
    """A cycle as it stands in its file."""

    header: dict[str, str]
    """The keys that stand once: id, name, regulation, unit and time_step_s [-]."""
    phases: tuple[tuple[float, float, str], ...]
    """Start [s], end [s] and name of each phase."""
    published: tuple[Published, ...]
    """What others say of the cycle [-]."""
    notes: tuple[str, ...]
    """What a user should know of it [-]."""
    inputs: tuple[str, ...]
    """Name and hash of each file that it was made from [-]."""
    speeds: tuple[float, ...]
    """(n+1,) speed at each time step [unit of the header]."""


@cache
def shipped_ids() -> tuple[str, ...]:
    """Return the ids of the files that carwright ships, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))


def read_shipped(cycle_id: str) -> CycleText:
    """Return a cycle that carwright ships.

    Args:
        cycle_id: one of `shipped_ids`.
    """
    return parse((FOLDER / f"{cycle_id}.txt").read_text(encoding="utf-8"))


def parse(text: str) -> CycleText:
    """Read the text of a cycle file.

    Args:
        text: a whole file, as `write` makes it.
    """
    head, _, body = text.partition("\n\n")
    pairs = [(key, value) for key, _, value in (line.partition(": ") for line in head.splitlines())]
    several = {
        key: tuple(value for other, value in pairs if other == key)
        for key in ("phase", "published", "note", "from")
    }
    return CycleText(
        header={key: value for key, value in pairs if key not in several},
        phases=tuple(_phase(value) for value in several["phase"]),
        published=tuple(_published(value) for value in several["published"]),
        notes=several["note"],
        inputs=several["from"],
        speeds=tuple(speed for word in body.split() for speed in _speeds(word)),
    )


def write(cycle: CycleText, width: int) -> str:
    """Return the text of a cycle file; `parse` gives the same cycle back.

    Args:
        cycle: what to write.
        width: longest line of the speeds [characters].
    """
    lines = [f"{key}: {value}" for key, value in cycle.header.items()]
    lines += [f"phase: {start:g} | {end:g} | {name}" for start, end, name in cycle.phases]
    lines += [
        f"published: {row.statistic} | {row.phase} | {row.value:.9g} | {row.tolerance:g}"
        f" | {row.source}"
        for row in cycle.published
    ]
    lines += [f"note: {note}" for note in cycle.notes]
    lines += [f"from: {name}" for name in cycle.inputs]
    return "\n".join([*lines, "", *_wrapped(cycle.speeds, width), ""])


def _wrapped(speeds: tuple[float, ...], width: int) -> list[str]:
    lines = [""]
    for speed, run in groupby(speeds):
        count = sum(1 for _ in run)
        number = f"{speed:.9g}"
        words = [f"{number}x{count}"] if count >= _SHORTEST_RUN else [number] * count
        for word in words:
            if len(lines[-1]) + 1 + len(word) > width:
                lines.append("")
            lines[-1] += f" {word}" if lines[-1] else word
    return lines


def _phase(value: str) -> tuple[float, float, str]:
    start, end, name = value.split(" | ")
    return float(start), float(end), name


def _published(value: str) -> Published:
    statistic, phase, number, tolerance, source = value.split(" | ")
    return Published(statistic, phase, float(number), float(tolerance), source)


def _speeds(word: str) -> list[float]:
    number, _, count = word.partition("x")
    return [float(number)] * int(count or 1)
