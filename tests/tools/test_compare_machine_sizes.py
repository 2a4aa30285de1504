"""Laws of size are found again in machines that were made by them."""

import numpy as np
import pytest
from scripts import script


@pytest.fixture(scope="module")
def tool():
    return script("compare_machine_sizes")


def made(tool, peak: float, design: float):
    """Copper 2 W/(Nm)^2 over torque, 0.3 W/Nm, and 0.001 W a rad/s and newton metre of size."""
    torque, speed = np.meshgrid(
        np.linspace(0.05, 1.0, 20) * peak, np.linspace(20.0, 0.3 * design, 9)
    )
    loss = 2.0 / peak * torque**2 + 0.3 * torque + 1e-3 * peak * speed
    flat = (torque.ravel(), speed.ravel(), loss.ravel())
    return tool.Machine("psm", design, peak, *flat)


def test_coefficients_by_hand(tool):
    found = tool.coefficients(made(tool, 200.0, 1500.0))
    assert found.copper == pytest.approx(0.01, rel=1e-6)
    assert found.linear == pytest.approx(0.3, rel=1e-6)
    assert found.idle == pytest.approx(1e-3 * 200.0 * tool.COMPARED, rel=1e-6)


def test_the_law_of_size_is_found_again(tool):
    machines = [made(tool, peak, speed) for peak in (100.0, 200.0, 400.0) for speed in (1e3, 2e3)]
    copper = [tool.coefficients(one).copper for one in machines]
    found = tool.exponent(machines, copper)
    assert found["exponent"] == pytest.approx(-1.0, abs=1e-6)
    assert found["machines"] == 6


def test_listed_machines_lose_less_copper_the_larger_they_are(tool):
    if not tool.INPUT.is_file():
        pytest.skip("../shared/data/motor_maps is absent")
    found = tool.build(tool.INPUT)
    assert -2.0 < found["psm"]["copper"]["exponent"] < -1.0
    assert 0.5 < found["psm"]["idle"]["exponent"] < 1.2
    assert "psm   copper" in tool.table(found)
