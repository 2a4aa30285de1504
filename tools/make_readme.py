"""Write what the README shows: its picture, and what its commands print.

Run: PYTHONPATH=src python tools/make_readme.py, or make readme. A command stands in a block of
`console`, after a dollar; what it prints is written below it.
"""

import re
import shlex
import subprocess
import sys
from pathlib import Path

from carwright.whole_file import write_whole

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PICTURE = ["timeline", "xiaomi-su7", "-o", "docs/timeline.svg"]
BLOCK = re.compile(r"(```console\n\$ ([^\n]*)\n)(.*?)(```)", re.DOTALL | re.MULTILINE)
"""A block: head with the command, the command, what it prints, end."""


def shown(text: str) -> dict[str, str]:
    """Return what each command of a page is said to print.

    Args:
        text: the page.
    """
    return {command: printed for _, command, printed, _ in BLOCK.findall(text)}


def printed(command: str) -> str:
    """Return what a command prints.

    Args:
        command: as typed, `carwright` first.
    """
    words = [sys.executable, "-m", *shlex.split(command)]
    ran = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return ran.stdout


def main() -> None:
    """Write both."""
    subprocess.run([sys.executable, "-m", "carwright", *PICTURE], cwd=ROOT, check=True)
    text = README.read_text(encoding="utf-8")
    written = BLOCK.sub(lambda found: f"{found[1]}{printed(found[2])}{found[4]}", text)
    write_whole(README, written.encode())


if __name__ == "__main__":
    main()
