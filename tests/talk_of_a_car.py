"""A made-up car of which people talk."""

from pathlib import Path

from carwright.carfile.schema import CarFile


def car(*said, maker="Maker"):
    """Return a car file from (source, by, kind, date, key, value, citing...)."""
    sources, programme = {}, {}
    for name, by, kind, date, key, value, *citing in said:
        sources[name] = {
            "id": name,
            "by": by,
            "title": "said so",
            "date": date,
            "kind": kind,
            "citing": tuple(citing),
        }
        claim = {"value": value, "from": name, "kind": kind, "date": date}
        programme.setdefault(key, []).append(claim)
    return CarFile.model_validate(
        {
            "format_version": 1,
            "id": "maker-car",
            "name": "Car",
            "maker": maker,
            "sources": sources,
            "programme": {key: tuple(claims) for key, claims in programme.items()},
            "path": Path("car.yaml"),
            "digest": "0" * 64,
        }
    )


BUILDS, SALE = "builds_own_car", "on_sale_date"
LEAK = ("p1", "Paper", "press", "2021-02-19", BUILDS, "true")
SECOND = ("p2", "Agency", "press", "2021-03-01", BUILDS, "true")
CAREFUL = ("m0", "Maker", "maker", "2021-02-21", BUILDS, "not_confirmed")
YES = ("m1", "Maker", "maker", "2021-03-30", BUILDS, "true")
NO = ("m2", "Maker", "maker", "2022-05-01", BUILDS, "false")
DATE = ("m3", "Maker", "maker", "2021-03-30", SALE, "2023")
