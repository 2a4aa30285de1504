"""The fitted car file: what was known, with each fitted figure beside it as a measured claim.

Earlier claims stay; a measured one outweighs them. A file that was fitted before loses the figures
of that fit first, so that a fit never rests on itself.
"""

from datetime import date

from carwright.carfile.schema import CarFile, Claim, Source
from carwright.figure_table import BY_KEY
from carwright.fit.fit_car import CarFit
from carwright.units import from_si

FIT = "carwright-fit"
"""Id of the source of fitted figures in a car file."""
DIGITS = 5
"""Significant digits of a fitted figure [-]."""
RESIDUAL = (
    "residual_drag_constant_n",
    "residual_drag_linear_n_per_kmh",
    "residual_drag_quadratic_n_per_kmh2",
)
"""What a coast-down holds beside tyres and air: kept, or the fitted ones would be undone by it."""


def unfitted(car: CarFile) -> CarFile:
    """Return a car file without what an earlier fit wrote into it.

    Args:
        car: the car file.
    """
    figures = {
        key: tuple(claim for claim in claims if claim.source != FIT)
        for key, claims in car.figures.items()
    }
    return car.model_copy(
        update={
            "figures": {key: claims for key, claims in figures.items() if claims},
            "sources": {name: one for name, one in car.sources.items() if name != FIT},
        }
    )


def fitted_file(found: CarFit, on: date) -> CarFile:
    """Return the car file of a fitted car.

    Args:
        found: the fit.
        on: its date.
    """
    car = unfitted(found.settled.car_file)
    source = Source.model_validate(
        {
            "id": FIT,
            "by": "carwright",
            "title": f"fit to {len(found.logs)} logs",
            "date": on.isoformat(),
            "kind": "measured",
            "citing": tuple(log.id for log in found.logs),
        }
    )
    claims = _claims(found, on)
    figures = dict(car.figures)
    for key, claim in claims.items():
        figures[key] = (*figures.get(key, ()), claim)
    return car.model_copy(update={"figures": figures, "sources": car.sources | {FIT: source}})


def _claims(found: CarFit, on: date) -> dict[str, Claim]:
    claims = {}
    for place, knob in enumerate(found.knobs):
        if not found.seen[place]:
            continue
        spread = found.fitted.spreads[place] * knob.spread
        for key in knob.keys:
            claims[key] = _claim(found, key, on, f"{knob.name}, spread {spread:.2g} on its scale")
    claims |= {key: _claim(found, key, on, one.note) for key, one in found.limits.items()}
    if found.settled.origins["residual_drag_constant_n"].how == "rule":
        note = "what the coast-down left before the fit; kept"
        claims |= {key: _claim(found, key, on, note) for key in RESIDUAL}
    return claims


def _claim(found: CarFit, key: str, on: date, note: str) -> Claim:
    value = from_si(key, float(found.after[BY_KEY[key].name]))
    return Claim.model_validate(
        {
            "value": float(f"{value:.{DIGITS}g}"),
            "from": FIT,
            "kind": "measured",
            "date": on.isoformat(),
            "note": note,
        }
    )
