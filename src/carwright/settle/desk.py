"""desk: where the figures of a car are settled one by one, each with its origin. No JAX."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType

from carwright.carfile.schema import CarFile
from carwright.figure_dependencies import DEPENDENCIES, TOTAL_POWER, growth
from carwright.figure_table import BY_KEY, FIGURES, INDEX, SIDES, possible
from carwright.population.gaussian import BAND
from carwright.population.sizes import LOGGED
from carwright.population.variables import QUALITY_OF
from carwright.settle.defaults import Kind, default, reference, rule, source_title
from carwright.settle.settled import Origin
from carwright.settle.usual import Usual

POPULATION = "carwright: population of measured cars"
"""Who stands behind a size that nobody has said."""
_CHANCED = MappingProxyType(
    {
        "grip_coefficient": "grip",
        "launch_ramp_s": "ramp",
        "front_delivered_power_ratio": "power",
        "rear_delivered_power_ratio": "power",
    }
)
"""What of `Chance` decides each figure that nobody has said."""


@dataclass(frozen=True, slots=True)
class Chance:
    """What chance decides in one version of a car, in standard deviations."""

    span: float = 0.0
    """Where in their spans the sources' figures lie [-]."""
    grip: float = 0.0
    """How far grip is from its middle [-]."""
    power: float = 0.0
    """How far the power that the road gets is from its middle [-]."""
    ramp: float = 0.0
    """How far the time in which torque builds up is from its middle [-]."""
    times: Mapping[str, float] = field(default_factory=dict)
    """Factors by key on numbers of sources, and on those of the DC plug that rules give [-]."""


@dataclass
class Desk:
    """What is settled so far; each rule looks at it and adds to it."""

    car_file: CarFile
    usual: Usual
    chance: Chance = Chance()
    origins: dict[str, Origin] = field(default_factory=dict)
    kind: Kind = field(default_factory=Kind)

    def has(self, *keys: str) -> bool:
        """Return whether all of these are settled."""
        return all(key in self.origins for key in keys)

    def number(self, key: str) -> float:
        """Return a settled number in the unit of its key."""
        return _number(self.origins[key].value)

    def word(self, key: str) -> str:
        """Return a settled word."""
        return str(self.origins[key].value)

    def derive(self, key: str, value: float | str, by: str, note: str = "") -> None:
        """Settle a figure by a rule, unless it is settled."""
        if key not in self.origins:
            text = rule(by)["text"]
            title = source_title(rule(by)["from"])
            self.origins[key] = Origin(
                value, "rule", "estimate", title, "", f"{text}{'; ' if note else ''}{note}"
            )

    def estimate(self, key: str, usual: Mapping[str, float], by: str) -> None:
        """Settle a figure by a rule that has a band, in which chance decides, unless it is settled.

        Args:
            key: key of the figure.
            usual: its `value`, `low` and `high`.
            by: name of the rule.
        """
        if key not in self.origins:
            value = self._decided(key, usual["value"], usual["low"], usual["high"])
            self.derive(key, value, by)
            self.origins[key] = replace(self.origins[key], low=usual["low"], high=usual["high"])

    def fall_back(self, key: str) -> None:
        """Settle a figure by the population or by its class default, unless it is settled."""
        if key not in self.origins:
            self.origins[key] = self._size(key) if self.usual.has(key) else self._default(key)

    def total_power(self) -> float:
        """Return the sum of the driven axles' peak powers [kW]."""
        driven = [side for side in SIDES if self.word(f"{side}_machine") != "none"]
        return sum(self.number(f"{side}_peak_power_kw") for side in driven)

    def finish(self) -> None:
        """Settle all other figures by the population or by their class defaults."""
        for key, origin in _fixed(self.kind).items():
            self.origins.setdefault(key, origin)
        for row in FIGURES:
            if row.key not in self.origins:
                self.fall_back(row.key)

    def scale(self, key: str, factor: float, by: str) -> None:
        """Move an estimate, with its band, by a rule."""
        was = self.origins[key]
        low, high = (None if end is None else end * factor for end in (was.low, was.high))
        value = possible(key, self.number(key) * factor)
        note = f"{rule(by)['text']}; {was.note}"
        self.origins[key] = replace(was, value=value, how="rule", note=note, low=low, high=high)

    def _size(self, key: str) -> Origin:
        value, low, high = self.usual.size(key)
        note = "usual of cars with what is known of this one"
        value = possible(key, value)
        return Origin(value, "population", "estimate", POPULATION, "", note, low, high)

    def _default(self, key: str) -> Origin:
        usual = self._sized(key, _class_default(key, self.kind))
        value, low, high = usual.value, usual.low, usual.high
        if key in QUALITY_OF and isinstance(value, float | int):
            middle, least, most = self.usual.factor(QUALITY_OF[key])
            times = "" if middle == 1.0 else f"times {middle:.2f} and "
            note = f"{usual.note}; {times}with the band of measured cars"
            low, high = value * least, value * most
            value = possible(key, value * middle)
            return Origin(value, "population", "estimate", usual.source, "", note, low, high)
        if key in _CHANCED and low is not None and high is not None:
            return replace(usual, value=self._decided(key, _number(value), low, high))
        return usual

    def _sized(self, key: str, usual: Origin) -> Origin:
        """A default of the reference car, for the sizes that this car has."""
        row = BY_KEY.get(key)
        if row is None or row.name not in DEPENDENCIES or isinstance(usual.value, str):
            return usual
        factor = growth(row.name, self._over_reference, 1.0)
        if factor == 1.0:
            return usual
        low, high = (None if end is None else end * factor for end in (usual.low, usual.high))
        note = f"{usual.note}; times {factor:.2f} for its size".removeprefix("; ")
        value = possible(key, usual.value * factor)
        return replace(usual, value=value, low=low, high=high, note=note)

    def _over_reference(self, parent: str) -> float:
        """A figure over that of the reference car, or power over that of the reference unit [-]."""
        if parent == TOTAL_POWER:
            return self.total_power() / reference("peak_power_kw")
        key = FIGURES[INDEX[parent]].key
        self.fall_back(key)
        return self.number(key) / reference(key)

    def _decided(self, key: str, value: float, low: float, high: float) -> float:
        """Where in its band chance puts a figure."""
        chance = getattr(self.chance, _CHANCED[key])
        return possible(key, value * (high / low) ** (0.5 * chance / BAND))


def _number(value: float | str) -> float:
    """A value that is known to be a number, of every car where it is one of many."""
    return value if isinstance(value, float) else float(value)


@lru_cache(maxsize=4096)
def _class_default(key: str, kind: Kind) -> Origin:
    usual = default(key, kind)
    title = source_title(usual.source)
    return Origin(usual.value, "default", "estimate", title, "", usual.note, usual.low, usual.high)


@lru_cache(maxsize=64)
def _fixed(kind: Kind) -> Mapping[str, Origin]:
    """What every car of a kind has where nobody says else."""
    keys = (row.key for row in FIGURES)
    followers = (FIGURES[INDEX[name]].key for name in DEPENDENCIES)
    varied = {*LOGGED, *QUALITY_OF, *_CHANCED, *followers}
    return {key: _class_default(key, kind) for key in keys if key not in varied}
