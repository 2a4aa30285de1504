"""Grip: the closed form against a search along the total force."""

import jax
import pytest
from hypothesis import given
from hypothesis import strategies as st
from workshop import number

from carwright.run.grip import greatest_drive

drive_of = jax.jit(greatest_drive)


def found(*values: float) -> float:
    return float(drive_of(*(number(value) for value in values)))


@pytest.mark.parametrize(
    ("motors", "grips", "transfer", "force"),
    [
        ((3e3, 4e3), (9e3, 9e3), 0.2, 7e3),
        ((0.0, 20e3), (9e3, 10e3), 0.2, 12.5e3),
        ((20e3, 0.0), (9e3, 10e3), 0.2, 7.5e3),
        ((20e3, 20e3), (9e3, 10e3), 0.2, 19e3),
    ],
)
def test_each_bound_by_hand(motors, grips, transfer: float, force: float):
    assert found(*motors, *grips, transfer) == pytest.approx(force)


@given(
    front=st.floats(0.0, 3e4),
    rear=st.floats(0.0, 3e4),
    load=st.floats(5e3, 3e4),
    share=st.floats(0.3, 0.7),
    transfer=st.floats(0.0, 0.3),
)
def test_no_greater_force_is_held(
    front: float, rear: float, load: float, share: float, transfer: float
):
    """At the answer both axles can give it; a little beyond, they cannot."""
    total = found(front, rear, load * share, load * (1.0 - share), transfer)

    def held(force: float) -> float:
        at_front = min(front, max(load * share - transfer * force, 0.0))
        return at_front + min(rear, load * (1.0 - share) + transfer * force)

    assert held(total) >= total * (1.0 - 1e-9) - 1e-6
    assert held(total + 1.0) < total + 1.0
