"""Station: what stands at the other end of the cable, AC or DC, and what it must overcome."""

import equinox as eqx
import jax
import jax.numpy as jnp
from jaxtyping import Float

from carwright.arrays import Array
from carwright.car import cell
from carwright.car.car import Car
from carwright.native_call.function import native, number
from carwright.run.asks import plugged, plugged_dc
from carwright.run.comfort import Comfort
from carwright.state import Ask, Scalar


class Station(eqx.Module):
    """What a charging station gives; for a batch of cars one entry each."""

    power: Float[Array, "*batch"] = eqx.field(converter=number)
    """Greatest power: at the wall of an AC one, at the outlet of a DC one [W]."""
    current: Float[Array, "*batch"] = eqx.field(converter=number)
    """Greatest current of a DC one [A]."""
    voltage: Float[Array, "*batch"] = eqx.field(converter=number)
    """Greatest voltage of a DC one; nothing for an AC one [V]."""

    def ask(self, comfort: Comfort | None = None) -> Ask:
        """Return what its plug asks of a car.

        Args:
            comfort: what climate is asked to do; None is off.
        """
        dc = plugged_dc(self.power, self.current, self.voltage, comfort)
        ac = plugged(self.power, comfort)
        return jax.tree.map(lambda a, b: jnp.where(self.voltage > 0.0, a, b), dc, ac)


@native("rest_voltage")
def rest_voltage(car: Car, charge: Scalar) -> Scalar:
    """Return the rest voltage of a pack [V].

    Args:
        car: the car.
        charge: () charge of the cells over their capacity [share].
    """
    battery = car.battery
    return battery.cells_in_series * cell.rest_voltage(battery.chemistry, charge, battery.shift)
