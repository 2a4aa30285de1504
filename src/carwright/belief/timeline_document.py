"""timeline_document: a timeline as plain data, ready for JSON."""

from typing import Any

from carwright.belief.document import as_band, head_of, probabilities, provenance, said
from carwright.belief.timeline import Moment, News, Timeline
from carwright.belief.truth import FEWEST, Record, Score, Truth, records


def document(found: Timeline) -> dict[str, Any]:
    """Return how belief in a car went, what came, and who was right.

    Args:
        found: the timeline.
    """
    return {
        "schema_version": 1,
        **head_of(found.car_file),
        "dates": [_moment(one) for one in found.moments],
        "truth": {name: _truth(one) for name, one in found.truths.items()},
        "scores": [_score(one) for one in found.scores],
        "records": [
            _record(one, what)
            for what, by_kind in (("kind", True), ("source", False))
            for one in records(found.scores, by_kind=by_kind)
        ],
        "notes": notes(found),
        "provenance": provenance(found.car_file, found.asking),
    }


def notes(found: Timeline) -> list[str]:
    """Return what a reader of a timeline must know.

    Args:
        found: the timeline.
    """
    lines = []
    if found.scores:
        lines.append(f"no source is ranked under {FEWEST} scored claims")
    else:
        lines.append("no claim can be scored: what came is not known, or nobody spoke before")
    thin = [one for one in found.moments if one.programme.thin]
    if thin:
        lines.append(
            f"whether it comes rests on {thin[-1].programme.decided} programmes with a known end, "
            "or fewer, on some of these dates: thin"
        )
    weak = [one.on.isoformat() for one in found.moments if not one.converged]
    if weak:
        lines.append(
            f"few believable cars are left on {', '.join(weak)}, so these bands are rough: ask for "
            "more with --cars"
        )
    return lines


def _moment(one: Moment) -> dict[str, Any]:
    return {
        "on": one.on.isoformat(),
        "variant": one.variant,
        "headline": {name: as_band(band) for name, band in one.headline.items()},
        "programme": probabilities(one.programme),
        "news": [_news(news) for news in one.news],
        "ess": one.ess,
        "converged": one.converged,
    }


def _news(one: News) -> dict[str, Any]:
    return {
        "key": one.key,
        "said": said(one.claim),
        "by": one.by,
        "kind": one.claim.kind,
        "source": one.claim.source,
        "date": one.claim.date,
        "procedure": one.claim.procedure,
        "variant": one.claim.variant,
    }


def _truth(one: Truth) -> dict[str, Any]:
    claim = one.claim
    return {"value": one.value, "source": claim.source, "kind": claim.kind, "date": claim.date}


def _score(one: Score) -> dict[str, Any]:
    return {
        "key": one.key,
        "said": said(one.claim),
        "truth": one.truth,
        "error": one.error,
        "right": one.right,
        "by": one.by,
        "kind": one.claim.kind,
        "date": one.claim.date,
        "variant": one.claim.variant,
    }


def _record(one: Record, what: str) -> dict[str, Any]:
    return {
        "of": what,
        "name": one.name,
        "scores": one.scores,
        "median_error": one.median_error,
        "right": one.right,
        "wrong": one.wrong,
        "ranked": one.ranked,
    }
