"""Body: mass, weight on the axles and drag area, seen by the road."""

import equinox as eqx

from carwright.state import Scalar


class Body(eqx.Module):
    """One mass and one drag area, with what an axle needs to know of its load."""

    mass: Scalar
    """Mass on the tyres: car and what it carries [kg]."""
    towed_mass: Scalar
    """Mass of a trailer: it must be moved and lifted, but presses on no tyre of the car [kg]."""
    kerb_mass: Scalar
    """Mass ready to drive, nothing carried [kg]."""
    greatest_payload: Scalar
    """The most that it may carry, driver included: gross mass less kerb mass [kg]."""
    rotating_mass: Scalar
    """Wheels, gears and rotors as mass at the wheel rim: kinetic energy on the shaft side [kg]."""
    front_rotating_share: Scalar
    """Share of it that turns with the front axle [-]."""
    drag_area: Scalar
    """Drag coefficient times frontal area [m^2]."""
    front_share: Scalar
    """Share of the weight on the front axle at rest [-]."""
    load_transfer: Scalar
    """Height of the centre of gravity over wheelbase: what each newton of drive moves to the rear
    axle [-]."""

    @property
    def moved_mass(self) -> Scalar:
        """Mass that the road moves and lifts: car, what it carries and what it tows [kg]."""
        return self.mass + self.towed_mass

    @property
    def inertia(self) -> Scalar:
        """Mass against which a force at the wheel rim works: what turns counts too [kg]."""
        return self.moved_mass + self.rotating_mass
