"""once: a value that XLA computes once, where it would compute it anew for each of its uses.

XLA fuses elementwise operations, and computes a value that several fusions use in each of them. A
step is one long chain of such values: unmarked, a drive of one car takes the compiler 9.0 s instead
of 5.4 and runs 7 % longer, to the same bits, and one of 256 cars takes 3.1 times as long (processor
time on XLA's CPU; no GPU was at hand).
The native programs need no marks: their C names each value once, and what emits it drops them. What
runs on XLA does: a GPU, single precision, and a machine without a compiler of C.
"""

from typing import Any, TypeVar

from jax import lax

Values = TypeVar("Values")


def once(values: Values) -> Values:
    """Return the same values, each computed once.

    Args:
        values: an array, or a pytree of arrays.
    """
    marked: Any = lax.optimization_barrier(values)
    return marked
