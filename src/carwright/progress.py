"""progress: how far long work has come, told to whoever listens; as a library it is silent.

What takes long says what it does and in how many parts:

    with task("simulating", 12) as step:
        ...
        step()  # after each part

A part may be a task itself: the share of the whole is put together from inside out. A command
listens by `telling`; only the thread that listens is heard.
"""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

SOON = 0.02
"""Share of the work before which nothing is said of how long the rest takes [-]."""
_LONG = 120.0
"""Durations from this on are told in minutes [s]."""
_Item = TypeVar("_Item")


@dataclass
class _Open:
    """A task that has begun."""

    what: str
    sizes: tuple[float, ...]
    done: int = 0

    def share(self, inside: float) -> float:
        """Share of it that is done, given that of the task inside its present part."""
        if self.done >= len(self.sizes):
            return 1.0
        behind, now = sum(self.sizes[: self.done]), self.sizes[self.done]
        return (behind + now * inside) / sum(self.sizes)


class Telling:
    """How far one piece of work has come."""

    def __init__(self, what: str, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin.

        Args:
            what: what is being done.
            clock: gives the time [s].
        """
        self.what = what
        self._clock, self._began = clock, clock()
        self._open: list[_Open] = []
        self._most = 0.0

    @property
    def elapsed(self) -> float:
        """Time since it began [s]."""
        return self._clock() - self._began

    @property
    def share(self) -> float | None:
        """Share that is done; None where the work does not say in how many parts it goes."""
        inside = 0.0
        for one in reversed(self._open):
            inside = one.share(inside)
        self._most = max(self._most, inside)  # a later task of the same part takes nothing back
        return self._most if self._open or self._most else None

    @property
    def remaining(self) -> float | None:
        """Time that the rest takes at the pace so far [s]; None where nothing can be said of it."""
        share = self.share
        if share is None or share < SOON:
            return None
        return self.elapsed * (1.0 - share) / share

    @property
    def now(self) -> str:
        """What is being done at the moment, where it says so."""
        return self._open[-1].what if self._open else ""

    def line(self) -> str:
        """Return all of it in a line."""
        share, remaining = self.share, self.remaining
        told = f"{self.what}: " + ("" if share is None else f"{100.0 * share:.0f} % after ")
        told += duration(self.elapsed)
        told += "" if remaining is None else f", some {duration(remaining)} left"
        return told + (f" ({self.now})" if self.now else "")

    @contextmanager
    def task(self, what: str, sizes: Sequence[float]) -> Iterator[Callable[[], None]]:
        """Go through a task; gives what is to be called after each of its parts.

        Args:
            what: what it does.
            sizes: of its parts, beside each other.
        """
        depth, one = len(self._open), _Open(what, tuple(sizes) or (1.0,))
        self._open.append(one)

        def step() -> None:
            one.done += 1

        try:
            yield step
        finally:
            del self._open[depth:]


_TELLING: ContextVar[Telling | None] = ContextVar("telling", default=None)


@contextmanager
def telling(told: Telling) -> Iterator[Telling]:
    """Hear of the work that is done while this lasts.

    Args:
        told: what keeps it.
    """
    token = _TELLING.set(told)
    try:
        yield told
    finally:
        _TELLING.reset(token)


@contextmanager
def task(what: str, parts: int | Sequence[float]) -> Iterator[Callable[[], None]]:
    """Say that a task begins, and by calling what this gives that one of its parts is done.

    Args:
        what: what it does.
        parts: how many, or how large they are beside each other.
    """
    told = _TELLING.get()
    if told is None:
        yield _nobody
        return
    with told.task(what, (1.0,) * parts if isinstance(parts, int) else parts) as step:
        yield step


def in_parts(what: str, items: Collection[_Item]) -> Iterator[_Item]:
    """Go through items one by one, each a part of a task.

    Args:
        what: what is done to each.
        items: the items.
    """
    return counted(what, items, len(items))


def counted(what: str, items: Iterable[_Item], count: int) -> Iterator[_Item]:
    """Go through items as they come, each a part of a task.

    Args:
        what: what is done to each.
        items: the items.
        count: how many will come.
    """
    with task(what, count) as step:
        for item in items:
            yield item
            step()


def duration(seconds: float) -> str:
    """Return a duration in words.

    Args:
        seconds: the duration [s].
    """
    if seconds < _LONG:
        return f"{seconds:.0f} s"
    return f"{int(seconds) // 60} min {int(seconds) % 60:02d} s"


def _nobody() -> None:
    """Nobody listens."""
