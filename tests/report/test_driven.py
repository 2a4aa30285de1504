from carwright.report.driven import driven, tiles


def test_what_was_driven_names_air_mass_and_charge(found):
    made = driven(found)
    for words in ("2,305", "1.189", "No car fell short", "GB/T 38146.1-2019", "UN GTR 15"):
        assert words in made


def test_the_headline_stands_beside_the_claim(found):
    made = tiles(found)
    assert made.count("<b>") == 3
    assert "800 km claimed by Xiaomi (launch)" in made
    assert "against that claim" in made
