"""FASTSim 3.1 and 2.1.5, a virtualenv each, on the cycles that carwright drives.

Run: python benchmarks/peers.py; it prints the measurements as JSON.
"""

import json
import subprocess
import sys
from pathlib import Path

from clock import process_seconds

from carwright.world.cycle import cycle

HERE = Path(__file__).parent
TOOLS = HERE.parent / "tools"
CYCLES = ("wltc-3b", "udds")
# Name, requirement, script, Pythons for which it has a wheel, best first ("" is the newest here).
PEERS = (
    ("FASTSim 3.1.0", "fastsim==3.1.0", "fastsim_3.py", ("",)),
    ("FASTSim 2.1.5", "fastsim==2.1.5", "fastsim_2.py", ("3.12", "3.11")),
)


def python_with(requirement: str, versions: tuple[str, ...]) -> Path:
    """Return the interpreter of a virtualenv that holds the requirement, made if it is not there.

    Args:
        requirement: such as `fastsim==3.1.0`.
        versions: Pythons to try, in order.

    Raises:
        CalledProcessError: if none of them can hold it.
    """
    folder = HERE / ".venvs" / requirement.replace("==", "-")
    python, made = folder / "bin" / "python", folder / ".made"
    if made.exists():
        return python
    print(f"Making a virtualenv for {requirement}: once", file=sys.stderr)
    folder.parent.mkdir(exist_ok=True)
    found = (
        version
        for version in versions
        if not subprocess.run([TOOLS / "find_python", version], capture_output=True).returncode
    )
    subprocess.run([TOOLS / "make_venv", folder, next(found, versions[-1])], check=True)
    subprocess.run([python, "-m", "pip", "-qq", "install", requirement], check=True)
    made.touch()
    return python


def write_cycles() -> Path:
    """Write the cycles as the peers' scripts read them, and return where."""
    tables = {}
    for id in CYCLES:
        asked = cycle(id)
        tables[id] = {
            "time_s": [asked.time_step * place for place in range(len(asked.speed))],
            "speed_m_per_s": [float(speed) for speed in asked.speed],
        }
    target = HERE / ".build" / "cycles.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(tables), encoding="utf-8")
    return target


def measure() -> dict[str, dict[str, float]]:
    """Measure each peer that can be installed here, one after the other."""
    cycles = str(write_cycles())
    measured = {}
    for name, requirement, script, versions in PEERS:
        try:
            command = [str(python_with(requirement, versions)), str(HERE / script), cycles]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            whole_process = process_seconds([*command, "once"])
        except subprocess.CalledProcessError as error:
            print(f"{name} is not measured: {error}\n{error.stderr or ''}", file=sys.stderr)
            continue
        values = json.loads(done.stdout.splitlines()[-1])
        measured[name] = values | {"wltc_whole_process_s": whole_process}
    return measured


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
