"""A dossier as a car file: everything kept, nothing of hindsight, one error for what is wrong."""

from pathlib import Path

import pytest
from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from carwright import carfile
from carwright.carfile.dossier import Names, read_dossier
from carwright.carfile.dossier_fields import as_field, target
from carwright.carfile.writing import written
from carwright.errors import InputError

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "dossiers"
SHIPPED = (
    *("apple-car", "dyson-ev", "lordstown-endurance", "sony-honda-afeela"),
    *("tesla-model-3", "xiaomi-su7", "xpeng-p7"),
)
KEPT = ("variant", "procedure", "bound", "conditions", "as_said", "memory")


def test_head_and_sources(take, dossier):
    car = take(dossier)
    assert (car.id, car.maker, car.name) == ("someone-some-car", "Someone", "Some CAR")
    assert (car.body, car.size, car.year, car.variant, car.notes) == ("sedan", None, None, None, ())
    assert set(car.sources) == {"sheet", "paper", "copy"}
    assert car.sources["sheet"].note == "month inferred"


def test_nothing_of_hindsight_is_kept(take, dossier):
    assert take(dossier) == take(dossier).model_copy(update={"notes": ()})
    text = written(take(dossier))
    assert "all of it was true" not in text
    assert "it came" not in text


def test_names_that_the_user_gives_come_first(write, dossier):
    car = read_dossier(write(dossier, "dossier.yaml"), Names(maker="Else", name="Thing"))
    assert (car.maker, car.name, car.id) == ("Else", "Thing", "someone-some-car")


def test_without_a_label_the_file_names_the_car(take, dossier):
    assert take(dossier.replace("car: someone-some-car\n", "")).id == "dossier"


def test_a_car_that_nobody_has_said_anything_of(take):
    car = take("car: some-thing\n")
    assert (car.sources, car.figures, car.claims, car.programme, car.said) == ({}, {}, {}, {}, ())
    assert (car.maker, car.name) == ("Some", "Thing")


def test_the_lighter_of_two_odd_figures_is_only_said(take, dossier):
    claim = "- {field: battery_kwh, procedure: usable, value: 120, unit: kWh, from: paper}\n"
    car = take(dossier + claim)
    assert "battery_usable_energy_kwh" not in car.figures
    assert car.figures["battery_gross_energy_kwh"][0].value == 101
    moved = car.said[-1]
    assert (moved.what, moved.value, moved.unit, moved.source) == (
        "battery_kwh",
        120,
        "kWh",
        "paper",
    )
    assert "battery_gross_energy_kwh" in (moved.note or "")
    other = take(
        dossier.replace("from: sheet\n- field: length", "from: paper\n- field: length")
        + ("- {field: battery_kwh, procedure: usable, value: 120, unit: kWh, from: sheet}\n")
    )
    assert set(other.figures) & {"battery_gross_energy_kwh", "battery_usable_energy_kwh"} == {
        "battery_usable_energy_kwh"
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[]", "a dossier is a mapping"),
        ("", "a dossier is a mapping"),
        ("about: x\n", "this is no dossier"),
        ("format_version: 1\nid: a\n", "a car file already"),
        ("car: a\nclaim: []\n", "did you mean claims?"),
        ("car: a\nclaims: {field: price}\n", "claims is a list"),
        ("car: '?'\n", "no name that letters"),
        ("car: a\nclaims: [3]\n", "a claim is a mapping"),
        ("car: a\nsources: [3]\n", "a source is a mapping"),
        ("car: a\ncar: b\n", "stands twice"),
    ],
)
def test_no_dossier(take, text, words):
    with pytest.raises(InputError) as caught:
        take(text)
    assert words in str(caught.value)
    assert "dossier.yaml" in str(caught.value)
    assert len(str(caught.value).splitlines()) <= 5


def test_no_file(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        read_dossier(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("date: 2024-03\n", "date: '2099-01'\n", "date"),
        ("date: 2024-03\n", "date: 2024-13\n", "date"),
        ("date: 2024-03\n", "date: '2021'\n  citing: [paper]\n  old_citing: []\n", "citing"),
        ("  citing:\n  - paper\n", "  citing:\n  - copy\n", "citing"),
        ("citing: unnamed persons, two of them", "citing: [copy]", "citing"),
        ("kind: maker", "kind: makr", "kind"),
    ],
)
def test_sources_that_cannot_be(take, dossier, old, new, key):
    text = dossier.replace(old, new)
    if "old_citing" in new:
        text = text.replace("  citing: []\n", "", 1)
    with pytest.raises(InputError) as caught:
        take(text)
    assert caught.value.key == key
    assert caught.value.line is not None


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.skipif(not FOLDER.exists(), reason="needs ../shared/dossiers")
def test_every_claim_of_a_real_dossier_stands_somewhere(name):
    dossier = YAML(typ="safe", pure=True).load(FOLDER / f"{name}.yaml")
    car = read_dossier(FOLDER / f"{name}.yaml")
    told = [
        (key, claim)
        for part in (car.figures, car.claims, car.programme)
        for key, claims in part.items()
        for claim in claims
    ]
    assert len(told) + len(car.said) == len(dossier["claims"])
    assert list(car.sources) == [source["id"] for source in dossier["sources"]]
    for claim in dossier["claims"]:
        hit = target(claim["field"], claim.get("procedure"))
        found = [
            one
            for key, one in [*told, *((said.what, said) for said in car.said)]
            if key in (claim["field"], hit and hit.row.key) and one.source == claim["from"]
            if all(getattr(one, name) == _as_text(claim.get(name), name) for name in KEPT)
            if _numbers(str(key), one) == [_told(claim.get(end)) for end in _ENDS]
        ]
        assert found, claim


_ENDS = ("value", "low", "high")
_WORDS = {"all": "awd", "rear": "rwd", "front": "fwd"}


def _as_text(value: object, name: str) -> object:
    return value is True if name == "memory" else value if value is None else str(value)


def _told(value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return _WORDS.get(str(value).lower(), str(value).lower())


def _numbers(key: str, one: carfile.Claim | carfile.Said) -> list[object]:
    """What is said, in the unit and words of the dossier."""
    found = [getattr(one, end) for end in _ENDS]
    if isinstance(one, carfile.Claim):
        found = [as_field(key, x).value if isinstance(x, float) else x for x in found]
    return [_told(value) for value in found]


SPOILT = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=examples(150),
    deadline=None,
)


@SPOILT
@given(data=st.data())
def test_whatever_a_dossier_holds_a_car_or_one_error_comes_back(data, take, dossier):
    lines = dossier.splitlines()
    place = data.draw(st.integers(0, len(lines) - 1))
    junk = data.draw(st.sampled_from(["", "~", "[]", "{}", "-1", ".nan", "'x'", "true", "1e400"]))
    head, colon, _ = lines[place].partition(": ")
    text = "\n".join([*lines[:place], f"{head}{colon or ': '}{junk}", *lines[place + 1 :], ""])
    try:
        found = take(text)
    except InputError as caught:
        found = caught
    if isinstance(found, InputError):
        assert len(str(found).splitlines()) <= 5
        assert found.line is None or found.line >= 1
    else:
        assert isinstance(found, carfile.CarFile)
