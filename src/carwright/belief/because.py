"""because: why a belief differs from the simulated car, as the end of a sentence.

What the tests say is told apart by the simulator: in the middle of the believable cars one part
after another is put back to what the simulated car has, and the parts that account for most of the
difference are named, with the claim that fits the belief best over the simulated car.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from carwright.belief.belief import Belief
from carwright.belief.headline import Band
from carwright.belief.headline_keys import QUANTITY, times, unit_of
from carwright.belief.latent import LATENTS
from carwright.belief.scene import Scene
from carwright.belief.simulated import discrepancies_of, said_by, tested
from carwright.belief.terms import Spoken
from carwright.belief.verdict import claim_in_words, listed, number
from carwright.errors import InputError
from carwright.figure_table import SIDES
from carwright.population.sizes import LOGGED
from carwright.population.variables import QUALITY_OF
from carwright.settle.settled import Origin

PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "battery_usable_energy_kwh": ("battery_usable_energy_kwh",),
        "kerb_mass_kg": ("kerb_mass_kg",),
        "peak_power_kw": ("peak_power_kw",),
        "drag_area_m2": ("width_mm", "height_mm", "drag"),
        "rolling_resistance_coefficient": ("rolling",),
        "grip": ("grip",),
    }
)
"""Parts of a car by what is told of them, and the latents that move each."""
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "battery_usable_energy_kwh": "usable energy",
        "kerb_mass_kg": "mass",
        "peak_power_kw": "power",
        "drag_area_m2": "drag area",
        "rolling_resistance_coefficient": "rolling resistance",
    }
)
"""Those of which a number is told, in words."""
MOST, TOLD = 3, 0.75
"""So many parts are named at most, and no more than account for this share of the difference."""
LEAST = 0.1
"""A part that accounts for less than this share of the difference is not named [-]."""
TELLING = 0.5
"""A claim draws a belief that fits it better than the simulated car does by this log likelihood."""
HOW: Mapping[str, str] = MappingProxyType(
    {"rule": "what follows from its other figures", "population": "what is usual of such a car"}
)
"""How a figure that no source gives comes about, in words; else it is what is usual."""


def because(
    found: Belief,
    outside: Mapping[str, Band],
    simulated: Mapping[str, float],
    without: frozenset[str] = frozenset(),
) -> dict[str, str]:
    """Return why what is believed differs from the simulated car, by headline figure.

    Args:
        found: what is believed of the car.
        outside: headline figures that differ, with what is believed of them.
        simulated: headline figures of the simulated car.
        without: ids of claims that the belief did not hear.
    """
    about = found.scene
    middle = found.weights @ about.prior.vectors(found.normal)
    drawn = _drawn(found, middle, simulated, without)
    at_test = [key for key in outside if QUANTITY[key] in about.simulates]
    parts = _parts(about, middle, at_test)
    reasons = {}
    for key, band in outside.items():
        if key in at_test:
            wanted = float(np.log(band[1] / simulated[key]))
            reasons[key] = _of_test(parts[key], wanted, _claim(QUANTITY[key], drawn))
        else:
            reasons[key] = _of_figure(key, about, drawn)
    return reasons


def _of_test(parts: Mapping[str, float], wanted: float, claim: str) -> str:
    """The parts that account for most of a difference, the greatest first."""
    named: list[str] = []
    reached = 0.0
    for words, effect in sorted(parts.items(), key=lambda one: -one[1] / wanted):
        if effect / wanted < LEAST or reached >= TOLD or len(named) == MOST:
            break
        named.append(words)
        reached += effect / wanted
    taken = listed(named) if named else "many figures a little otherwise"
    told = f"the belief takes {taken}"
    hears = "the simulated car hears no claim of the whole car"
    return f"drawn by {claim}, {told}, and {hears}" if claim else f"{told}, and {hears}"


def _of_figure(key: str, about: Scene, drawn: Sequence[tuple[Spoken, float]]) -> str:
    origin = _origin(key, about)
    who = origin.source.partition(": ")[0]
    others = [one for one in drawn if (one[0].heard.key, one[0].heard.source.by) != (key, who)]
    claim = _claim(QUANTITY[key], others)
    if origin.how == "given":
        told = f"the simulated car takes {who} ({origin.date}) at its word"
        weighs = "the belief weighs that as past claims of its kind were right"
        return f"{told}, {weighs}" + (f", and is drawn by {claim}" if claim else "")
    told = f"the simulated car takes {HOW.get(origin.how, HOW['population'])}"
    return f"{told}, the belief " + (
        f"is drawn by {claim}" if claim else "weighs all that is said of the car"
    )


def _origin(key: str, about: Scene) -> Origin:
    """Where the simulated car has a figure from; its power may be that of its axles."""
    origins, driven = about.settled.origins, about.settled.used
    axles = [f"{side}_peak_power_kw" for side in ("front", "rear")]
    keys = (key, *(name for name in axles if name in driven))
    return next(origins[name] for name in keys if name in origins)


def _standing(about: Scene, middle: np.ndarray) -> np.ndarray:
    """The latent vector of the simulated car; where it has none, that of the belief."""
    found, car = middle.copy(), about.settled
    sizes = {name: float(car.origins[name].value) for name in LOGGED if name in car.origins}
    driven = (f"{side}_peak_power_kw" for side in SIDES)
    sizes["peak_power_kw"] = sum(car.values[name] for name in driven if name in car.used)
    known = {name: float(np.log(size)) for name, size in sizes.items()}
    for key, quality in QUALITY_OF.items():
        known[quality] = float(np.log(car.values[key])) - about.straight[key].constant
    known["grip"] = 0.0
    for name, value in known.items():
        found[LATENTS.index(name)] = value
    return found


def _parts(about: Scene, middle: np.ndarray, keys: Sequence[str]) -> dict[str, dict[str, float]]:
    """By figure: what the belief takes otherwise, in words, and by how much that moves it [log]."""
    if not keys:
        return {}
    standing = _standing(about, middle)
    vectors = [middle]
    for latents in PARTS.values():
        at = [LATENTS.index(name) for name in latents]
        back = middle.copy()
        back[at] = standing[at]
        vectors.append(back)
    try:
        arrays = about.prior.arrays(np.stack(vectors))
    except InputError:  # parts of two cars need not make one
        return {key: _test_in_words(QUANTITY[key], middle) for key in keys}
    numbers = tested(*arrays, about.loads(arrays[0]))
    words = [_part_in_words(name, about, middle, standing) for name in PARTS]
    found = {}
    for key in keys:
        logs = np.log(numbers[key])
        effects = dict(zip(words, (logs[0] - logs[1:]).tolist(), strict=True))
        found[key] = effects | _test_in_words(QUANTITY[key], middle)
    return found


def _part_in_words(name: str, about: Scene, middle: np.ndarray, standing: np.ndarray) -> str:
    if name in NAMES:
        line = about.straight[name]
        believed, has = (
            number(name, float(np.exp(line.constant + line.row() @ vector)))
            for vector in (middle, standing)
        )
        unit = "" if name.endswith("_coefficient") else f" {unit_of(name)}"
        return f"a {NAMES[name]} of {believed} instead of {has}{unit}"
    at = LATENTS.index(PARTS[name][0])
    return f"{name} {_moved(middle[at] - standing[at], 'lower', 'higher')}"


def _test_in_words(quantity: str, middle: np.ndarray) -> dict[str, float]:
    """What the test says over its simulation, in words and as a logarithm."""
    off = sum(sign * float(middle[at]) for at, sign in discrepancies_of(quantity).items())
    test = said_by(quantity)
    if test == "launch":
        return {f"launches that take {_moved(off, 'less', 'more')} than simulated": off}
    return {f"{test.upper()} tests that say {_moved(off, 'less', 'more')} than simulated": off}


def _moved(log: float, less: str, more: str) -> str:
    return f"{abs(100.0 * np.expm1(log)):.0f} % {less if log < 0.0 else more}"


def _drawn(
    found: Belief, middle: np.ndarray, simulated: Mapping[str, float], without: frozenset[str]
) -> list[tuple[Spoken, float]]:
    """Each claim that was heard, and how much better the belief fits it than the simulated car."""
    about = found.scene
    heard = [one for one in about.spoken if one.heard.id not in without]
    if not heard:
        return []
    believed = _logs(found)
    standing = believed.copy()
    vector = _standing(about, middle)
    for place, name in enumerate(about.names):
        if name in about.straight and not name.startswith("price"):
            line = about.straight[name]
            standing[place] = line.constant + line.row() @ vector
    for key, value in simulated.items():
        standing[about.names.index(QUANTITY[key])] = np.log(value / times(key))
    terms = about.terms(without)
    better = terms.each(believed) - terms.each(standing)
    return list(zip(heard, better.tolist(), strict=True))


def _logs(found: Belief) -> np.ndarray:
    """(quantities,) means of the logarithms of the believable cars that were simulated."""
    known = np.isfinite(found.quantities)
    weights = found.weights[:, None] * known
    total = np.where(known, found.quantities, 0.0) * weights
    return np.sum(total, axis=0) / np.sum(weights, axis=0)


def _claim(quantity: str, drawn: Sequence[tuple[Spoken, float]]) -> str:
    """The claim that draws the belief most, of the figure itself where one does; or nothing."""
    telling = [(spoken, better) for spoken, better in drawn if better >= TELLING]
    own = [one for one in telling if any(each.quantity == quantity for each in one[0].meanings)]
    best = max(own or telling, key=lambda one: one[1], default=None)
    if best is None:
        return ""
    heard = best[0].heard
    return f"{claim_in_words(heard)} ({heard.source.by}, {heard.claim.date})"
