"""Sources: every claim names one and takes its kind and date from it; none rests on itself."""

from graphlib import CycleError, TopologicalSorter
from typing import Any

from carwright.carfile.dates import SOURCE_DATE, first_day, is_to_come, last_day
from carwright.carfile.draft import Draft
from carwright.carfile.place import Route, nearest_place
from carwright.carfile.schema import Source
from carwright.carfile.shape_check import shaped
from carwright.carfile.vocabulary import SECTIONS
from carwright.errors import InputError, nearest

_FEW = 20
"""So many sources are listed when none is near."""


def checked_sources(draft: Draft) -> dict[str, Source]:
    """Return the sources of a file.

    Args:
        draft: the file with what it inherits.

    Raises:
        InputError: if a source lacks something, has no such date or one to come, or rests on
            itself or on what was said later.
    """
    sources = {}
    for name, data in draft.data.get("sources", {}).items():
        route = ("sources", name)
        sources[name] = shaped(Source, data, draft.places, route)
        _check_date(sources[name], draft)
    _refuse_circles(sources, draft)
    _refuse_later_ones(sources, draft)
    return sources


def attributed(draft: Draft, sources: dict[str, Source]) -> dict[str, Any]:
    """Return the data of a file with its sources, each claim with the kind and date of its own.

    Args:
        draft: the file with what it inherits.
        sources: its sources, checked.

    Raises:
        InputError: if a claim, or the file as a whole, names a source that is not there.
    """
    data = {key: value for key, value in draft.data.items() if key not in (*SECTIONS, "said")}
    if "source" in data:
        _known(data["source"], sources, draft, ("source",), "source")

    def with_source(route: Route, claim: dict[str, Any]) -> dict[str, Any]:
        source = _known(claim["from"], sources, draft, (*route, "from"), "from")
        return {"kind": source.kind, "date": source.date, **claim}

    for section in SECTIONS:
        data[section] = {
            key: tuple(with_source((section, key, i), claim) for i, claim in enumerate(claims))
            for key, claims in draft.data.get(section, {}).items()
        }
    said = enumerate(draft.data.get("said", ()))
    return data | {
        "said": tuple(with_source(("said", i), claim) for i, claim in said),
        "sources": sources,
    }


def _check_date(source: Source, draft: Draft) -> None:
    place = nearest_place(draft.places, ("sources", source.id, "date"))
    parts = {"key": "date", "value": source.date, "remedy": "write the date of the source"}
    try:
        to_come = is_to_come(source.date)
    except ValueError as error:
        raise place.error(str(error), **parts, allowed=SOURCE_DATE) from None
    if to_come:
        raise place.error("the date lies in the future", **parts, allowed="up to today")


def _refuse_later_ones(sources: dict[str, Source], draft: Draft) -> None:
    for source in sources.values():
        for cited in source.citing:
            if cited in sources and first_day(sources[cited].date) > last_day(source.date):
                raise nearest_place(draft.places, ("sources", source.id, "citing")).error(
                    f"{source.id} of {source.date} cites what was said later",
                    key="citing",
                    value=f"{cited} of {sources[cited].date}",
                    remedy="correct one of the two dates, or cite what was there before",
                )


def _known(name: Any, sources: dict[str, Source], draft: Draft, route: Route, key: str) -> Source:
    if isinstance(name, str) and name in sources:
        return sources[name]
    hit = nearest(name, sources) if isinstance(name, str) else None
    raise nearest_place(draft.places, route).error(
        "there is no such source",
        key=key,
        value=name,
        allowed=", ".join(sources) if len(sources) <= _FEW and hit is None else None,
        remedy=f"did you mean {hit}?" if hit else "add it under sources",
    )


def _refuse_circles(sources: dict[str, Source], draft: Draft) -> None:
    graph = {name: [c for c in source.citing if c in sources] for name, source in sources.items()}
    for name, cited in graph.items():
        if name in cited:
            raise _circle(draft, name, "the source cites itself", name)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = [name for name in sources if name in error.args[1]]
        what = "these sources rest on each other"
        raise _circle(draft, circle[-1], what, ", ".join(circle)) from None


def _circle(draft: Draft, name: str, what: str, value: str) -> InputError:
    return nearest_place(draft.places, ("sources", name, "citing")).error(
        what,
        key="citing",
        value=value,
        remedy="cite what the source itself rests on, or leave citing empty",
    )
