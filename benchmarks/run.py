"""carwright and its peers, in one go on one machine, as one table with ratios.

Run: make bench. Each part is a module with `measure() -> {program: {measurement: value}}`. A
measurement has one name in every part, and the name ends in its unit: a rate, `_per_s`, is better
high, a time is better low.
"""

import importlib.util
import os
import platform
from importlib.metadata import version
from pathlib import Path

PARTS = ("peers", "carwright_speed")
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
    """All measurements as text, carwright first.

    Args:
        measured: for each program its measurements.
    """
    programs = sorted(measured, key=lambda program: program != OURS)
    names = list(dict.fromkeys(name for values in measured.values() for name in values))
    rows = [["", *programs]]
    rows += [
        [label(name), *(cell(name, measured, program) for program in programs)] for name in names
    ]
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = []
    for first, *others in rows:
        cells = [text.rjust(width) for text, width in zip(others, widths[1:], strict=True)]
        lines.append("  ".join([first.ljust(widths[0]), *cells]))
    return "\n".join(lines)


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
    """Measure every part that is there and print the table."""
    where = machine()
    measured: dict[str, dict[str, float]] = {}
    for part in PARTS:
        if importlib.util.find_spec(part) is not None:
            measured |= importlib.import_module(part).measure()
    print(where)
    print(table(measured))
    print(f"In brackets: how many times as fast {OURS} is.")


if __name__ == "__main__":
    main()
