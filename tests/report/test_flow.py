from itertools import pairwise

import pytest
from given_back import downhill

from carwright.report.flow import STATIONS, flow
from carwright.report.losses import TERMS, terms_of


def test_branches_hold_every_term_once():
    terms = [term for _, branches in STATIONS for _, _, of in branches for term in of]
    assert sorted(terms) == sorted(TERMS)


def test_the_stream_is_conserved_at_every_station(found):
    for car in found.cars:
        for run in car.runs.values():
            stream = flow(run)
            small = 5e-4 * stream.given * 15
            assert stream.stations[0].energy == stream.given
            for here, after in pairwise(stream.stations):
                left = here.energy - sum(branch.energy for branch in here.branches)
                joined = stream.round if after.name == "Battery" else 0.0
                assert after.energy == pytest.approx(left + joined, abs=small)
            last = stream.stations[-1]
            rest = last.energy - sum(branch.energy for branch in last.branches)
            assert rest == pytest.approx(stream.round, abs=small)


def test_nothing_is_lost_where_nothing_is_left_out(found):
    stream = flow(found.main.runs["udds"])
    drawn = sum(branch.energy for station in stream.stations for branch in station.branches)
    assert stream.left_out == ()
    assert drawn == pytest.approx(stream.given, rel=1e-9)


def test_what_comes_round_is_what_the_terminals_took(found):
    run = found.main.runs["wltc-3b"]
    stream = flow(run)
    assert stream.round == float(run.totals.terminal_in)
    assert stream.stations[1].energy == pytest.approx(float(run.totals.terminal_out), rel=1e-9)


def test_what_gives_joins_by_its_own_name_and_hides_in_no_sum():
    stream = flow(downhill())
    branches = [branch for station in stream.stations for branch in station.branches]
    gave = {branch.name: branch.energy for branch in branches if branch.energy < 0.0}
    assert set(gave) == {"Road load below its parts", "Out of height"}
    terms = terms_of(downhill())
    assert gave["Out of height"] == terms["height"]
    tyres = next(branch for branch in branches if branch.name == "Tyres and bearings")
    assert tyres.energy == terms["tyres"]
    wheels = [branch.energy for branch in stream.stations[-1].branches]
    assert [energy < 0.0 for energy in wheels] == [True, True, False, False, False]
    assert sum(branch.energy for branch in branches) == pytest.approx(stream.given, rel=1e-9)
