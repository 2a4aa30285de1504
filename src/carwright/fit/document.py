"""The report of a fit as one document: figures before and after, how surely, and how near."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from carwright.codes import Given
from carwright.figure_table import BY_KEY
from carwright.figure_vector import Figures
from carwright.fit.fit_car import CarFit
from carwright.fit.score import Scored, scored, summary
from carwright.settle.provenance import provenance
from carwright.units import from_si

SCHEMA_VERSION = 1


def document(found: CarFit) -> dict[str, Any]:
    """Return the report of a fit.

    Args:
        found: the fit.
    """
    seen = [place for place, one in enumerate(found.seen) if one]
    return {
        "schema_version": SCHEMA_VERSION,
        "car": found.settled.car_file.id,
        "converged": found.fitted.converged,
        "steps": found.fitted.steps,
        "logs": [
            {
                "id": log.id,
                "distance_km": from_si("_km", log.distance),
                "energy_kwh": from_si("_kwh", log.energy),
                "notes": list(log.notes),
            }
            for log in found.logs
        ],
        "figures": [_figure(found, place) for place in seen],
        "limits": [_limit(found, key) for key in found.limits],
        "unseen": [
            {"name": knob.name, "keys": list(knob.keys)}
            for place, knob in enumerate(found.knobs)
            if place not in seen and not found.limits.keys() & set(knob.keys)
        ],
        "covariance": {
            "names": [found.knobs[place].name for place in seen],
            "of_turns": found.fitted.covariance[np.ix_(seen, seen)].tolist(),
        },
        "misfit": _misfit(found),
        "drives": _drives(found),
        "provenance": provenance(found.settled, "float64"),
    }


def as_written(one: Scored) -> dict[str, Any]:
    """Return one drive in the units of a document.

    Args:
        one: the drive.
    """
    return {
        "id": one.id,
        "distance_km": from_si("_km", one.distance),
        "measured_kwh": from_si("_kwh", one.measured),
        "simulated_kwh": from_si("_kwh", one.simulated),
        "error": one.error,
        "soc_end_error": one.charge_error,
        "voltage_rms_share": one.voltage_error,
        "pack_end_error_k": one.cells_error,
        "heater_error": one.heater_error,
    }


def _limit(found: CarFit, key: str) -> dict[str, Any]:
    return {
        "before": _told(found.before, (key,)),
        "after": _told(found.after, (key,)),
        "note": found.limits[key].note,
    }


def _told(figures: Figures, keys: Sequence[str]) -> dict[str, float]:
    return {key: from_si(key, float(figures[BY_KEY[key].name])) for key in keys}


def _figure(found: CarFit, place: int) -> dict[str, Any]:
    knob = found.knobs[place]
    return {
        "name": knob.name,
        "before": _told(found.before, knob.keys),
        "after": _told(found.after, knob.keys),
        "turned_spreads": float(found.fitted.turns[place]),
        "spread_over_prior": float(found.fitted.spreads[place]),
        "prior_spread": knob.spread,
        "transform": "factor" if knob.together else str(BY_KEY[knob.keys[0]].transform),
    }


def _misfit(found: CarFit) -> dict[str, Any]:
    groups = found.fitted.groups
    told = {}
    for name in groups._fields:
        numbers = np.asarray(getattr(groups, name))
        count = int(np.count_nonzero(numbers))
        mean = float(np.sqrt(np.sum(numbers**2) / count)) if count else None
        told[name] = {"count": count, "rms": mean}
    return told


def _drives(found: CarFit) -> dict[str, Any]:
    told = {}
    for given in Given:
        for when, figures in (("before", found.before), ("after", found.after)):
            drives = scored(figures, found.logs, given)
            told.setdefault(given.name.lower(), {})[when] = {
                "trips": [as_written(one) for one in drives],
                "summary": asdict(summary(drives)),
            }
    return told
