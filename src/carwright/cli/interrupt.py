"""interrupt: how a command ends on Ctrl-C: at once; it says so, and leaves nothing half-written.

A thread of its own waits for the signal: where the others compile or compute in C they hear of no
exception, and one that is raised in the midst of an import can end the process with a dump. So
nothing is raised: a file that is being put in place is put there whole, and the process leaves.
"""

import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread

from carwright.whole_file import WRITING

STOPPED = 130
"""Exit code."""
GRACE = 2.0
"""Time after which a file that does not get written is left [s]."""
_calls: list[Callable[[], None]] = []


def watch() -> None:
    """End this process on Ctrl-C from now on, whatever it does; one deaf to it stays so."""
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        return
    heard, told = socket.socketpair()
    told.setblocking(False)
    signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGINT, lambda *_: None)
    Thread(target=_wait, args=(heard, told), daemon=True).start()


@contextmanager
def at_stop(call: Callable[[], None]) -> Iterator[None]:
    """Call something before the process leaves on Ctrl-C in this block.

    Args:
        call: say, what gives a terminal its cursor back.
    """
    _calls.append(call)
    try:
        yield
    finally:
        _calls.remove(call)


def _wait(heard: socket.socket, told: socket.socket) -> None:
    while signal.SIGINT not in heard.recv(16):  # of other signals too
        pass
    WRITING.acquire(timeout=GRACE)
    with suppress(OSError, ValueError):  # nobody reads on
        for call in _calls:
            call()
        sys.stderr.write("stopped\n")
        sys.stderr.flush()
    os._exit(STOPPED)
