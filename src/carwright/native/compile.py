"""Compile the emitted C: by the machine's compiler, when carwright is installed.

Standard library only: the build hook runs it before anything is installed. `one` runs a car at a
time; `two`, `four` and `eight` run as many side by side in vectors of 128, 256 and 512 bits. Which
of them a processor has is found when they are loaded.
"""

import argparse
import hashlib
import os
import platform
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
PROGRAMS = HERE / "programs"
BUILT = HERE / "built"
FLAGS = (
    "-std=gnu11", "-fPIC", "-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math",
    "-fvisibility=hidden", "-Wno-psabi",
)  # fmt: skip
"""No fused multiply-add and no other order of sums: the same bits everywhere."""


LARGE = 200_000
"""Length of a text from which the compiler optimises less [bytes]: it takes half as long."""


class Width(NamedTuple):
    """How many cars run side by side."""

    name: str
    """Of the library."""
    lanes: int
    """Cars side by side."""
    flags: tuple[str, ...]
    """Of the compiler."""
    needs: tuple[str, ...]
    """Features that the processor must have, as Linux names them."""


ONE = Width("one", 1, (), ())
TWO = Width("two", 2, (), ())
X86 = (
    Width("four", 4, ("-mavx2",), ("avx2",)),
    Width(
        "eight",
        8,
        ("-mavx2", "-mavx512f", "-mavx512dq", "-mavx512vl", "-mprefer-vector-width=512"),
        ("avx2", "avx512f", "avx512dq", "avx512vl"),
    ),
)


def widths(machine: str) -> tuple[Width, ...]:
    """Return the widths that a kind of machine may have, narrow first.

    Args:
        machine: as `platform.machine` names it.
    """
    return (ONE, TWO, *(X86 if machine.lower() in ("x86_64", "amd64") else ()))


def features() -> frozenset[str]:
    """Return what this processor has, as Linux names it; nothing where that cannot be read."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return frozenset()
    found = next((line for line in lines if line.startswith(("flags", "Features"))), "")
    return frozenset(found.partition(":")[2].split())


def widest(found: Sequence[Width], has: frozenset[str]) -> Width:
    """Return the widest of some widths that a processor can run.

    Args:
        found: widths, narrow first.
        has: features of the processor.
    """
    return [width for width in found if has.issuperset(width.needs)][-1]


def source_version() -> str:
    """Return a hash of all that is compiled; the list of programs holds that of each."""
    found = hashlib.sha256()
    for path in (PROGRAMS / "manifest.json", *sorted(HERE.glob("*.[ch]"))):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def compiler() -> list[str] | None:
    """Return the machine's compiler of C: $CC, else `cc`; None where there is none."""
    told = shlex.split(os.environ.get("CC", ""))
    if told:
        return told if shutil.which(told[0]) else None
    found = shutil.which("cc")
    return [found] if found else None


def compiled(
    into: Path,
    *,
    command: Sequence[str],
    machine: str | None = None,
    programs: Sequence[str] | None = None,
) -> list[Path]:
    """Compile programs and return the libraries.

    Args:
        into: folder of the libraries.
        command: the compiler.
        machine: kind of machine of which every width is compiled, for a wheel; None is the widths
            that this processor uses.
        programs: names of those that are compiled; None is all.

    Raises:
        subprocess.CalledProcessError: if the compiler fails; its words are in `stderr`.
    """
    known = widths(machine or platform.machine())
    wanted = known if machine else (ONE, widest(known[1:], features()))
    into.mkdir(parents=True, exist_ok=True)
    libraries = [into / f"{width.name}.so" for width in wanted]
    made_of = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:16]
    sources = [PROGRAMS / f"{name}.c" for name in programs or _every()]
    words = [source_version(), made_of, *command, *(programs or ())]
    stamp, version = into / "version", " ".join(words)
    if stamp.exists() and stamp.read_text(encoding="utf-8") == version:
        if all(library.exists() for library in libraries):
            return libraries
    with tempfile.TemporaryDirectory(dir=into) as folder, ThreadPoolExecutor(_cores()) as pool:
        jobs = [(source, width) for width in wanted for source in sources if _has(source, width)]
        jobs += [(HERE / "runtime.c", ONE)]
        # The longest first, so that no core waits for the last.
        jobs.sort(key=lambda job: -job[0].stat().st_size)
        made = list(pool.map(lambda job: _object(command, job[0], job[1], Path(folder)), jobs))
        for width, library in zip(wanted, libraries, strict=True):
            objects = [one for (_, of), one in zip(jobs, made, strict=True) if of == width]
            linked = Path(folder) / f"{width.name}.so"
            _call([*command, "-shared", "-o", str(linked), *map(str, objects), "-lm", "-pthread"])
            linked.replace(library)
    stamp.write_text(version, encoding="utf-8")
    return libraries


def _every() -> list[str]:
    return sorted(path.stem for path in PROGRAMS.glob("*.c"))


def _has(source: Path, width: Width) -> bool:
    """Whether a program is compiled for a width: some run one car at a time only."""
    return width.lanes == 1 or "ONE_CAR" not in source.read_text(encoding="utf-8")


def _object(command: Sequence[str], source: Path, width: Width, folder: Path) -> Path:
    target = folder / f"{source.stem}-{width.name}.o"
    _call(
        [
            *command,
            *FLAGS,
            *width.flags,
            _effort(source, width),
            f"-DLANES={width.lanes}",
            f'-DVERSION="{source_version()}"',
            f"-I{HERE}",
            "-c",
            str(source),
            "-o",
            str(target),
        ]
    )
    return target


def _effort(source: Path, width: Width) -> str:
    """How much the compiler optimises: a large text costs it most, and side by side it pays."""
    return "-O1" if source.stat().st_size > LARGE and width == ONE else "-O2"


def _call(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def main() -> int:
    """Compile into the package."""
    parser = argparse.ArgumentParser(description="Compile the emitted C.")
    parser.add_argument("--every", action="store_true", help="every width, as for a wheel")
    machine = platform.machine() if parser.parse_args().every else None
    found = compiler()
    if found is None:
        sys.stderr.write("no compiler of C: set CC, or install one that is called cc\n")
        return 2
    try:
        compiled(BUILT, command=found, machine=machine)
    except subprocess.CalledProcessError as error:
        sys.stderr.write(error.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
