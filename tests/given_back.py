"""A drive in which more than the cells gives: a gentle descent with a road load below its parts."""

import datetime
from functools import cache

import numpy as np
from workshop import TESLA, altered, car, course

import carwright
from carwright.report.plugged import Plugged
from carwright.report.study import Driven, Study
from carwright.report.trial import Trial
from carwright.report.weathered import AIR_C, Weathered
from carwright.run.simulate import Run
from carwright.settle.resolve import resolve


@cache
def downhill() -> Run:
    """Half a per cent downhill, from rest to 72 km/h; the coast-down holds less than its parts."""
    vehicle = altered(car(TESLA), {"residual.constant": -20.0})
    speed = np.concatenate([np.linspace(0.0, 20.0, 20), np.full(109, 20.0)])
    return carwright.drive(vehicle, course(speed, slope=np.full(129, -0.005)))


def driven() -> Driven:
    """That drive, as if it were a UDDS, as the page takes it."""
    return Driven(resolve(TESLA), car(TESLA), {"udds": downhill()}, Plugged({}, {}))


def study() -> Study:
    """A page on that drive alone; nothing else was tried."""
    nothing = np.zeros(len(AIR_C))
    return Study(
        on=datetime.date(2024, 3, 1),
        main=driven(),
        talk=None,
        rivals=(),
        cycles=(carwright.cycle("udds"),),
        slopes={},
        trial=Trial({}, {}, {}),
        learnt=None,
        weathered=Weathered(nothing, nothing, {}, (), ()),
    )
