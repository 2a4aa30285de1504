"""The models: frozen, closed, strict."""

import pytest
from pydantic import ValidationError

from carwright.carfile import CarFile, Claim, Said, Source
from carwright.carfile.schema import keys_of, must_have

CLAIM = {"from": "a", "kind": "maker", "date": "2024"}


def test_claims_never_change():
    claim = Claim.model_validate(CLAIM | {"value": 1.0})
    with pytest.raises(ValidationError, match="frozen"):
        claim.value = 2.0


@pytest.mark.parametrize(
    ("said", "middle"),
    [
        ({"value": 3.0}, 3),
        ({"low": 90.0, "high": 101.0}, 95.5),
        ({"low": 5.0}, 5),
        ({"high": 7.0}, 7),
    ],
)
def test_middle_by_hand(said, middle):
    assert Claim.model_validate(CLAIM | said).middle == middle


@pytest.mark.parametrize("value", ["lfp", True])
def test_a_word_has_no_middle(value):
    with pytest.raises(TypeError, match="no number"):
        _ = Claim.model_validate(CLAIM | {"value": value}).middle


@pytest.mark.parametrize(
    "wrong",
    [{"low": "1"}, {"low": float("nan")}, {"value": float("inf")}, {"unit": "kg"}, {"memory": 1}],
)
def test_nothing_is_guessed(wrong):
    with pytest.raises(ValidationError):
        Claim.model_validate(CLAIM | wrong)


def test_keys_of_a_file_are_those_a_person_writes():
    assert "from" in keys_of(Claim)
    assert {"source", "date"}.isdisjoint(keys_of(Claim))
    assert {"path", "digest"}.isdisjoint(keys_of(CarFile))
    assert "date" in keys_of(Source)
    assert "id" not in keys_of(Source)
    assert must_have(Source) == ("by", "title", "date", "kind")
    assert must_have(CarFile) == ("format_version", "id", "name", "maker")
    assert (must_have(Claim), must_have(Said)) == ((), ("what",))
