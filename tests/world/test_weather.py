import jax
import jax.numpy as jnp
import pytest

from carwright.world.weather import saturated, usual_humidity, vapour_in


@pytest.mark.parametrize(
    ("celsius", "humidity", "grams"),
    # Saturated air at sea level, psychrometric chart: 3.8 g/kg at 0 C, 14.7 at 20, 36.5 at 35.
    [(0.0, 1.0, 3.8), (20.0, 1.0, 14.7), (35.0, 1.0, 36.5), (20.0, 0.5, 7.3), (20.0, 0.0, 0.0)],
)
def test_water_by_the_psychrometric_chart(celsius: float, humidity: float, grams: float):
    found = vapour_in(jnp.asarray(humidity), jnp.asarray(celsius + 273.15), jnp.asarray(101325.0))
    assert float(found) * 1e3 == pytest.approx(grams, abs=0.1)


@pytest.mark.parametrize(
    ("celsius", "share"),
    # 35 C: 14.3 g/kg are 2,275 Pa; saturated air there has 5,623 Pa (steam tables).
    [(-10.0, 0.5), (20.0, 0.5), (30.0, 0.5), (35.0, 2275.0 / 5623.0), (48.0, 2275.0 / 11160.0)],
)
def test_usual_humidity_falls_when_it_is_hot(celsius: float, share: float):
    found = usual_humidity(jnp.asarray(celsius + 273.15))
    assert float(found) == pytest.approx(share, rel=0.01)


def test_no_usual_air_has_a_dew_point_above_that_of_a_damp_day():
    air = jnp.linspace(213.15, 333.15, 61)
    vapour = jax.vmap(lambda at: usual_humidity(at) * saturated(at))(air)
    assert float(jnp.max(vapour)) <= float(saturated(jnp.asarray(273.15 + 20.0)))
