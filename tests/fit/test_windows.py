"""Windows: what a car does along a drive, summed over stretches of it."""

import jax.numpy as jnp
import numpy as np
import pytest
from logged import log_of, simulated
from workshop import car

from carwright.codes import Given
from carwright.fit.drives import drives
from carwright.fit.windows import WINDOW, along
from carwright.world.padding import padded_length

CAR = "nissan-leaf-24"
LAST = 300


def test_padded_drives_hold_whole_windows():
    for steps in (1, 60, 129, 1369, 3300, 5000):
        assert padded_length(steps) % WINDOW == 0


@pytest.mark.slow
def test_windows_hold_the_whole_drive_and_nothing_behind_it():
    made = simulated(CAR, last=LAST)
    sums = along(car(CAR), drives([log_of(made)]))
    done = sums.power.shape
    assert done == (len(Given), 1, made.drive.speed.shape[0] // WINDOW)
    followed = jnp.stack(sums)[:, Given.CLIMATE, 0]
    by_name = dict(zip(sums._fields, np.asarray(followed), strict=True))
    assert by_name["power"].sum() == pytest.approx(made.power[:LAST].sum(), rel=1e-9)
    assert by_name["flow"].sum() == pytest.approx(np.abs(made.power[:LAST]).sum(), rel=1e-9)
    assert by_name["believed"].tolist()[:3] == [WINDOW, WINDOW, LAST - 2 * WINDOW]
    assert by_name["believed"].sum() == LAST
    assert by_name["ends"].tolist()[:3] == [0.0, 0.0, 1.0]
    assert by_name["charge"].sum() == pytest.approx(made.charge[LAST - 1], abs=1e-12)
    assert by_name["voltage"].sum() == pytest.approx(0.0, abs=1e-9)
