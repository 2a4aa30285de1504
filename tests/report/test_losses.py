import pytest
from given_back import downhill

from carwright.report.losses import AT_TERMINALS, GROUPS, TERMS, givers, terms_of


def test_every_term_of_the_ledger_has_words_and_one_group(found):
    terms = terms_of(found.main.runs["wltc-3b"])
    assert set(terms) == {"chemical", *TERMS}
    grouped = [name for group in GROUPS for name in group.terms]
    assert sorted(grouped) == sorted(TERMS)


def test_groups_are_the_energy_out_of_cells_and_at_terminals(found):
    for car in found.cars:
        for run in car.runs.values():
            terms = terms_of(run)
            whole = sum(group.energy(terms) for group in GROUPS)
            outside = sum(group.energy(terms) for group in AT_TERMINALS)
            assert whole == pytest.approx(terms["chemical"], rel=1e-9)
            assert outside == pytest.approx(float(run.energy_dc), rel=1e-9)


def test_a_term_that_gives_is_a_group_of_its_own():
    terms = terms_of(downhill())
    others = givers([terms])
    assert [one.name for one in others] == ["Road load below its parts", "Out of height"]
    taken = sum(group.energy(terms) for group in GROUPS)
    given = terms["chemical"] - sum(one.energy(terms) for one in others)
    assert taken == pytest.approx(given, rel=1e-9)
    assert all(group.energy(terms) >= 0.0 for group in GROUPS)
    assert all(one.energy(terms) < 0.0 for one in others)
