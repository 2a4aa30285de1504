"""Types are checked while tests run, with arrays and without."""

import jax.numpy as jnp
import pytest
from beartype.roar import BeartypeCallHintViolation
from jaxtyping import TypeCheckError

from carwright.car.cell import Shift, rest_voltage
from carwright.units import to_si


def test_a_wrong_type_is_noticed():
    with pytest.raises(BeartypeCallHintViolation, match="kerb_mass_kg"):
        to_si("kerb_mass_kg", "kerb_mass_kg")  # pyright: ignore[reportArgumentType]


def test_a_wrong_shape_is_noticed():
    none = jnp.asarray(0.0)
    with pytest.raises(TypeCheckError, match="charge"):
        rest_voltage(jnp.asarray(0), jnp.zeros(2), Shift(none, none))
