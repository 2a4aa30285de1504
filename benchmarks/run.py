"""carwright and its peers, in one go on one machine: docs/performance.md.

Run: make bench. Each part is a module with `measure() -> {program: {measurement: value}}`. A
measurement has one name in every part, and the name ends in its unit: a rate, `_per_s`, is better
high, a time is better low. Where the name holds a comma, what stands after it is a column.
"""

import importlib
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

PARTS = {
    "Beside FASTSim": ("peers", "carwright_speed"),
    "Ratings": ("rating",),
    "First calls in a fresh process": ("first_calls",),
    "Commands as processes": ("commands",),
}
"""Sections of the page, and the modules that measure for each."""
BOUNDS = {
    "Beside FASTSim": """\
A run of a car that stands ready is bound by the step's arithmetic: some 2,200 instructions a
step of one second (`tests/native/instructions.json` holds their number, and a test guards it).
Through Python a run of a batch of one adds the packing of its row; from figures, the building
of the car. A batch is bound by the same arithmetic, several cars side by side in the lanes of
the processor and on every core. A gradient runs the drive forward, keeps what each step came
from, and runs back. A whole process is bound by Python's start and the reading of what is kept.""",
    "Ratings": """\
A full WLTP or EPA rating drives until the battery is empty: so many cycles as the range is
long. Quick ratings drive one cycle a phase.""",
    "First calls in a fresh process": """\
With an empty cache and no program of XLA at hand. The time begins after the import of
carwright, with the car at hand; importing JAX is part of what needs it. What is bound to XLA is
tracing and compiling.""",
    "Commands as processes": """\
`first` has an empty cache folder, `kept` the settled car in it, `again` the answer itself, and
`warm` the answer to a question on another car. The first time is bound by settling the car and,
for beliefs, by the cars that are drawn and driven; `again` by Python's start.""",
}
"""What bounds the figures of each section."""
PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
OURS = "carwright"
UNITS = {"_wh_per_km": "Wh/km", "_per_s": "1/s", "_ms": "ms", "_s": "s", "_mb": "MB", "_times": "x"}


def unit(name: str) -> str:
    """The ending of a measurement's name that says its unit."""
    return next(ending for ending in UNITS if name.endswith(ending))


def label(name: str) -> str:
    """A measurement's name as people read it."""
    ending = unit(name)
    return f"{name.removesuffix(ending).replace('_', ' ')} [{UNITS[ending]}]"


def factor(name: str, ours: float, theirs: float) -> float | None:
    """How many times as fast carwright is; None where the measurement is no speed.

    Args:
        name: of the measurement.
        ours: carwright's value.
        theirs: the value of the other program.
    """
    if unit(name) == "_per_s":
        return ours / theirs
    return theirs / ours if unit(name) in ("_ms", "_s") else None


def number(value: float) -> str:
    """Three digits, or all of a large number."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def cell(name: str, measured: dict[str, dict[str, float]], program: str) -> str:
    """One cell of the table: the value and, for the others, carwright's factor."""
    value = measured[program].get(name)
    if value is None:
        return "-"
    ours = measured.get(OURS, {}).get(name)
    times = None if ours is None or program == OURS else factor(name, ours, value)
    return number(value) if times is None else f"{number(value)} ({number(times)}x)"


def table(measured: dict[str, dict[str, float]]) -> str:
    """Measurements as a table of Markdown, carwright first.

    Args:
        measured: for each program its measurements.
    """
    programs = sorted(measured, key=lambda program: program != OURS)
    names = list(dict.fromkeys(name for values in measured.values() for name in values))
    rows = [
        [label(name), *(cell(name, measured, program) for program in programs)] for name in names
    ]
    return markdown(["", *programs], rows)


def columns(measured: dict[str, float]) -> str:
    """Measurements of carwright whose names hold a comma, as a table of Markdown.

    Args:
        measured: times such as "drive, first_s".
    """
    parts = {name: name.removesuffix("_s").split(", ") for name in measured}
    heads = list(dict.fromkeys(head for _, head in parts.values()))
    lines: dict[str, dict[str, str]] = {}
    for name, (line, head) in parts.items():
        lines.setdefault(line, {})[head] = number(measured[name])
    rows = [
        [line.replace("_", " "), *(cells.get(head, "-") for head in heads)]
        for line, cells in lines.items()
    ]
    return markdown(["", *(f"{head} [s]" for head in heads)], rows)


def markdown(heads: list[str], rows: list[list[str]]) -> str:
    """A table of Markdown, its first column to the left."""
    ruler = ["---", *["---:"] * (len(heads) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, ruler, *rows))


def section(title: str, measured: dict[str, dict[str, float]]) -> str:
    """One section of the page."""
    ours = measured.get(OURS, {})
    shown = columns(ours) if all(", " in name for name in ours) else table(measured)
    told = f"\nIn brackets: how many times as fast {OURS} is.\n" if len(measured) > 1 else ""
    return f"## {title}\n\n{shown}\n{told}\n{BOUNDS[title]}\n"


def machine() -> str:
    """What this ran on, and how busy it was."""
    cpu = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.exists():
        text = information.read_text(encoding="utf-8")
        cpu = text.partition("model name")[2].partition("\n")[0].lstrip("\t: ") or cpu
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return (
        f"{cpu}, {os.cpu_count()} cores{load}; Python {platform.python_version()}, "
        f"JAX {version('jax')}, carwright {version('carwright')}"
    )


def main() -> None:
    """Measure, section by section, and write the page."""
    where = machine()
    sections = []
    for title, parts in PARTS.items():
        measured: dict[str, dict[str, float]] = {}
        for part in parts:
            print(f"measuring {part}", file=sys.stderr)
            for program, values in importlib.import_module(part).measure().items():
                measured[program] = measured.get(program, {}) | values
        sections.append(section(title, measured))
        print(sections[-1])
    head = f"# Performance\n\nMade by `make bench`, in one go. {where}.\n"
    PAGE.write_text("\n".join([head, *sections]), encoding="utf-8")


if __name__ == "__main__":
    main()
