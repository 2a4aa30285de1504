"""document: a belief as plain data, ready for JSON: what is known, since when, resting on what."""

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from carwright import __version__
from carwright.belief.apart import Beside, beside
from carwright.belief.belief import Belief, banded
from carwright.belief.conflicts import Conflict, conflicts
from carwright.belief.headline import Band, headline
from carwright.belief.heard import Heard
from carwright.belief.programme import Programme
from carwright.belief.scene import Asking, Scene
from carwright.carfile.dates import last_day
from carwright.carfile.origins import Repeat
from carwright.carfile.schema import CarFile, Claim
from carwright.figure_table import CHOICE_INDEX, FIGURES, INDEX, SIDES, Machine
from carwright.settle.defaults import digest
from carwright.units import from_si

LEARNT_FROM = ("scored.csv", "programmes.csv", "discrepancy.csv")
"""Lists that come with the program, from which a belief learns."""


def document(found: Belief, coming: Programme) -> dict[str, Any]:
    """Return what is believed of a car on a date.

    Args:
        found: what is believed of its figures.
        coming: whether and when it comes.
    """
    about = found.scene
    return {
        "schema_version": 1,
        **head_of(about.car_file),
        "variant": about.car_file.variant,
        "on": about.asking.on.isoformat(),
        "figures": figures_of(found),
        "headline": {name: as_band(band) for name, band in headline(found).items()},
        **simulated_beside(beside(found)),
        "cars": len(found.weights),
        "ess": found.ess,
        "converged": found.converged,
        "programme": probabilities(coming),
        "on_sale": {
            name: day.isoformat()
            for name, day in (("p05", coming.low), ("p50", coming.median), ("p95", coming.high))
        },
        "told": coming.sentence,
        "claims": [_claim(spoken.heard, spoken.reliability.sentence) for spoken in about.spoken],
        "not_counted": [
            *(_repeat(one) for one in about.hearing.repeats),
            *(_corrected(one) for one in about.hearing.corrected),
        ],
        "conflicts": [_conflict(one) for one in conflicts(found)],
        "notes": notes(found, coming),
        "provenance": provenance(about.car_file, about.asking),
    }


def head_of(car_file: CarFile) -> dict[str, Any]:
    """Return what a car is called.

    Args:
        car_file: the car file.
    """
    return {"car": car_file.id, "name": car_file.name, "maker": car_file.maker}


def simulated_beside(about: Beside) -> dict[str, Any]:
    """Return the simulated car, and where and why it lies outside what is believed.

    Args:
        about: the simulated car beside a belief.
    """
    return {
        "simulated": dict(about.simulated),
        "apart": [
            {"figure": one.figure, "simulated": one.simulated, "sentence": one.sentence}
            for one in about.apart
        ],
    }


def as_band(band: Band) -> dict[str, float]:
    """Return a band by its points.

    Args:
        band: 5 %, 50 % and 95 % points.
    """
    return dict(zip(("p05", "p50", "p95"), band, strict=True))


def figures_of(found: Belief) -> dict[str, dict[str, Any]]:
    """Return the band of every figure and the day from which somebody had said it, by key.

    A figure of an axle is that of the cars whose axle is driven; without one it is left out.

    Args:
        found: what is believed of the car.
    """
    values, choices = found.arrays
    bands: dict[str, dict[str, Any]] = {}
    since = _known_from(found.scene)
    for row in FIGURES:
        side = next((side for side in SIDES if side in row.key.split("_")), None)
        chosen = np.ones(len(values), bool)
        if side is not None and row.key != "front_mass_share":
            chosen = choices[:, CHOICE_INDEX[f"{side}_machine"]] != Machine.NONE
        weights = found.weights * chosen
        if np.sum(weights) > 0.0:
            low, middle, high = banded(values[:, INDEX[row.name]], weights / np.sum(weights))
            band = from_si(row.key, low), from_si(row.key, middle), from_si(row.key, high)
            bands[row.key] = as_band(band) | {"known_from": since.get(row.key)}
    return bands


def probabilities(coming: Programme) -> dict[str, float]:
    """Return the probabilities of a programme by name.

    Args:
        coming: whether and when the car comes.
    """
    years = {f"on_sale_by_{year}": share for year, share in coming.by_year.items()}
    return {"builds": coming.builds, "ever": coming.ever, **years}


def notes(found: Belief, coming: Programme) -> list[str]:
    """Return what a reader of the numbers must know.

    Args:
        found: what is believed of the figures.
        coming: whether and when the car comes.
    """
    lines = []
    if not found.scene.spoken:
        lines.append("nobody has said a number of it: this is what is usual of such a car")
    if not found.converged:
        lines.append(
            f"only {found.ess:.0f} of {len(found.weights)} believable cars count in effect: the "
            "claims leave few cars, or clash; ask for more with --cars"
        )
    thin = {spoken.heard.key for spoken in found.scene.spoken if spoken.reliability.thin}
    if thin:
        lines.append(f"past claims are few, so bands are wide, for: {', '.join(sorted(thin))}")
    if coming.thin:
        lines.append(
            f"whether and when it comes rests on {coming.decided} programmes with a known end: thin"
        )
    return lines


def provenance(car_file: CarFile, asking: Asking) -> dict[str, Any]:
    """Return what a belief rests on.

    Args:
        car_file: the car file.
        asking: what was asked of it.
    """
    return {
        "carwright": __version__,
        "car_file": Path(car_file.path).name,
        "car_file_sha256": car_file.digest,
        "class_defaults_sha256": digest(),
        "past_claims_sha256": _digest_of_lists(),
        "cars": asking.count,
        "seed": asking.seed,
        "precision": "float64",
    }


def said(claim: Claim) -> str | float | None:
    """Return what a claim says as a word or number; an interval as "low to high".

    Args:
        claim: the claim.
    """
    if claim.value is not None:
        return claim.value
    ends = ("" if end is None else f"{end:g}" for end in (claim.low, claim.high))
    return " to ".join(ends).strip()


def _known_from(about: Scene) -> dict[str, str]:
    """Day from which each key was said, as ISO date."""
    found: dict[str, str] = {}
    for one in about.hearing.counted:
        day = last_day(one.claim.date).isoformat()
        found[one.key] = min(day, found.get(one.key, day))
    return found


def _claim(one: Heard, sentence: str) -> dict[str, Any]:
    return {"id": one.id, **_who(one.key, one.claim, one.source.by), "weighed": sentence}


def _conflict(one: Conflict) -> dict[str, Any]:
    heard, against = one.claim, one.against
    return {
        "id": heard.id,
        **_who(heard.key, heard.claim, heard.source.by),
        "heard": one.heard,
        "against": None if against is None else against.id,
    }


def _repeat(one: Repeat) -> dict[str, Any]:
    return {
        "source": one.claim.source,
        "date": one.claim.date,
        "said": said(one.claim),
        "why": f"repeats {one.of}" if one.of != one.claim.source else "says it twice",
    }


def _corrected(one: Heard) -> dict[str, Any]:
    return {
        "source": one.claim.source,
        "date": one.claim.date,
        "said": said(one.claim),
        "why": "its own speaker said otherwise later",
    }


def _who(key: str, claim: Claim, by: str) -> dict[str, Any]:
    return {
        "key": key,
        "said": said(claim),
        "by": by,
        "kind": claim.kind,
        "date": claim.date,
        "procedure": claim.procedure,
        "variant": claim.variant,
    }


@cache
def _digest_of_lists() -> str:
    lists = ((files("carwright.belief") / name).read_bytes() for name in LEARNT_FROM)
    return hashlib.sha256(b"".join(lists)).hexdigest()
