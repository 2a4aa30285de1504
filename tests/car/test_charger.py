"""Charger: what reaches the car by hand, and what an owner's log of a Model 3 tells."""

import jax
import pytest
from workshop import CARS, TESLA, altered, car, figures, number

from carwright.car.charger import Charger

output_of = jax.jit(Charger.output)


def charger() -> Charger:
    """100 W and 5 % lost."""
    numbers = {"power": 10e3, "constant_loss": 100.0, "loss_share": 0.05, "auxiliaries": 200.0}
    return altered(car(TESLA).charger, numbers)


@pytest.mark.parametrize(
    ("wall", "output"),
    [(10e3, 9400.0), (2000.0, 1800.0), (105.263157894736842, 0.0), (0.0, -100.0)],
)
def test_output_by_hand(wall: float, output: float):
    assert float(output_of(charger(), number(wall))) == pytest.approx(output, abs=1e-9)


@pytest.mark.parametrize("car_id", CARS)
def test_a_charger_is_what_its_figures_say(car_id: str):
    built, told = car(car_id).charger, figures(car_id)
    assert float(built.power) == float(told["onboard_charger_power"])
    assert float(built.constant_loss) == float(told["onboard_charger_constant_loss"])
    assert float(built.loss_share) == float(told["onboard_charger_loss_share"])
    assert float(built.auxiliaries) == float(told["charging_auxiliary_power"])


def test_a_weak_supply_charges_less_efficiently():
    shares = [float(output_of(charger(), number(wall))) / wall for wall in (1400.0, 3700.0, 11e3)]
    assert shares == sorted(shares)
    assert shares[-1] - shares[0] > 0.05
