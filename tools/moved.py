"""Print which golden figures moved: drives, ratings, launches, charges, weather and beliefs.

Run: python tools/moved.py [COMMIT]; without COMMIT the last one. What is measured stands in
golden.py. The cars of the commit run with the code of the commit, in a process of its own, so that
only what really changed shows.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tools" / "golden.py"
LEAST = 1e-6
"""Smallest relative change that counts as moved."""


def measured(source: Path) -> dict[str, float]:
    """Return the golden figures of a checkout."""
    ran = subprocess.run(
        [sys.executable, str(GOLDEN)],
        env={"PYTHONPATH": str(source / "src")} | _environment(),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if ran.returncode:
        sys.exit(f"the figures of {source} could not be measured")
    return json.loads(ran.stdout)


def _environment() -> dict[str, str]:
    import os

    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def main(commit: str) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        subprocess.run(
            ["git", "-C", str(ROOT), "worktree", "add", "-q", "--detach", str(tree), commit],
            check=True,
        )
        try:
            before = measured(tree)
        finally:
            subprocess.run(
                ["git", "-C", str(ROOT), "worktree", "remove", "--force", str(tree)], check=True
            )
    now = measured(ROOT)
    moved = 0
    for name in sorted(before.keys() | now.keys()):
        old, new = before.get(name), now.get(name)
        if old is None or new is None:
            print(
                f"{name:<60} {'new' if old is None else 'gone'} {new if old is None else old:9.2f}"
            )
            moved += 1
        elif abs(new - old) > LEAST * abs(old):
            print(f"{name:<60} {old:9.2f} -> {new:9.2f}  {100 * (new - old) / old:+.2f} %")
            moved += 1
    print(f"{moved} of {len(now)} figures moved since {commit}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "HEAD")
