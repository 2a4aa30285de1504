"""kept_belief: what was simulated for beliefs, kept on disk between commands that ask for it.

A belief is found by all that it hangs on: the car file as it was known on the day, the prior, the
claims that are heard, how many cars, the seed, and the code and data of this version. So another
claim of the same car, or the next date of a timeline, does not simulate again what has not changed.
As a library nothing is kept.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from io import BytesIO

import numpy as np

from carwright.kept import cache_folder, keep, read, source_hash

FOLDER = "beliefs"
"""Where they stand in the user's folder."""
MOST = 256_000_000
"""Size of all of them at most [bytes]: some 80 beliefs of 4096 cars; the oldest go first."""
ROOMS = (
    *("", "belief", "car", "carfile", "cars", "cli", "native", "native_call", "population", "rate"),
    *("report", "run", "settle", "step", "world"),
)
"""Parts of the package that a belief and what is said of it hang on."""

Arrays = Mapping[str, np.ndarray]
_keeping: ContextVar[bool] = ContextVar("keeping", default=False)


@contextmanager
def keeping() -> Iterator[None]:
    """Keep beliefs on disk while this lasts, and take what is kept."""
    token = _keeping.set(True)
    try:
        yield
    finally:
        _keeping.reset(token)


def kept_arrays(evidence: tuple[object, ...], make: Callable[[], Arrays]) -> Arrays:
    """Return arrays that hang on nothing but some evidence, kept if beliefs are.

    Args:
        evidence: all that they hang on; arrays among it as bytes.
        make: makes them.
    """
    folder = cache_folder() if _keeping.get() else None
    if folder is None:
        return make()
    digest = hashlib.sha256(repr((source(), evidence)).encode(errors="surrogatepass")).hexdigest()
    path = folder / FOLDER / f"{digest}.npz"
    data = read(path)
    if data is not None:
        with np.load(BytesIO(data)) as held:
            return dict(held)
    found = make()
    whole = BytesIO()
    np.savez(whole, allow_pickle=False, **found)
    keep(path, whole.getvalue(), MOST)
    return found


@cache
def source() -> str:
    """Return the hash of the code and data that beliefs hang on."""
    return source_hash(*ROOMS)
