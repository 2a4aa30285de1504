"""The report of a fit: the schema, figures that are seen, drives before and after."""

import json
from importlib.resources import files

import jax.numpy as jnp
import jsonschema
import numpy as np
import pytest
from logged import log_of, simulated

from carwright.cars.from_file import vector
from carwright.fit.at_once import AtOnce
from carwright.fit.document import as_written, document
from carwright.fit.fit_car import CarFit
from carwright.fit.knobs import knobs_of
from carwright.fit.least_squares import Fitted
from carwright.fit.misfit import Groups
from carwright.fit.score import Scored
from carwright.settle.resolve import resolve

CAR = "bmw-i3-60ah"


@pytest.fixture(scope="module")
def told():
    settled = resolve(CAR)
    knobs = knobs_of(settled)
    groups = Groups(*(jnp.array([0.5, 0.0]) for _ in Groups._fields))
    fitted = Fitted(np.zeros(len(knobs)), np.eye(len(knobs)) * 0.25, groups, 3, converged=True)
    figures = vector(settled)
    found = CarFit(
        settled=settled,
        logs=(log_of(simulated(CAR, last=200)),),
        knobs=knobs,
        fitted=fitted,
        seen=(True, *(False for _ in knobs[1:])),
        limits={"battery_top_buffer_share": AtOnce(0.1, "seen")},
        before=figures,
        after=figures,
    )
    return document(found)


def test_the_report_is_as_its_schema(told):
    schema = files("carwright.schemas") / "fit.json"
    jsonschema.validate(told, json.loads(schema.read_text(encoding="utf-8")))
    assert (told["car"], told["converged"], told["steps"]) == (CAR, True, 3)


def test_what_is_seen_and_what_is_not(told):
    assert [one["name"] for one in told["figures"]] == ["load"]
    assert told["figures"][0]["spread_over_prior"] == pytest.approx(0.5)
    assert told["covariance"] == {"names": ["load"], "of_turns": [[0.25]]}
    assert {"name": "air drag", "keys": ["drag_coefficient"]} in told["unseen"]
    assert [one["note"] for one in told["limits"]] == ["seen"]
    assert told["misfit"]["battery"] == {"count": 1, "rms": 0.5}


def test_a_drive_has_its_units():
    one = as_written(Scored("a", 5e3, 3.6e6, 7.2e6, 1.0, 0.01, 0.02, 1.5, None))
    assert (one["distance_km"], one["measured_kwh"], one["simulated_kwh"]) == (5.0, 1.0, 2.0)
    assert one["heater_error"] is None
