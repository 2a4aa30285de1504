"""interrupt: how a command ends on Ctrl-C: it says so, and leaves nothing half-written.

Files are written under a temporary name and put in place whole, so stopping at any moment leaves
each as it was or as it should be. Threads of a compiler do not stop when they are asked: what has
not ended soon is left.
"""

import os
import signal
import sys
from contextlib import suppress
from threading import Event, Timer
from types import FrameType

STOPPED = 130
"""Exit code."""
GRACE = 2.0
"""Time after which threads that do not end are left [s]."""
_said = Event()


def watch() -> None:
    """End this process soon after Ctrl-C, whatever its threads do; one deaf to it stays so."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupted)


def say_stopped() -> None:
    """Say on stderr that the command was stopped."""
    _said.set()
    with suppress(OSError, ValueError):
        sys.stderr.write("stopped\n")
        sys.stderr.flush()


def _interrupted(number: int, frame: FrameType | None) -> None:
    timer = Timer(GRACE, _leave)
    timer.daemon = True
    timer.start()
    raise KeyboardInterrupt


def _leave() -> None:
    if not _said.is_set():
        say_stopped()
    os._exit(STOPPED)
