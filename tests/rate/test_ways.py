"""Ways: one cycle a phase means the same parts and phases as the full tests."""

import pytest
from rollers import EvenCar, made

from carwright.rate.course import PAUSE, SOAK, STEADY
from carwright.rate.lanes import PARTS
from carwright.rate.mass import PROCEDURES
from carwright.rate.procedures import full_test
from carwright.rate.ways import WAYS
from carwright.world.cycle import cycle


def test_every_procedure_has_its_way():
    assert tuple(WAYS) == PROCEDURES


@pytest.mark.parametrize("procedure", WAYS)
def test_the_parts_are_those_of_the_full_test(procedure: str):
    way = WAYS[procedure]
    rating = full_test(made(EvenCar()), procedure)
    driven = {part.name for part in rating.segments} - {STEADY, PAUSE, SOAK}
    assert {name for names in way.cycles.values() for name in names} == driven
    assert {name for names in way.phases.values() for name in names} == driven
    assert set(way.phases) | {"combined"} == set(rating.phases)
    for cycle_id, names in way.cycles.items():
        assert len(cycle(cycle_id).phases) == len(names) <= PARTS


@pytest.mark.parametrize("procedure", ["epa", "wltp", "cltc"])
def test_parts_are_counted_as_the_full_test_drives_them(procedure: str):
    segments = [part.name for part in full_test(made(EvenCar()), procedure).segments]
    counts = {name: segments.count(name) for name in WAYS[procedure].drives}
    assert counts == WAYS[procedure].drives


def test_the_nedc_is_filled_by_its_cycles():
    assert not WAYS["nedc"].drives
