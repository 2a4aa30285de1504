import pytest

from carwright.population.names import family_id, is_van, maker_id, plain_name


@pytest.mark.parametrize(
    ("written", "one"),
    [
        ("MERCEDES", "mercedes-benz"),
        ("Mercedes-Benz", "mercedes-benz"),
        ("M.G.", "mg"),
        ("SMART UK AUTOMOTIVE LTD", "smart"),
        (" Tesla ", "tesla"),
    ],
)
def test_makers_have_one_spelling(written: str, one: str) -> None:
    assert maker_id(written) == one


@pytest.mark.parametrize(
    ("maker", "model", "one"),
    [
        ("Tesla", "Model 3 Long Range AWD", "tesla model 3"),
        ("TESLA", "Model X", "tesla model x"),
        ("BMW", "I3s (94Ah)", "bmw i3"),
        ("NISSAN", "NISSAN LEAF SL", "nissan leaf"),
        ("Nissan", "Leaf 40 kWh", "nissan leaf"),
        ("FORD", "Mustang Mach-E AWD", "ford mach-e"),
        ("Polestar", "Polestar 2", "polestar 2"),
    ],
)
def test_families_have_one_spelling(maker: str, model: str, one: str) -> None:
    assert family_id(maker, model) == one


@pytest.mark.parametrize(
    ("maker", "model", "plain"),
    [
        ("Chevrolet (GM)", "Chevrolet Bolt EV", ("Chevrolet", "Bolt EV")),
        ("Li Auto", "Li Auto Mega", ("Li Auto", "Mega")),
        ("Nissan", "Leaf", ("Nissan", "Leaf")),
        ("Smart", "Smartcar", ("Smart", "Smartcar")),
    ],
)
def test_a_plain_name_is_without_its_maker(maker, model, plain):
    assert plain_name(maker, model) == plain


@pytest.mark.parametrize("model", ["ID. Buzz", "eSprinter 320", "e-Crafter", "Movano Electric"])
def test_a_van_is_known_by_its_name(model: str) -> None:
    assert is_van(model)


@pytest.mark.parametrize("model", ["ID.4 Pro", "Model 3", "e-208", "Class A"])
def test_a_car_is_no_van(model: str) -> None:
    assert not is_van(model)
