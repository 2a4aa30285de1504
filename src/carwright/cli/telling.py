"""telling: how far a command is, as a bar on a terminal or a line now and then in a pipe."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread, Timer
from typing import TYPE_CHECKING

from carwright.cli.interrupt import at_stop
from carwright.progress import Telling, duration, telling

if TYPE_CHECKING:
    from rich.progress import Progress

SLOW = 1.0
"""The bar shows after this time [s]."""
EVERY = 10.0
"""Time from line to line in a pipe [s]."""


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Tell on stderr how far what is done has come: share, elapsed, remaining.

    Args:
        what: what is being done.
    """
    told = Telling(what)
    shown = _bar if sys.stderr.isatty() else _lines
    with telling(told), shown(told):
        yield


@contextmanager
def _lines(told: Telling) -> Iterator[None]:
    stopped = Event()
    thread = Thread(target=_each, args=(stopped, lambda: _line(told)), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


def _each(stopped: Event, act: Callable[[], None]) -> None:
    while not stopped.wait(EVERY):
        act()


def _line(told: Telling) -> None:
    with suppress(OSError, ValueError):  # nobody reads on: that is no reason to stop working
        sys.stderr.write(f"{told.line()}\n")
        sys.stderr.flush()


@contextmanager
def _bar(told: Telling) -> Iterator[None]:
    begun: list[Progress] = []
    timer = Timer(SLOW, lambda: begun.append(_begun(told)))
    timer.daemon = True
    timer.start()

    def end() -> None:
        timer.cancel()
        timer.join()
        for bar in begun:
            bar.stop()

    try:
        with at_stop(end):
            yield
    finally:
        end()


def _begun(told: Telling) -> "Progress":
    """A bar that looks at the work itself each time that it is drawn."""
    from rich.console import Console
    from rich.progress import Progress, ProgressColumn, SpinnerColumn
    from rich.progress import Task as Drawn
    from rich.progress_bar import ProgressBar
    from rich.text import Text

    class Words(ProgressColumn):
        def render(self, task: Drawn) -> Text:
            return Text(f"{told.what}: {told.now}" if told.now else told.what)

    class Bar(ProgressColumn):
        def render(self, task: Drawn) -> ProgressBar:
            share = told.share
            return ProgressBar(1.0, share or 0.0, width=30, pulse=share is None)

    class Times(ProgressColumn):
        def render(self, task: Drawn) -> Text:
            share, left = told.share, told.remaining
            parts = [] if share is None else [f"{100.0 * share:.0f} %"]
            parts.append(duration(told.elapsed))
            return Text(", ".join([*parts, *([] if left is None else [f"{duration(left)} left"])]))

    console = Console(stderr=True)
    bar = Progress(SpinnerColumn(), Words(), Bar(), Times(), console=console, transient=True)
    bar.add_task(told.what, total=1.0)
    bar.start()
    return bar
