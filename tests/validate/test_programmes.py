"""Programmes judged: three dates each, only what was known, unknown words reject the row."""

import csv
import datetime
from pathlib import Path

import pytest

from carwright.belief.programmes import COLUMNS, from_cells
from carwright.errors import InputError
from carwright.validate.programmes import (
    NEEDED,
    judged,
    read_programmes,
    summary,
    table,
    validate_programmes,
)

LIST = Path(__file__).parents[2].parent / "shared" / "dossiers" / "programmes.csv"
ROW = dict.fromkeys(COLUMNS, "") | {
    "programme": "One",
    "company": "Maker",
    "company_was": "newcomer",
    "first_public_claim_date": "2018-04-01",
    "claim_kind": "maker",
    "promised_on_sale_date": "2020-04-01",
    "outcome": "on_sale",
    "outcome_date": "2021-12-01",
}


def written(folder, *rows, columns=COLUMNS):
    path = folder / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, columns)
        out.writeheader()
        out.writerows(rows)
    return path


def test_three_dates():
    answers = judged(from_cells(ROW))
    days = [answer.on.isoformat() for answer in answers]
    assert days == ["2018-04-01", "2019-04-01", "2020-04-01"]
    assert all(answer.came and answer.open for answer in answers)
    assert all(0.0 < answer.probability < 1.0 for answer in answers)


def test_what_is_decided_is_known():
    early = judged(from_cells(ROW | {"outcome_date": "2019-01-01"}))
    assert [answer.probability for answer in early][1:] == [1.0, 1.0]
    gone = {"outcome": "cancelled", "outcome_date": "2019-01-01"}
    assert [answer.probability for answer in judged(from_cells(ROW | gone))][1:] == [0.0, 0.0]


def test_what_comes_later_is_not_known():
    ends = (
        {"outcome": "on_sale", "outcome_date": "2022-12-31"},
        {"outcome": "on_sale", "outcome_date": "2023-01-01"},
        {"outcome": "cancelled", "outcome_date": "2024"},
        {"outcome": "still_promised", "outcome_date": ""},
    )
    found = [judged(from_cells(ROW | end)) for end in ends]
    assert [answers[0].came for answers in found] == [True, False, False, False]
    told = {tuple(answer.probability for answer in answers) for answers in found}
    assert len(told) == 1


@pytest.mark.skipif(not LIST.exists(), reason="needs ../shared/dossiers")
def test_a_programme_is_left_out_of_what_judges_it():
    with LIST.open(encoding="utf-8", newline="") as file:
        row = next(row for row in csv.DictReader(file) if row["programme"] == "ES8")
    own, double = judged(from_cells(row)), judged(from_cells(row | {"programme": "Another"}))
    # One that is not left out teaches about its double, as it stood on the date.
    assert own[0].probability != double[0].probability


def test_no_promise_and_what_is_open_are_not_judged(tmp_path):
    free = ROW | {"programme": "Two", "promised_on_sale_date": ""}
    running = ROW | {
        "programme": "Three",
        "promised_on_sale_date": "2040",
        "outcome": "still_promised",
        "outcome_date": "",
    }
    found = validate_programmes(written(tmp_path, ROW, free, running))
    assert len(found.answers) == 3
    assert ["no promised date" in row.why for row in found.rejected] == [True, False]
    assert "open until 2042-12-31" in found.rejected[1].why


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"outcome": "perhaps"}, "outcome cannot be 'perhaps'"),
        ({"company_was": "circus"}, "company_was cannot be"),
        ({"claim_kind": ""}, "claim_kind is missing"),
        ({"outcome_date": ""}, "does not fit"),
        ({"outcome_date": "2017"}, "outcome_date is before"),
        ({"promised_on_sale_date": "2017"}, "promised_on_sale_date is before"),
        ({"promised_on_sale_date": "soon"}, "no date"),
    ],
)
def test_a_bad_row_is_rejected_alone(tmp_path, changes, why):
    found = read_programmes(written(tmp_path, ROW, ROW | {"programme": "Two"} | changes))
    assert len(found.kept) == 1
    assert why in found.rejected[0].why


def test_a_missing_column_is_an_error_of_the_file(tmp_path):
    with pytest.raises(InputError, match="a column is missing"):
        read_programmes(written(tmp_path, columns=NEEDED[1:]))


def test_an_empty_list_has_no_score(tmp_path):
    found = validate_programmes(written(tmp_path)).document()
    assert found["summary"]["n"] == 0
    assert found["summary"]["brier"] is None


def test_scores_by_hand():
    answers = judged(from_cells(ROW))
    found = summary(answers)
    errors = [(answer.probability - 1.0) ** 2 for answer in answers]
    assert found["brier"] == pytest.approx(sum(errors) / 3)
    assert (found["n"], found["programmes"]) == (3, 1)


@pytest.mark.skipif(not LIST.exists(), reason="needs ../shared/dossiers")
def test_the_list_beats_its_base_rate():
    found = validate_programmes(LIST)
    score = found.document()["summary"]
    assert score["brier"] < score["brier_base_rate"] - 0.02
    assert score["open"]["brier"] < score["open"]["brier_base_rate"]
    assert len(found.rejected) == 3
    assert table(found).count("\n") == score["n"] + 5
    assert any("Brier score of" in line for line in found.lines())
    assert all(answer.on <= datetime.date(2026, 12, 31) for answer in found.answers)
