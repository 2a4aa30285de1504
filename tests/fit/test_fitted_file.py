"""Fitted car files: a fit never rests on an earlier one."""

from carwright.carfile import load
from carwright.carfile.schema import Claim, Source
from carwright.fit.fitted_file import FIT, unfitted

CAR = load("nissan-leaf-24")


def test_what_an_earlier_fit_wrote_is_taken_out():
    said = {"date": "2026", "kind": "measured"}
    claim = Claim.model_validate({"value": 0.011, "from": FIT, **said})
    source = Source.model_validate({"id": FIT, "by": "carwright", "title": "fit", **said})
    name, other = "rolling_resistance_coefficient", "auxiliary_power_w"
    fitted = CAR.model_copy(
        update={
            "figures": CAR.figures
            | {name: (*CAR.figures.get(name, ()), claim), "launch_ramp_s": (claim,)},
            "sources": CAR.sources | {FIT: source},
        }
    )
    plain = unfitted(fitted)
    assert plain.figures == CAR.figures
    assert plain.sources == CAR.sources
    assert plain.figures.get(other) == CAR.figures.get(other)


def test_a_file_that_was_never_fitted_stays():
    assert unfitted(CAR) == CAR
