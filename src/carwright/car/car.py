"""Car: the parts together, one structure for every car."""

import equinox as eqx

from carwright.car.battery import Battery
from carwright.car.body import Body
from carwright.car.charger import Charger
from carwright.car.climate import Climate
from carwright.car.controls import Controls
from carwright.car.drive_unit import DriveUnit
from carwright.car.gear import Gear
from carwright.car.inlet import Inlet
from carwright.car.thermal import Thermal
from carwright.car.tyre import Tyre
from carwright.state import Scalar


class Axle(eqx.Module):
    """One axle: drive unit, gear and whether they can be uncoupled."""

    unit: DriveUnit
    """Motor and inverter [-]."""
    gear: Gear
    """Reducer and differential [-]."""
    disconnects: Scalar
    """1 where an axle that is off is also uncoupled, else 0 [-]."""


class ResidualDrag(eqx.Module):
    """Force that air, own tyres, gears and motors do not explain: bearings, brakes, a trailer."""

    constant: Scalar
    """Force at rest [N]."""
    linear: Scalar
    """Growth with speed [N s/m]."""
    quadratic: Scalar
    """Growth with the square of speed [N s^2/m^2]."""


class Accessories(eqx.Module):
    """12 V loads with their converter, and the gear oil."""

    load: Scalar
    """12 V loads that are on while the car drives [W]."""
    dcdc_efficiency: Scalar
    """Of the converter that feeds them [-]."""
    oil_heat_capacity: Scalar
    """Heat capacity of gear oil and housings [J/K]."""
    oil_conductance: Scalar
    """Heat flow from oil to air [W/K]."""
    oil_warm: Scalar
    """Oil temperature to which spin drag refers [K]."""
    oil_coefficient: Scalar
    """Rise of spin drag for each kelvin colder [1/K]."""


class Car(eqx.Module):
    """A car: numbers that never change while it moves."""

    body: Body
    """Mass and drag area [-]."""
    tyre: Tyre
    """The four tyres [-]."""
    residual: ResidualDrag
    """What the coast-down holds beyond the parts [-]."""
    front: Axle
    """Front axle [-]."""
    rear: Axle
    """Rear axle [-]."""
    battery: Battery
    """The pack [-]."""
    accessories: Accessories
    """12 V loads and gear oil [-]."""
    charger: Charger
    """The onboard charger [-]."""
    inlet: Inlet
    """The DC inlet and what the cells take through it [-]."""
    thermal: Thermal
    """The coolant loop [-]."""
    climate: Climate
    """Cabin and climate unit [-]."""
    controls: Controls
    """What software decides [-]."""
    reference_density: Scalar
    """Density of the air that the road load refers to [kg/m^3]."""
