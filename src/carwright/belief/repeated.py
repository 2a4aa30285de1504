"""repeated: which of the claims that count say again what one claim says."""

from carwright.belief.heard import Heard
from carwright.belief.last_words import voice
from carwright.belief.quantity import meanings
from carwright.belief.rounding import rounding
from carwright.belief.scene import Scene
from carwright.belief.terms import written_unit

_ALIKE = frozenset({"charge_peak_kw", "dc_peak_power_kw"})
"""Keys that say the same, one as a claim and one as a figure."""


def repeated(about: Scene, one: Heard, *, whoever: bool = False) -> frozenset[str]:
    """Return the ids of the claims that must be left out to look at one claim from outside.

    That is the claim itself, what it repeats, and what the same voice said alike: a maker has one
    voice, whoever of its people speaks. A copy that says another number repeats nothing.

    Args:
        about: the scene whose claims are looked at.
        one: the claim.
        whoever: whether it is a repeat whoever says it, as for a claim that nobody is named for.
    """
    origins = {repeat.of for repeat in about.hearing.repeats if repeat.claim == one.claim}
    found = set()
    for spoken in about.spoken:
        other = spoken.heard
        if other.key != one.key and not {other.key, one.key} <= _ALIKE:
            continue
        same = whoever or other.claim.source in origins or _one_voice(other, one)
        if other.claim == one.claim or (same and _alike(other, one)):
            found.add(other.id)
    return frozenset(found)


def _one_voice(other: Heard, one: Heard) -> bool:
    voices = [voice(each.claim.kind, each.source.by) for each in (other, one)]
    return voices[0] == voices[1]


def _alike(other: Heard, one: Heard) -> bool:
    if len(other.numbers) != len(one.numbers):
        return False
    near = [
        abs(a - b) <= max(_half(other, a), _half(one, b))
        for a, b in zip(other.numbers, one.numbers, strict=True)
    ]
    return all(near) and bool(_names(other) & _names(one))


def _half(one: Heard, number: float) -> float:
    return rounding(number, written_unit(one.key), one.claim.as_said)


def _names(one: Heard) -> set[str]:
    return {meaning.quantity for meaning in meanings(one.key, one.claim)}
