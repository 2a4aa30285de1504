"""expected: what a regulator's test of a settled car should read, over its simulation. No JAX."""

from carwright.population.names import is_van, maker_id
from carwright.population.official import Official, official, traits_of
from carwright.population.population import Population
from carwright.population.qualities import Place
from carwright.settle.settle import of_others
from carwright.settle.settled import Settled

_ROAD = ("drag_coefficient", "drag_area_m2")


def expected(car: Settled, procedure: str, about: Population | None = None) -> Official | None:
    """Return what official tests of such a car read over the simulation; None where nothing tells.

    WLTP lists tell it of cars known from a brochure alone, and hold what the brochure leaves open:
    where drag or road load is known, the simulation needs no more.

    Args:
        car: the car.
        procedure: `epa`, `wltp`, `cltc` or `nedc`; EPA's is on the unadjusted results.
        about: the population; None is what was known on the car's day, without its own model
            family.
    """
    given = {key for key, origin in car.origins.items() if origin.how == "given"}
    road = any(key in _ROAD or key.startswith("coast_down") for key in given)
    if procedure == "wltp" and road:
        return None
    file = car.car_file
    found = of_others(file, car.on) if about is None else about
    year = float(found.until) if file.year is None else float(file.year)
    van = is_van(file.name) if file.body is None else file.body == "van"
    traits = traits_of(car.values["kerb_mass_kg"], van=van)
    return official(found, procedure, Place(maker_id(file.maker or ""), "", year), traits)
