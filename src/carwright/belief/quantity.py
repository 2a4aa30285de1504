"""quantity: numbers that claims speak of, and how each hangs on the latent vector of a car.

Sizes and what follows from one of them are straight lines of the vector, in logarithms; ranges,
consumptions, sprints and fast charging are simulated. A claim that does not say its procedure, or
from where to where it charges, may mean any of several.
"""

import datetime
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from carwright.belief.charged import GAINED, MEAN, WINDOWS
from carwright.belief.currencies import CURRENCIES
from carwright.belief.latent import LATENTS
from carwright.belief.price import MIDDLE, SLOPES, price_model
from carwright.belief.procedures import CONSUMPTION, PROCEDURES, RANGE
from carwright.belief.simulated import CHARGING
from carwright.belief.usual_charging import usual_peak
from carwright.carfile.schema import Claim
from carwright.population.names import family_id, maker_id
from carwright.population.sizes import LOGGED
from carwright.population.variables import QUALITY_OF
from carwright.settle.charging_rules import PEAK_KEY
from carwright.settle.defaults import Kind, default, rule
from carwright.settle.settled import Settled
from carwright.units import GALLON_OF_PETROL, MILE, from_si, to_si

GROSS_SPREAD = 0.03
"""Standard deviation of usable over gross energy among cars, as a logarithm (estimate)."""
SIDE_SPREAD = 0.1
"""Standard deviation of energy at the battery over that at the plug (estimate)."""
SPRINT_SCATTER = 0.06
"""How far what is said of the sprint of one car differs, as a logarithm: pooled over the six cars
of the garage of which sources say several times [-]."""
AT_BATTERY = 0.88
"""Energy at the battery over that at the plug, where a claim does not say (estimate)."""
AC_WHOLE = "charge_ac_0_100_min"
"""Time of a whole charge at an AC plug."""
SHAPES: Mapping[str, float] = MappingProxyType(
    {
        **{MEAN: 0.03, "charge_10_80_min": 0.03, "charge_30_80_min": 0.03},
        **{"charge_0_80_min": 0.02, "charge_0_100_min": 0.17, AC_WHOLE: 0.35},
        **{"km_in_5_min": 0.10, "km_in_10_min": 0.08, "km_in_15_min": 0.05},
    }
)
"""How far what is said of charging differs among cars that take as long from 10 to 80 %, as a
logarithm: their curves have other shapes (32 curves, `tools/fit_charging.py`), where all is known
the simulator is off by 3 %; at AC onboard chargers have 7 to 22 kW (estimate)."""
UNSAID: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "charge_dc_min": {"charge_10_80_min": 0.5, "charge_0_80_min": 0.3, "charge_30_80_min": 0.2},
        "charge_0_100_min": {"charge_0_100_min": 0.5, AC_WHOLE: 0.5},
    }
)
"""What a charging time may mean that does not say from where to where, or at which plug, and how
likely each is (assumed)."""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line of the vector."""

    constant: float
    """Where the vector is nothing [log of the unit of the key]."""
    slopes: Mapping[str, float]
    """By latent [-]."""

    def row(self) -> np.ndarray:
        """Return (latents,) slopes."""
        row = np.zeros(len(LATENTS))
        for name, slope in self.slopes.items():
            row[LATENTS.index(name)] = slope
        return row


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a claim may mean."""

    quantity: str
    """Name of a line or of a simulated quantity [-]."""
    weight: float
    """How likely it is meant [-]."""
    shift: float = 0.0
    """Logarithm of what is claimed over the quantity, by definition [-]."""
    spread: float = 0.0
    """Standard deviation of that shift [-]."""


PEAK = "charge_peak_kw"
"""Greatest DC power, as claims say it."""
_PLUG = frozenset({PEAK, PEAK_KEY, "charge_typical_kw", *WINDOWS, *GAINED, *UNSAID})
"""Keys of claims about charging."""


def lines(heard: Settled) -> dict[str, Line]:
    """Return the quantities that are straight lines of the vector, by key.

    Args:
        heard: the car, every claim taken at its word.
    """
    found = {key: Line(0.0, {key: 1.0}) for key in LOGGED}
    usable = "battery_usable_energy_kwh"
    gross = math.log(float(rule("usable_over_gross")["value"]))
    stated = math.log(float(rule("usable_over_stated")["value"]))
    found["battery_gross_energy_kwh"] = Line(-gross, {usable: 1.0})
    found["battery_energy_kwh"] = Line(-stated, {usable: 1.0})
    area = math.log(float(rule("frontal_area")["value"]) * 1e-6)
    found["frontal_area_m2"] = Line(area, {"width_mm": 1.0, "height_mm": 1.0})
    for key, quality in QUALITY_OF.items():
        found[key] = Line(math.log(_usual(heard, key)), {quality: 1.0})
    found["drag_area_m2"] = Line(
        area + found["drag_coefficient"].constant,
        {"width_mm": 1.0, "height_mm": 1.0, "drag": 1.0},
    )
    found[PEAK_KEY] = Line(math.log(usual_peak(heard)), {usable: 1.0, "charge_peak": 1.0})
    hour = from_si("x_min", to_si("x_ah", 1.0))
    onboard = AT_BATTERY * heard.values["onboard_charger_power_kw"]
    found[AC_WHOLE] = Line(math.log(hour / onboard), {usable: 1.0})
    return found


