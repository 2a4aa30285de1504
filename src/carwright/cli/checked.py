"""Claims against what is known without them, as a document and as options that verbs share."""

import datetime
from typing import TYPE_CHECKING, Any

from carwright.errors import InputError

if TYPE_CHECKING:
    from carwright.belief.plausible import Checked


def asked_day(on: str | None) -> datetime.date:
    """Return the day that is asked about; a partial date counts from its last day.

    Args:
        on: YYYY, YYYY-MM or YYYY-MM-DD; None is today.

    Raises:
        InputError: if there is no such date.
    """
    from carwright.carfile.dates import SOURCE_DATE, last_day

    if on is None:
        return datetime.date.today()
    try:
        return last_day(on)
    except ValueError as error:
        raise InputError(
            "there is no such date", key="--on", value=on, allowed=SOURCE_DATE
        ) from error


def claim_document(found: "Checked") -> dict[str, Any]:
    """Return one claim as it stands in a document, in the units of the dossier's fields.

    Args:
        found: the claim against what is known without it.
    """
    from carwright.belief.reaching import side_of
    from carwright.belief.verdict import further, sentence
    from carwright.carfile.dossier_fields import as_field

    one, claim = found.heard, found.heard.claim
    said = as_field(one.key, sum(one.numbers) / len(one.numbers))
    low, middle, high = (as_field(one.key, value).value for value in found.predicted.band)
    limit = None if found.limit is None else as_field(one.key, found.limit).value
    return {
        "figure": said.field,
        "procedure": claim.procedure,
        "variant": claim.variant,
        "claimed": said.value,
        "unit": claim.currency or said.unit,
        "p05": low,
        "p50": middle,
        "p95": high,
        "plausibility": found.plausibility,
        "side": side_of(one),
        "slip": found.slip or None,
        "needs": _needs(found),
        "breaks": list(found.broken),
        "limit": limit,
        "estimate": found.predicted.estimate or None,
        "source": claim.source,
        "by": one.source.by,
        "date": claim.date,
        "verdict": " ".join([sentence(found), *further(found)]),
    }


def told_beside(found: "Checked") -> dict[str, Any]:
    """Return the simulated car beside one claim, as it stands in a document.

    Args:
        found: the claim against what is known without it.
    """
    from carwright.belief.document import simulated_beside

    return {} if found.beside is None else simulated_beside(found.beside)


def _needs(found: "Checked") -> dict[str, Any]:
    if found.nearest is None:
        return {}
    return {
        name: {"value": one.value, "p05": one.p05, "p50": one.p50, "p95": one.p95}
        for name, one in found.nearest.changes.items()
    }
