"""Rows of a made-up list of early claims."""

import csv
from datetime import date

from carwright.carfile.spans import span
from carwright.validate.first_claims import COLUMNS, FirstClaim

ROW = {
    "car": "Maker One",
    "maker": "Maker",
    "newcomer_kind": "first_car",
    "figure": "range_km",
    "procedure": "wltp",
    "claimed_value": "500",
    "unit": "km",
    "claim_date": "2019-03",
    "claim_by": "Maker",
    "claim_kind": "maker",
    "bound": "about",
    "final_value": "450",
    "final_procedure": "wltp",
    "final_date": "2020-Q4",
    "final_kind": "regulator",
    "memory": "False",
}
DATE = {"figure": "on_sale_date", "unit": "date", "claimed_value": "2020-H1", "final_value": "2021"}


def claim(**changes) -> FirstClaim:
    """Return one claim."""
    usual = {
        "id": "line 2",
        "car": "maker-one",
        "name": "Maker One",
        "maker": "Maker",
        "newcomer": "first_car",
        "figure": "range_km",
        "key": "range_km",
        "procedure": "wltp",
        "claimed": 500.0,
        "unit": "",
        "said": date(2019, 3, 31),
        "by": "Maker",
        "kind": "maker",
        "bound": "about",
        "final": 450.0,
        "final_procedure": "wltp",
        "known_from": date(2020, 12, 31),
        "memory": False,
    }
    return FirstClaim(**usual | changes)


def sale(promised: str, final: str, **changes) -> FirstClaim:
    """Return one promise of a date."""
    days = {"claimed": span(promised), "final": span(final), "known_from": span(final).last}
    return claim(figure="on_sale_date", key="on_sale_date", **days | changes)


def write(path, *rows):
    """Write a list."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS)
        table.writeheader()
        table.writerows(rows)
    return path
