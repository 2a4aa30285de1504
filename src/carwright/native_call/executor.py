"""The chunk executor: a function over many cars, in fixed chunks, one Python thread a core.

Chunks do not depend on the number of threads, so results are the same bit for bit on one thread and
on many. The last chunk is filled with copies of its last car, which are cut off again. Chunks have
two sizes only: a further program takes seconds to compile, the copies milliseconds.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import jax
import numpy as np

WIDE = {"xla_cpu_prefer_vector_width": 512}
"""Compiler option of batches [bits]: 8 % faster where the processor has such vectors."""
CHUNK = 256
"""Cars in one chunk: enough for vectors, few enough for the cache (128 to 512 measured alike)."""
FEW = 16
"""Cars in a chunk of a small batch."""


def in_chunks(
    function: Callable[[Any], Any], batch: Any, *, chunk: int = CHUNK, threads: int | None = None
) -> Iterator[Any]:
    """Yield the result of each chunk in order, as numpy arrays; a few chunks are in memory.

    Args:
        function: jitted function of a pytree whose leaves have a leading axis of cars.
        batch: such a pytree.
        chunk: cars in one chunk.
        threads: Python threads; by default one a core.
    """
    batch = jax.tree.map(np.asarray, batch)  # a view: slicing jax arrays costs a dispatch a leaf
    count = jax.tree.leaves(batch)[0].shape[0]
    size = min(FEW if count <= FEW else chunk, chunk)
    workers = threads or os.cpu_count() or 1
    waiting: deque[Future[Any]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for first in range(0, max(count, 1), size):
            waiting.append(
                pool.submit(_chunk, function, batch, first, min(size, count - first), size)
            )
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def stacked(chunks: Iterable[Any]) -> Any:
    """Return chunk results as one pytree of jax arrays.

    Args:
        chunks: what `in_chunks` yields.
    """
    parts = list(chunks)
    return jax.tree.map(lambda *leaves: jax.numpy.asarray(np.concatenate(leaves)), *parts)


def _chunk(function: Callable[[Any], Any], batch: Any, first: int, count: int, size: int) -> Any:
    def take(leaf: np.ndarray) -> np.ndarray:
        part = leaf[first : first + count]
        if count == size:
            return part
        # Of no cars the shapes are still asked for: what noughts give is cut off.
        last = part[-1:] if count else np.zeros((1, *leaf.shape[1:]), leaf.dtype)
        return np.concatenate([part, np.repeat(last, size - count, axis=0)])

    result = function(jax.tree.map(take, batch))
    return jax.tree.map(lambda leaf: np.asarray(leaf)[:count], result)
