"""Car files as text: short lines, and the same car when it is read again."""

import pytest
from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carwright import carfile
from carwright.carfile.garage import garage_ids
from carwright.carfile.writing import WIDTH, written

ROUND = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=examples(40),
    deadline=None,
)
_PLACE = {"path", "digest", "inherits"}
TEXTS = st.one_of(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=40
    ),
    st.sampled_from(
        ["2023", "2024-01", "no", "~", "true", "1e3", ".5", "0x1F", "- a", "a: b", "#"]
    ),
    st.sampled_from(["a # b", "[x]", "{y}", 'it\'s "so"', "a,b", "word " * 40, " a", "b ", "a  b"]),
).filter(lambda text: bool(text.strip()))


@pytest.mark.parametrize("car", garage_ids())
def test_every_car_of_the_garage_is_the_same_again(write, car):
    # What it inherits stands in the text, as one file.
    before = carfile.load(car)
    after = carfile.load(write(written(before.model_copy(update={"inherits": None}))))
    assert after.model_dump(exclude=_PLACE) == before.model_dump(exclude=_PLACE)


def test_lines_are_short_and_simple_claims_stand_in_one(take, dossier):
    text = written(take(dossier))
    assert [line for line in text.splitlines() if len(line) > WIDTH] == []
    assert "  drive: {value: rear, from: sheet}\n" in text
    assert "  kerb_mass_kg: {value: 1980, from: sheet, kind: estimate, memory: true}\n" in text
    assert '    date: "2024-03"\n' in text
    assert "    citing: [paper]\n" in text
    assert text.startswith("format_version: 1\nid: someone-some-car\nname: Some CAR\n")


def test_a_long_claim_has_a_key_a_line_and_long_text_is_folded(take, dossier):
    note = "a very long remark of which nobody can say where it ends " * 3
    text = written(take(dossier.replace("note: without mirrors", f"note: {note}")))
    assert "  length_mm:\n    value: 4997\n    from: sheet\n    note: >-\n      a very long" in text
    assert [line for line in text.splitlines() if len(line) > WIDTH] == []


@ROUND
@given(said=TEXTS, note=TEXTS)
def test_any_text_is_the_same_again(take, write, dossier, said, note):
    car = take(dossier)
    statement = car.said[-1].model_copy(update={"value": said, "note": note, "unit": None})
    car = car.model_copy(update={"said": (statement,), "notes": (note,)})
    again = carfile.load(write(written(car)))
    assert (again.said, again.notes) == (car.said, car.notes)


def test_an_empty_car(take):
    assert (
        written(take("car: a-thing\n")) == "format_version: 1\nid: a-thing\nname: Thing\nmaker: A\n"
    )
