"""Procedures: which there are, what is refused, and what another load would do."""

import pytest
from rollers import EvenCar, made

from carwright.errors import InputError
from carwright.rate.mass import load_of_test
from carwright.rate.procedures import METHODS, PROCEDURES, check, full_test, with_other_loads

ALL = [(procedure, method) for procedure in PROCEDURES for method in METHODS[procedure]]


@pytest.mark.parametrize(("procedure", "method"), ALL)
def test_every_method_of_every_procedure_rates_a_car(procedure: str, method: str):
    rig = EvenCar()
    rating = full_test(made(rig), procedure, method=method)
    assert (rating.procedure, rating.method) == (procedure, method)
    assert rig.test_load == load_of_test(procedure)
    share = 0.7 if procedure == "epa" else 1.0
    assert rating.range == pytest.approx(share * 400e3, rel=1e-9)
    assert rating.test_mass == pytest.approx(1500.0 + load_of_test(procedure))
    assert rating.formulas


def test_a_load_of_its_own_replaces_the_procedures_and_is_said():
    rig = EvenCar()
    rating = full_test(made(rig), "wltp", load=250.0)
    assert rig.test_load == 250.0
    assert any("250 kg" in note for note in rating.notes)
    assert not any(formula.name == "wltp-payload" for formula in rating.formulas)


def test_what_another_load_would_do_is_a_test_of_its_own():
    class Heavy(EvenCar):
        def drive(self, course, start, patience):
            self.consumption = lambda name, lap: 150.0 + 0.05 * (self.test_load - 100.0)
            return super().drive(course, start, patience)

    rating = with_other_loads(made(Heavy()), full_test(made(Heavy()), "cltc"))
    other = rating.alternatives[-1]
    assert other.formula == "cltc-test-load"
    by_hand = 60e6 / (150.0 + 0.05 * (load_of_test("wltp") - 100.0))
    assert other.range == pytest.approx(by_hand, rel=1e-9)
    assert rating.range == pytest.approx(400e3, rel=1e-9)
    same = full_test(made(EvenCar()), "nedc")
    assert with_other_loads(made(EvenCar()), same) is same


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("wtlp", None, None), "did you mean 'wltp'"),
        (("epa", "stp", None), "mct, sct"),
        (("wltp", None, 0.7), "only EPA"),
        (("epa", None, 70.0), "write 0.7"),
        (("epa", None, 0.0), "above 0"),
        (("epa", None, float("nan")), "above 0"),
    ],
)
def test_what_there_is_not_is_refused(given, said: str):
    with pytest.raises(InputError) as caught:
        check(*given)
    assert said in str(caught.value)
    assert len(str(caught.value).splitlines()) <= 5
