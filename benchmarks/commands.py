"""How long commands take as whole processes: with an empty cache, and asked again.

Run: python benchmarks/commands.py; it prints the measurements as JSON. `first` has an empty cache
folder, `warm` a cache that has answered another question, `again` the answer itself.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CAR = "xiaomi-su7-max"
KEPT = {
    "drive": ["drive", CAR, "--cycle", "wltc-3b"],
    "accelerate": ["accelerate", CAR],
    "charge": ["charge", CAR, "--station-kw", "150"],
    "rate": ["rate", CAR],
    "show": ["show", CAR],
    "help": ["--help"],
    "garage": ["garage"],
}
"""Commands on one car, whose figures are kept."""
ASKED = {
    "can-it-be": (["can-it-be", "xiaomi-su7", "800 km cltc"], ["can-it-be", "xpeng-p7", "700 km"]),
    "check-claims": (["check-claims", "xiaomi-su7"], ["check-claims", "xpeng-p7"]),
    "belief": (["belief", "xiaomi-su7"], ["belief", "xpeng-p7"]),
}
"""Questions, each with another that finds the machine warm."""
LONG = {
    "timeline": ["timeline", "xiaomi-su7", "-o", "su7.html"],
    "brief of three cars": ["brief", "tesla-model-3", "xpeng-p7", "xiaomi-su7", "-o", "three.html"],
    "report": [
        *("report", CAR, "--against", "tesla-model-3-rwd-2022", "xpeng-p7-rwd-2020"),
        *("-o", "report.html"),
    ],
}
"""Pages, made once with an empty cache."""
AGAIN = 5
"""Runs of which the median counts."""


def took(command: list[str], folder: str) -> float:
    """Return the time of one command with a cache and a working folder [s]."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "carwright", *command],
        cwd=folder,
        env=os.environ | {"CARWRIGHT_CACHE": str(Path(folder) / "cache")},
        capture_output=True,
        check=True,
    )
    return time.perf_counter() - start


def again(command: list[str], folder: str) -> float:
    """Return the median time of a command that was asked before [s]."""
    return sorted(took(command, folder) for _ in range(AGAIN))[AGAIN // 2]


def measure() -> dict[str, dict[str, float]]:
    """Return every measurement."""
    found = {}
    for name, command in KEPT.items():
        with tempfile.TemporaryDirectory() as folder:
            found[f"{name}, first_s"] = took(command, folder)
            found[f"{name}, kept_s"] = again(command, folder)
    for name, (command, other) in ASKED.items():
        with tempfile.TemporaryDirectory() as folder:
            found[f"{name}, first_s"] = took(command, folder)
            found[f"{name}, warm_s"] = took(other, folder)
            found[f"{name}, again_s"] = again(command, folder)
    for name, command in LONG.items():
        with tempfile.TemporaryDirectory() as folder:
            found[f"{name}, first_s"] = took(command, folder)
    return {"carwright": found}


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
