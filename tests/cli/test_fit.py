"""carwright fit: report and car file, an end that is not found, and what is refused."""

import json

import jax.numpy as jnp
import numpy as np
import pytest
from logged import drive, log_of, simulated, written

from carwright.cli import fit as module

CAR = "bmw-i3-60ah"


@pytest.fixture
def quick(monkeypatch):
    """A fit whose search is made up: what is turned, and whether it ended."""
    from carwright.cars.from_file import vector
    from carwright.fit import fit_car as fitting
    from carwright.fit.least_squares import Fitted
    from carwright.fit.misfit import Groups

    ends = {"converged": True}

    def made_up(settled, logs, weights=None):
        knobs, figures = fitting.knobs_of(settled), vector(settled)
        groups = Groups(*(jnp.array([0.5]) for _ in Groups._fields))
        size = len(knobs)
        fitted = Fitted(np.zeros(size), np.eye(size) * 0.01, groups, 9, ends["converged"])
        after = figures.replace({"drag_coefficient": 0.31})
        seen = tuple(knob.name == "air drag" for knob in knobs)
        return fitting.CarFit(settled, tuple(logs), knobs, fitted, seen, {}, figures, after)

    monkeypatch.setattr(fitting, "fit_car", made_up)
    return ends


def test_report_and_car_file(carwright, tmp_path, quick):
    log, out = written(tmp_path, drive(600), "a.csv"), tmp_path / "fitted.yaml"
    answer = carwright("fit", CAR, log, "-o", str(out))
    assert (answer.code, answer.err) == (0, "")
    assert "an end was found in 9 steps" in answer.out
    assert "not seen by the logs" in answer.out
    assert carwright("check", str(out)).code == 0
    shown = carwright("show", str(out), "--json").out
    assert "carwright-fit" in out.read_text(encoding="utf-8")
    assert '"drag_coefficient"' in shown
    report = json.loads((tmp_path / "fitted.fit.json").read_text(encoding="utf-8"))
    found = carwright("fit", CAR, log, "-o", str(out), "--json").document("fit")
    assert found["figures"] == report["figures"]
    assert found["figures"][0]["after"] == {"drag_coefficient": pytest.approx(0.31)}


def test_without_an_end_there_is_a_report_and_no_car_file(carwright, tmp_path, quick):
    quick["converged"] = False
    log, out = written(tmp_path, drive(600), "a.csv"), tmp_path / "fitted.yaml"
    answer = carwright("fit", CAR, log, "-o", str(out))
    assert answer.code == 1
    assert "NOT found" in answer.out
    assert not out.exists()
    report = json.loads((tmp_path / "fitted.fit.json").read_text(encoding="utf-8"))
    assert report["converged"] is False


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((CAR, "-o", "o.yaml"), "no log to fit to"),
        ((CAR, "none.csv", "-o", "o.yaml"), "no such file"),
        (("no-such-car", "a.csv", "-o", "o.yaml"), "no-such-car"),
        ((CAR, "a.csv", "-o", "a.csv"), "overwrite"),
        ((CAR, "a.csv", "-o", "o.yaml", "--columns", "speed=x:kmh"), "no such column"),
        ((CAR, "short.csv", "-o", "o.yaml"), "shorter than a minute"),
    ],
)
def test_bad_input_is_one_short_error(carwright, tmp_path, monkeypatch, words, told):
    monkeypatch.chdir(tmp_path)
    written(tmp_path, drive(), "a.csv")
    written(tmp_path, drive(30), "short.csv")
    before = {path.name for path in tmp_path.iterdir()}
    answer = carwright("fit", *words)
    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err
    assert {path.name for path in tmp_path.iterdir()} == before


def test_the_report_stands_beside_the_car_file():
    assert module.REPORT_ENDING == ".fit.json"
    assert log_of(simulated(CAR, last=200)).id == "made"
