"""Claims of a dossier: each in its place, in the unit and words of the car file, nothing lost."""

import pytest


def test_a_battery_is_gross_usable_or_as_a_brochure_says(take, dossier):
    (gross,) = take(dossier).figures["battery_gross_energy_kwh"]
    assert (gross.value, gross.variant, gross.procedure, gross.kind) == (
        101,
        "Max",
        "gross",
        "maker",
    )
    usable = take(dossier.replace("procedure: gross", "procedure: usable"))
    assert "battery_usable_energy_kwh" in usable.figures
    for other in ("procedure: unspecified", "note: x"):
        assert "battery_energy_kwh" in take(dossier.replace("procedure: gross", other)).figures


def test_units_and_words_are_those_of_the_car_file(take, dossier):
    figures = take(dossier).figures
    assert figures["length_mm"][0].value == 4997
    assert figures["wheelbase_m"][0].value == 3
    assert figures["wheelbase_m"][0].as_said is None
    assert figures["chemistry"][0].value == "lfp"
    assert figures["drive"][0].value == "rear"


def test_another_unit_is_converted_and_the_number_kept_as_said(take, dossier):
    text = dossier.replace("value: 4997\n  unit: mm", "value: 4.997\n  unit: m")
    (length,) = take(text).figures["length_mm"]
    assert (length.value, length.as_said, length.note) == (4997, "4.997 m", "without mirrors")


def test_a_price_has_its_unit_as_currency(take, dossier):
    (price,) = take(dossier).claims["price"]
    assert (price.value, price.currency) == (299900, "CNY")
    assert price.as_said == "300 thousand less a hundred"


def test_a_span_keeps_its_conditions(take, dossier):
    (claim,) = take(dossier).claims["range_km"]
    assert (claim.low, claim.high, claim.value) == (600, 650, None)
    assert (claim.bound, claim.procedure, claim.conditions) == ("about", "cltc", "on a good day")


def test_memory_is_an_estimate(take, dossier):
    (mass,) = take(dossier).figures["kerb_mass_kg"]
    assert (mass.kind, mass.memory, mass.source) == ("estimate", True, "sheet")


def test_the_programme_stands_beside(take, dossier):
    programme = take(dossier).programme
    assert programme["builds_own_car"][0].value is True
    assert programme["on_sale_date"][0].value == "2024-H1"


def test_a_span_of_dates(take, dossier):
    text = dossier.replace("  value: 2024-H1\n", "  low: 2023\n  high: 2025-Q1\n")
    assert take(text).programme["on_sale_date"][0].value == "2023/2025-Q1"


def test_what_has_no_key_is_said(take, dossier):
    body, cups = take(dossier).said
    assert (body.what, body.value, body.source) == ("body", "sedan", "paper")
    assert (cups.what, cups.value, cups.unit) == ("cup_holders", 4, "pieces")
    assert cups.note == "mood: bright"


@pytest.mark.parametrize(
    ("old", "new"), [("value: LFP", "value: solid state"), ("value: RWD", "value: six wheels")]
)
def test_a_word_that_the_car_file_has_not_is_said(take, dossier, old, new):
    said = take(dossier.replace(old, new)).said
    assert new.removeprefix("value: ") in {one.value for one in said}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  value: 4997\n", "  value: 4997 mm\n", "text where a number belongs"),
        ("  value: 4997\n", "  value: 49970\n", "cannot be right"),
        ("  value: 4997\n", "  value: .nan\n", "not a finite number"),
        ("  value: 4997\n", "  valu: 4997\n", "nothing is said here"),
        ("  value: 4997\n", "  value: {a: 1}\n", "a value is one number"),
        ("  value: 4997\n", "  value:\n", "nothing stands here"),
        ("value: 4997\n  unit: mm", "value: 4997\n  unit: kg", "this unit does not fit length"),
        ("value: 101\n  unit: kWh", "value: 101\n  unit: km", "this unit does not fit battery_kwh"),
        ("  low: 600\n  high: 650\n", "  low: 650\n  high: 600\n", "low is above high"),
        ("  value: 299900\n  unit: CNY\n", "  value: 299900\n", "price without unit"),
        (
            "value: 299900\n  unit: CNY\n",
            "value: 299900\n  unit: yuan\n",
            "not written as it should",
        ),
        ("  bound: about\n", "  bound: arround\n", "write about"),
        ("  procedure: cltc\n", "  procedure: cltp\n", "write cltc"),
        ("  value: 2024-H1\n", "  value: soon\n", "is no date"),
        ("- field: length\n", "- fild: length\n", "did you mean field by fild?"),
        (
            "  from: sheet\n  note: without",
            "  form: sheet\n  note: without",
            "did you mean from by form?",
        ),
        ("  from: sheet\n  note: without", "  from: shet\n  note: without", "did you mean sheet?"),
        ("  from: sheet\n  note: without", "  note: without", "the claim has no source"),
    ],
)
def test_a_claim_that_cannot_be(reject, old, new, words):
    assert words.replace("did you mean from by form?", "from by form") in str(reject(old, new))


def test_an_answer_is_one_of_four(take, dossier, reject):
    assert take(dossier).programme["builds_own_car"][0].value is True
    error = reject(
        "- field: builds_own_car\n  value: true", "- field: builds_own_car\n  value: well"
    )
    assert error.allowed == "true, false, not_confirmed, no_statement"
