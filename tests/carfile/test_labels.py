"""Names of cars: from the id, as the sources spell it."""

import pytest

from carwright.carfile import Source
from carwright.carfile.labels import id_of, label


def source(by: str, kind: str = "maker", title: str = "t") -> Source:
    return Source.model_validate(
        {"id": "a", "by": by, "title": title, "date": "2024", "kind": kind}
    )


@pytest.mark.parametrize(
    ("id_", "sources", "maker", "name"),
    [
        ("xiaomi-su7", [source("Xiaomi (launch)", title="the SU7 Max")], "Xiaomi", "SU7"),
        (
            "sony-honda-afeela",
            [source("Sony (CES)"), source("Sony Honda Mobility (CES)")],
            "Sony Honda Mobility",
            "Afeela",
        ),
        ("xpeng-p7", [source("XPeng Norway / importer")], "XPeng Norway", "P7"),
        (
            "xpeng-p7",
            [source("XPeng Norway / importer"), source("XPeng (show)"), source("XPeng, again")],
            "XPeng",
            "P7",
        ),
        ("apple-car", [source("Hyundai"), source("WSJ", "press", "an Apple car")], "Apple", "car"),
        ("dyson-ev", [source("James Dyson")], "Dyson", "EV"),
        ("tesla-model-3", [], "Tesla", "Model 3"),
        ("tesla", [source("Tesla")], "Tesla", "Tesla"),
        ("tesla-model", [source("Tesla Model Works")], "Tesla Model Works", "Model"),
    ],
)
def test_labels_by_hand(id_, sources, maker, name):
    assert label(id_, sources) == (maker, name)


@pytest.mark.parametrize(
    ("text", "id_"),
    [("Xiaomi SU7", "xiaomi-su7"), ("a_b--c ", "a-b-c"), ("小米", ""), ("小米SU7", "su7")],
)
def test_ids_by_hand(text, id_):
    assert id_of(text) == id_
