"""Origins: what a source rests on in the end. Many reports may be one."""

from collections.abc import Iterable, Mapping

from carwright.carfile import Source


def origins(source: str, sources: Mapping[str, Source]) -> frozenset[str]:
    """Return the ids of the sources on which a source rests: itself, where it cites no other.

    Args:
        source: its id.
        sources: every source of the car file.
    """
    return _origins(source, sources, frozenset())


def independent(names: Iterable[str], sources: Mapping[str, Source]) -> frozenset[str]:
    """Return the origins of several sources together; their number is what counts.

    Args:
        names: ids of the sources.
        sources: every source of the car file.
    """
    return frozenset().union(*(origins(name, sources) for name in names))


def rests_on(source: str, sources: Mapping[str, Source]) -> str:
    """Return in words what a source rests on.

    Args:
        source: its id.
        sources: every source of the car file.
    """
    entry = sources[source]
    cited = [name for name in entry.citing if name in sources]
    if cited:
        roots = sorted(origins(source, sources), key=lambda name: sources[name].date)
        return (
            ", ".join(dict.fromkeys(sources[name].by for name in roots)) + ": no origin of its own"
        )
    words = ", ".join(entry.citing)
    return words if words else "its own word"


def _origins(source: str, sources: Mapping[str, Source], passed: frozenset[str]) -> frozenset[str]:
    cited = [name for name in sources[source].citing if name in sources and name not in passed]
    if not cited:
        return frozenset({source})
    parts = [_origins(name, sources, passed | {source}) for name in cited]
    return frozenset().union(*parts)
