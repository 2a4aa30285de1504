"""What an array may be: of JAX, and of numpy where no JAX is needed; and its precision.

Numbers are float64 wherever carwright is, unless JAX_ENABLE_X64 says otherwise.
"""

import os
from typing import TYPE_CHECKING, Any

import jax
import numpy as np

if "JAX_ENABLE_X64" not in os.environ:
    jax.config.update("jax_enable_x64", True)

if TYPE_CHECKING:
    from jaxtyping import Array as Array
else:
    Array = jax.Array | np.ndarray | np.generic


def plain(value: Any, dtype: Any = float) -> Any:
    """Return numbers as an array of numpy, which stands wherever one of JAX does.

    Args:
        value: the numbers.
        dtype: their type.
    """
    return np.asarray(value, dtype)
