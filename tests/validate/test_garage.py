"""The garage beside its claims: which number of which test, and scatter of each."""

from dataclasses import replace

import jax.numpy as jnp
import numpy as np
import pytest

from carwright.belief.quantity import SPRINT_SCATTER
from carwright.population.official import SCATTER
from carwright.run.accelerate import Sprint
from carwright.settle.expected import expected
from carwright.settle.resolve import resolve
from carwright.settle.settled import Origin
from carwright.units import to_si
from carwright.validate import garage as module
from carwright.validate.claimed import CONSUMPTION, Claimed
from carwright.validate.garage import ROAD, Beside, validate_garage
from carwright.validate.summary import Compared

LEAF = "nissan-leaf-40"


def claim(group, key, value, **changes):
    told = {"procedure": "wltp", "phase": "combined", "unadjusted": False} | changes
    return Claimed(group=group, key=key, value=value, kind="maker", year="2020", note="", **told)


@pytest.mark.parametrize(
    ("one", "what", "unit"),
    [
        (claim("range", "range_km", 4e5), "WLTP combined range", "km"),
        (
            claim("consumption", "consumption_kwh_per_100km", 500.0, procedure="epa", phase="city",
                  unadjusted=True),
            "EPA city consumption, unadjusted",
            "kWh/100 km",
        ),
        (claim("sprint", "zero_to_100_s", 5.0, procedure="", phase="no"), "zero to 100", "s"),
        (
            claim("sprint", "zero_to_60mph_s", 5.0, procedure="", phase="yes"),
            "zero to 60mph, a foot left out",
            "s",
        ),
        (
            claim("sprint", "zero_to_60mph_s", 5.0, procedure="", phase="unknown"),
            "zero to 60mph, rollout unknown",
            "s",
        ),
    ],
)  # fmt: skip
def test_what_is_compared_in_words(one, what, unit):
    row = Beside("car", "Maker", one, Compared(one.value, one.value, one.value, one.value))
    assert (row.what, row.unit) == (what, unit)
    assert to_si(one.key, row.in_unit["measured"]) == pytest.approx(one.value)


def test_a_test_reads_as_those_of_other_cars_over_their_simulation():
    car = resolve("polestar-2-single-motor-2022")
    tests = expected(car, "epa")
    assert tests is not None
    one = claim("label", "range_km", 1.0, procedure="epa")
    assert module.official_of(car, one) == (tests.range.factors[0], tests.range.deviation)
    one = claim("consumption", "consumption_kwh_per_100km", 1.0, procedure="epa", phase="city",
                unadjusted=True)  # fmt: skip
    assert module.official_of(car, one)[0] == tests.consumption.factors[0]


def test_where_no_list_tells_the_simulation_stands():
    car = resolve("volkswagen-id3-58")
    for procedure in ("nedc", "wltp"):
        one = claim("range", "range_km", 1.0, procedure=procedure)
        assert module.official_of(car, one) == (1.0, pytest.approx(SCATTER))


def test_scatter_of_a_sprint():
    one = claim("sprint", "zero_to_100_s", 5.0, procedure="", phase="no")
    assert module.official_of(resolve("volkswagen-id3-58"), one) == (1.0, SPRINT_SCATTER)


def test_sprints_with_and_without_rollout():
    times = {"zero_to_100": [5.0, 6.0], "zero_to_100_rollout": [4.8, 5.6]}
    found = Sprint(
        **{name: jnp.array(times.get(name, [1.0, 1.0])) for name in Sprint.__dataclass_fields__}
    )
    for phase, times in (("no", [5.0, 6.0]), ("yes", [4.8, 5.6]), ("unknown", [4.9, 5.8])):
        one = claim("sprint", "zero_to_100_s", 5.0, procedure="", phase=phase)
        np.testing.assert_allclose(module._sprint(found, one), times)


@pytest.mark.parametrize(
    ("kwh_per_100km", "phase", "words"),
    [
        (12.0, "city", ""),
        (15.0, "highway", ""),
        (12.0, "highway", "one-way efficiency on HWFET"),
        (6.0, "city", "if nothing is lost"),
    ],
)
def test_a_claim_that_cannot_belong_to_its_road_load_is_named(kwh_per_100km, phase, words):
    road = (25.89, 0.3449, 0.01945, 3875.0)
    origins = {
        key: Origin(value, "given", "regulator", "", "", "")
        for key, value in zip(ROAD, road, strict=True)
    }
    car = replace(resolve(LEAF), origins=origins)
    value = to_si("_kwh_per_100km", kwh_per_100km)
    one = claim("consumption", CONSUMPTION, value, procedure="epa", phase=phase, unadjusted=True)
    said = module._objection(car, one)
    assert words in said
    assert bool(said) == bool(words)
    assert module._objection(replace(car, origins={}), one) == ""


@pytest.mark.slow
def test_a_car_of_the_garage_is_near_what_is_said_of_it():
    found = validate_garage([LEAF])
    assert found.count == 1
    assert {row.claim.group for row in found.compared} == {"consumption", "range", "sprint"}
    for row in found.compared:
        assert row.car == LEAF
        assert abs(row.found.error) < 0.35, row.what
        assert row.found.low < row.found.simulated < row.found.high
    assert found.summaries()["label"].n == 0
    assert found.summaries()["consumption"].n >= 2
