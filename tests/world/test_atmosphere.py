import pytest

from carwright.world.atmosphere import pressure_at


@pytest.mark.parametrize(
    ("height", "pressure"),
    # ISO 2533:1975, table 5.
    [(0.0, 101325.0), (1000.0, 89874.6), (5000.0, 54019.9), (-400.0, 106224.0)],
)
def test_the_standard_atmosphere(height: float, pressure: float):
    assert pressure_at(height) == pytest.approx(pressure, rel=1e-4)
