import jax.numpy as jnp
import pytest

from carwright.world.weather import vapour_in


@pytest.mark.parametrize(
    ("celsius", "humidity", "grams"),
    # Saturated air at sea level, psychrometric chart: 3.8 g/kg at 0 C, 14.7 at 20, 36.5 at 35.
    [(0.0, 1.0, 3.8), (20.0, 1.0, 14.7), (35.0, 1.0, 36.5), (20.0, 0.5, 7.3), (20.0, 0.0, 0.0)],
)
def test_water_by_the_psychrometric_chart(celsius: float, humidity: float, grams: float):
    found = vapour_in(jnp.asarray(humidity), jnp.asarray(celsius + 273.15), jnp.asarray(101325.0))
    assert float(found) * 1e3 == pytest.approx(grams, abs=0.1)