def price_lines(heard: Settled, on: datetime.date, energy: Line) -> dict[str, Line]:
    """Return the price in each currency as a line of the vector, by key.

    Args:
        heard: the car, every claim taken at its word.
        on: the date as of which prices are known; those of the car's own family are left out.
        energy: the battery as a brochure says it.
    """
    car_file = heard.car_file
    model = price_model(on, family_id(car_file.maker, car_file.name))
    known = {key: math.log(heard.values[key]) for key in SLOPES if key in heard.values}
    at = np.array([known.get(key, middle) for key, middle in zip(SLOPES, MIDDLE, strict=True)])
    found = {}
    for currency in CURRENCIES:
        line = model.line(currency, maker_id(car_file.maker), at)
        per_energy = line.slopes["battery_energy_kwh"]
        slopes = {key: line.slopes[key] for key in SLOPES if key != "battery_energy_kwh"}
        slopes |= {key: per_energy * slope for key, slope in energy.slopes.items()}
        constant = line.constant + per_energy * energy.constant
        found[f"price_{currency.lower()}"] = Line(constant, {**slopes, "price": line.spread})
    return found


def _usual(heard: Settled, key: str) -> float:
    """A class default before the population's factor on it."""
    words = heard.choices
    kind = Kind(
        heard.car_file.body,
        heard.car_file.size,
        words["chemistry"],
        words["front_machine"],
        words["rear_machine"],
    )
    return float(default(key, kind).value)


def meanings(key: str, claim: Claim) -> tuple[Meaning, ...]:
    """Return what a claim may mean; nothing where it speaks of no quantity that is believed in.

    Args:
        key: its key in the car file.
        claim: the claim.
    """
    said = "epa" if key == "mpge" else claim.procedure  # nobody but EPA tells miles a gallon
    procedures = (said,) if said in PROCEDURES else PROCEDURES
    share = 1.0 / len(procedures)
    if key not in LOGGED and not of_the_test(claim):
        return ()
    if key == "range_km":
        return tuple(Meaning(f"{procedure}_{RANGE}", share) for procedure in procedures)
    if key in ("consumption_kwh_per_100km", "mpge"):
        shift, spread = _side(key, claim)
        return tuple(
            Meaning(f"{procedure}_{CONSUMPTION}", share, shift, spread) for procedure in procedures
        )
    if key in ("zero_to_100_s", "zero_to_60mph_s"):
        rolled = f"{key.removesuffix('_s')}_rollout_s"
        names = {"yes": (rolled,), "no": (key,)}.get(claim.rollout or "", (key, rolled))
        # a tester's run is one run, on his day and road; what a maker declares is the car
        spread = SPRINT_SCATTER if claim.kind == "measured" else 0.0
        return tuple(Meaning(name, 1.0 / len(names), 0.0, spread) for name in names)
    if key in _PLUG:
        return _charging(key, claim, procedures)
    if key == "battery_gross_energy_kwh":
        return (Meaning(key, 1.0, 0.0, GROSS_SPREAD),)
    if key in (*LOGGED, *QUALITY_OF, "battery_energy_kwh", "frontal_area_m2"):
        return (Meaning(key, 1.0),)
    if key == "price" and claim.currency in CURRENCIES:
        return (Meaning(f"price_{claim.currency.lower()}", 1.0),)
    return ()


def charging_of(key: str, claim: Claim) -> frozenset[str]:
    """Return the charging quantities that a claim may mean, under whatever conditions.

    Args:
        key: its key in the car file.
        claim: the claim.
    """
    means = meanings(key, claim.model_copy(update={"conditions": None}))
    return frozenset(meaning.quantity for meaning in means).intersection(CHARGING)


def _charging(key: str, claim: Claim, procedures: Sequence[str]) -> tuple[Meaning, ...]:
    """What is said of fast charging; of an AC plug only a whole charge is believed in."""
    if key in (PEAK, PEAK_KEY):
        return () if claim.side == "ac" else (Meaning(PEAK_KEY, 1.0),)
    if claim.side == "ac":
        shares = {AC_WHOLE: 1.0} if key == "charge_0_100_min" else {}
    elif key in GAINED:
        share = 1.0 / len(procedures)
        return tuple(Meaning(f"{name}_{key}", share, 0.0, SHAPES[key]) for name in procedures)
    elif key in UNSAID and (key not in WINDOWS or claim.side != "dc"):
        shares = UNSAID[key]
    else:
        shares = {MEAN if key == "charge_typical_kw" else key: 1.0}
    return tuple(Meaning(name, share, 0.0, SHAPES[name]) for name, share in shares.items())


def of_the_test(claim: Claim) -> bool:
    """Return whether a claim holds for the whole test of its procedure, and under no conditions.

    Args:
        claim: the claim; "label, combined" is what an EPA label says.
    """
    told = (claim.conditions or "").casefold()
    return not told or (claim.procedure == "epa" and "label" in told and "combined" in told)


def claimed_number(key: str, claim: Claim, number: float) -> float:
    """Return a claimed number in the unit of its quantity.

    Args:
        key: its key in the car file.
        claim: the claim.
        number: the number [unit of the key].
    """
    if key == "mpge":
        return from_si("_kwh_per_100km", GALLON_OF_PETROL / (number * MILE))
    return number


def _side(key: str, claim: Claim) -> tuple[float, float]:
    if key == "mpge" or claim.side == "ac":
        return 0.0, 0.0
    if claim.side == "dc":
        return math.log(AT_BATTERY), 0.03
    return 0.5 * math.log(AT_BATTERY), SIDE_SPREAD
