"""Document: a rating as plain numbers with units in their names, ready for JSON. No JAX of its own.

The way out of SI: everything in here carries its unit.
"""

from collections.abc import Mapping
from typing import Any

from carwright.rate.formula import Formula
from carwright.rate.rating import COMBINED, FiveCycle, PhaseRating, Rating
from carwright.units import MILE, from_si, to_si

PETROL = Formula(
    "petrol-energy",
    to_si("energy_kwh", 33.705),
    "M",
    "a US gallon of petrol counts as 33.705 kWh (33.7 is printed in the label's rules)",
    "40 CFR 600.311-12, 49 U.S.C. 32904",
)
"""Energy of a gallon in miles per gallon equivalent [J]."""
FOLLOWED, MISSED, WEAK = "followed", "missed the trace for moments", "too weak for the cycle"
"""How a full battery followed the first course."""


def document(rating: Rating) -> dict[str, Any]:
    """Return a rating of one car as plain numbers.

    Args:
        rating: the rating.
    """
    recharge = rating.recharge
    return {
        "procedure": rating.procedure,
        "method": rating.method,
        "wltp_class": rating.wltp_class,
        **phase_document(rating.phases[COMBINED]),
        "usable_energy_kwh": from_si("energy_kwh", float(rating.usable_energy)),
        "phases": _phases(rating.phases),
        "unadjusted": _phases(rating.unadjusted) if rating.unadjusted else None,
        "label": _label(rating) if rating.procedure == "epa" else None,
        "rest_energy_kwh": from_si("energy_kwh", float(rating.rest_energy)),
        "gross_energy_kwh": from_si("energy_kwh", float(rating.gross_energy)),
        "recharge": {
            "energy_ac_kwh": from_si("energy_kwh", float(recharge.energy_ac)),
            "energy_dc_kwh": from_si("energy_kwh", float(recharge.energy_dc)),
            "energy_stored_kwh": from_si("energy_kwh", float(recharge.energy_stored)),
            "duration_min": from_si("duration_min", float(recharge.duration)),
            "wall_to_battery_loss_kwh": from_si("energy_kwh", float(rating.wall_to_battery_loss)),
            "wall_to_battery_loss_share": float(rating.wall_to_battery_loss / recharge.energy_ac),
        },
        "test_mass_kg": float(rating.test_mass),
        "outcome": outcome(rating),
        "first_course": {
            "asked_distance_km": from_si("distance_km", float(rating.asked_distance)),
            "distance_km": from_si("distance_km", float(rating.driven_distance)),
        },
        "segments": [
            {
                "name": segment.name,
                "distance_km": from_si("distance_km", segment.distance),
                "energy_dc_kwh": from_si("energy_kwh", segment.energy),
                "whole": segment.whole,
            }
            for segment in rating.segments
        ],
        "alternatives": [
            {
                "formula": other.formula,
                "instead": other.instead,
                "range_km": from_si("range_km", float(other.range)),
            }
            for other in rating.alternatives
        ],
        "formulas": [
            {"name": one.name, "tag": one.tag, "says": one.says, "source": one.source}
            for one in rating.formulas
        ],
        "notes": list(rating.notes),
    }


def phase_document(phase: PhaseRating) -> dict[str, float]:
    """Return range and consumption of one phase with units in their names.

    Args:
        phase: the phase.
    """
    key = "consumption_wh_per_km"
    return {
        "range_km": from_si("range_km", float(phase.range)),
        "consumption_ac_wh_per_km": from_si(key, float(phase.consumption_ac)),
        "consumption_dc_wh_per_km": from_si(key, float(phase.consumption_dc)),
    }


def outcome(rating: Rating) -> str:
    """Return how a full battery followed the first course, in words.

    Args:
        rating: the rating.
    """
    if rating.weak:
        return WEAK
    return MISSED if rating.short else FOLLOWED


def miles_per_gallon(consumption: float) -> float:
    """Return miles per gallon equivalent.

    Args:
        consumption: at the wall [J/m].
    """
    return PETROL.value / (consumption * MILE)


def _phases(phases: Mapping[str, PhaseRating]) -> dict[str, dict[str, float]]:
    return {name: phase_document(phase) for name, phase in phases.items()}


def _label(rating: Rating) -> dict[str, Any]:
    return {
        "factor_share": float(rating.factor),
        "factor_from": rating.factor_from,
        "mpge": miles_per_gallon(float(rating.consumption_ac)),
        "expected": _expected(rating),
        "five_cycle": None if rating.five_cycle is None else _five_cycle(rating.five_cycle),
    }


def _expected(rating: Rating) -> dict[str, Any] | None:
    terms, phase = rating.expected, rating.expected_label
    if terms is None or phase is None:
        return None
    return {
        **phase_document(phase),
        "mpge": miles_per_gallon(float(phase.consumption_ac)),
        "factor_share": terms.factor,
        "factor_basis": terms.factor_basis,
        "factor_from": terms.factor_from,
        "energy_ratio": terms.energy,
        "energy_from": terms.energy_from,
    }


def _five_cycle(found: FiveCycle) -> dict[str, Any]:
    return {
        "judged": False,
        "not_judged": list(found.not_judged),
        "factor_at_most_share": float(found.most),
        "city_at_most_share": float(found.most_city),
        "highway_at_most_share": float(found.most_highway),
    }
