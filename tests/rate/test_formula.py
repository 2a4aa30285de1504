"""Formulas: every number of a regulation says what it is and where it is from."""

import pytest

from carwright.rate import capped, cltc, discharge, document, epa, five_cycle, mass, nedc, wltp
from carwright.rate import weights as weighing
from carwright.rate.formula import Formula

MODULES = (capped, cltc, discharge, document, epa, five_cycle, mass, nedc, wltp, weighing)
FORMULAS = {
    value.name: value
    for module in MODULES
    for value in vars(module).values()
    if isinstance(value, Formula)
}


@pytest.mark.parametrize("formula", FORMULAS.values(), ids=FORMULAS)
def test_a_formula_says_what_it_is(formula: Formula):
    assert formula.tag in ("V", "M")
    assert len(formula.says) > 20
    assert len(formula.source) > 5
    assert float(formula) == formula.value


def test_no_two_formulas_share_a_name():
    every = {
        id(value): value.name
        for module in MODULES
        for value in vars(module).values()
        if isinstance(value, Formula)
    }
    assert len(set(every.values())) == len(every)
