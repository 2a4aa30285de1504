"""Study: what the page rests on. Every car settled, driven and charged before a word is written."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from types import MappingProxyType

from carwright.car.car import Car
from carwright.carfile import CarFile, garage_heads, load
from carwright.carfile.called import called
from carwright.carfile.dates import known_from
from carwright.cars.from_file import vector
from carwright.cars.vary import gradient
from carwright.progress import task
from carwright.report.learnt_steps import Steps, learnt_steps
from carwright.report.plugged import Plugged, plugged
from carwright.report.trial import Trial, trial
from carwright.report.weathered import Weathered, weathered
from carwright.run.drive import drive
from carwright.run.simulate import Run
from carwright.settle.resolve import resolve
from carwright.settle.settled import Settled
from carwright.units import from_si
from carwright.world.cycle import Cycle
from carwright.world.cycle import cycle as find_cycle

SHOWN = "wltc-3b"
"""The cycle that the page shows in full."""
CYCLES = (SHOWN, "cltc-p", "udds")
"""The cycles that every car drives."""
PROCEDURES = MappingProxyType({"cltc": "cltc-p", "wltp": SHOWN})
"""The cycle behind each procedure whose claims can be put beside a drive."""
SHORT = MappingProxyType({SHOWN: "WLTC", "cltc-p": "CLTC-P", "udds": "UDDS"})
"""Short names of the cycles."""


@dataclass(frozen=True)
class Driven:
    """A car, settled, built, driven and charged."""

    settled: Settled
    """Its figures and where they come from."""
    car: Car
    """The car as it was driven."""
    runs: Mapping[str, Run]
    """Its drives by id of the cycle."""
    plugged: Plugged
    """The car at a fast charger."""

    @property
    def file(self) -> CarFile:
        """Its car file."""
        return self.settled.car_file

    @property
    def name(self) -> str:
        """What to call it."""
        return called(self.file.maker, self.file.name, self.file.variant)

    @property
    def used(self) -> tuple[str, ...]:
        """Keys of the figures and choices that this car drives on."""
        return self.settled.used

    @property
    def estimated(self) -> tuple[str, ...]:
        """Those of the used figures that are estimates."""
        return self.settled.estimated

    def consumption(self, cycle: str) -> float:
        """Return energy at the terminals of the battery over distance [Wh/km].

        Args:
            cycle: id of the cycle.
        """
        return from_si("consumption_wh_per_km", float(self.runs[cycle].consumption_dc))

    def range(self, cycle: str) -> float:
        """Return usable energy over consumption [km].

        Args:
            cycle: id of the cycle.
        """
        return from_si("range_km", float(self.runs[cycle].range_dc))


@dataclass(frozen=True)
class Study:
    """Everything that the page tells."""

    on: datetime.date
    """The day as of which its cars are known, but that of the talk."""
    main: Driven
    """The car that the page is about."""
    talk: Driven | None
    """The car of the talk: the same maker, and not one figure."""
    rivals: tuple[Driven, ...]
    """The cars beside it."""
    cycles: tuple[Cycle, ...]
    """What they drove."""
    slopes: Mapping[str, float]
    """Metres of range on the shown cycle for one unit of each figure, by key."""
    trial: Trial
    """Every car rated and timed."""
    learnt: Steps | None
    """What was learnt of the main car, step by step; None where no range of it is official."""
    weathered: Weathered
    """The main car in every weather."""

    @property
    def cars(self) -> tuple[Driven, ...]:
        """Every car, that of the talk first."""
        first = () if self.talk is None else (self.talk,)
        return (*first, self.main, *self.rivals)

    @property
    def talk_day(self) -> datetime.date | None:
        """The day until which the talk counts: the last that the car without figures knows of."""
        return _last_word((self.talk if self.talk is not None else self.main).file)


def study(
    car: str | PathLike[str],
    against: Sequence[str | PathLike[str]],
    talk: str | None,
    on: datetime.date | None = None,
) -> Study:
    """Settle and drive every car of the page.

    Args:
        car: the car that the page is about, an id or a path.
        against: cars to drive beside it.
        talk: the car of the talk; None looks for one in the garage. It is known as of its last
            word.
        on: the day as of which all other cars are known, itself included; None is today.

    Raises:
        InputError: if a car is not known or its file cannot be right.
    """
    cycles = tuple(find_cycle(name) for name in CYCLES)
    day = on or datetime.date.today()
    settled = [resolve(name, on=day) for name in (car, *against)]
    main, rivals = settled[0], settled[1:]
    spoken = talk or _talk_of(main.car_file)
    seen = {main.car_file.id}
    wanted = []
    talked = [resolve(spoken, on=min(_last_word(load(spoken)) or day, day))] if spoken else []
    for one in talked + rivals:
        if one.car_file.id not in seen:
            seen.add(one.car_file.id)
            wanted.append(one)
    with task("driving the cars of the page", (2.0, 1.0, 3.0, 1.0, 3.0)) as step:
        beside = [_driven(one, cycles) for one in wanted]
        car_of_page = _driven(main, cycles)
        step()
        slopes = _slopes(main)
        step()
        tried = trial(main, wanted)
        step()
        learnt = learnt_steps(main)
        step()
        weather = weathered(car_of_page.car, find_cycle(SHOWN))
    has_talk = bool(spoken) and bool(beside) and not beside[0].file.figures
    return Study(
        on=day,
        main=car_of_page,
        talk=beside[0] if has_talk else None,
        rivals=tuple(beside[1:] if has_talk else beside),
        cycles=cycles,
        slopes=slopes,
        trial=tried,
        learnt=learnt,
        weathered=weather,
    )


def _last_word(file: CarFile) -> datetime.date | None:
    """The day of the last word of a car without a figure; None of any other car."""
    if file.figures or not file.sources:
        return None
    return max(known_from(source.date) for source in file.sources.values())


def _talk_of(file: CarFile) -> str | None:
    heads = [head for head in garage_heads() if head.maker == file.maker and head.id != file.id]
    if not file.figures:
        return None
    return next((head.id for head in heads if not load(head.id).figures), None)


def _driven(settled: Settled, cycles: Sequence[Cycle]) -> Driven:
    from carwright.car.build import build_car

    car = build_car(vector(settled))
    runs = {course.id: drive(car, course, series=True) for course in cycles}
    return Driven(settled, car, runs, plugged(car))


def _slopes(settled: Settled) -> dict[str, float]:
    slopes = gradient(vector(settled), lambda car: drive(car, SHOWN).range_dc)
    return {key: float(slope) for key, slope in slopes.items()}
