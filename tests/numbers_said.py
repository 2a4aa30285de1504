"""A made-up car of which numbers are said, one line a claim."""

from pathlib import Path

from carwright.carfile.schema import CarFile
from carwright.carfile.vocabulary import CLAIM_ROWS

FILING = ("filing", "Ministry", "regulator", "2024-01", "kerb_mass_kg", 2000.0, {})
SHEET = ("sheet", "Maker", "maker", "2024-03", "range_km", 620.0, {"procedure": "cltc"})
COPY = ("copy", "Paper", "press", "2024-04", "range_km", 620.0, {"procedure": "cltc"}, "sheet")
CHARGE = ("sheet", "Maker", "maker", "2024-03", "charge_10_80_min", 20.0, {})
GOLD = ("sheet", "Maker", "maker", "2024-03", "price", 9000.0, {"currency": "XAU"})
PRICE = ("sheet", "Maker", "maker", "2024-03", "price", 220_000.0, {"currency": "CNY"})
LATER = ("road", "Outlet", "measured", "2024-07", "range_km", 500.0, {"procedure": "cltc"})


def car(*said, **head):
    """Return a car file from (source, by, kind, date, key, value, more, citing...)."""
    sources, parts = {}, {"figures": {}, "claims": {}}
    for name, by, kind, date, key, value, more, *citing in said:
        who = {"id": name, "by": by, "title": "said so", "date": date, "kind": kind}
        sources[name] = {**who, "citing": tuple(citing)}
        claim = {"value": value, "from": name, "kind": kind, "date": date, **more}
        parts["claims" if key in CLAIM_ROWS else "figures"].setdefault(key, []).append(claim)
    return CarFile.model_validate(
        {
            "format_version": 1,
            "id": "maker-car",
            "name": "Car",
            "maker": "Maker",
            "sources": sources,
            **{part: {key: tuple(of) for key, of in said.items()} for part, said in parts.items()},
            "path": Path("car.yaml"),
            "digest": "0" * 64,
            **head,
        }
    )
