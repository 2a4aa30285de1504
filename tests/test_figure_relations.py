"""Relations: contradictions are refused alike in a car file, a settled car and `vary`."""

import numpy as np
import pytest
from workshop import SU7, TESLA, figures

import carwright
from carwright.errors import InputError
from carwright.figure_relations import ORDERS, contradictions
from carwright.figure_table import BY_KEY


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.less)
def test_each_pair_is_refused_by_vary(order):
    row = BY_KEY[order.less]
    assert BY_KEY[order.more].key.rsplit("_", 1)[-1] == row.key.rsplit("_", 1)[-1]
    middle = 0.5 * (max(row.low, BY_KEY[order.more].low) + min(row.high, BY_KEY[order.more].high))
    changes = {order.less: [middle], order.more: [middle * 0.99 if middle > 0 else middle - 1.0]}
    with pytest.raises(InputError, match=order.what):
        carwright.vary(figures(SU7), changes)


def test_vary_refuses_what_a_car_file_refuses(tmp_path):
    text = "format_version: 1\nid: a-car\nname: Car\nmaker: A\nsource: s\n"
    text += "sources:\n  s: {by: A, title: t, date: 2024, kind: maker}\n"
    path = tmp_path / "a-car.yaml"
    numbers = "figures:\n  battery_usable_energy_kwh: 90\n  battery_gross_energy_kwh: 80\n"
    path.write_text(text + numbers, encoding="utf-8")
    with pytest.raises(InputError) as by_file:
        carwright.load(path)
    with pytest.raises(InputError) as by_vary:
        carwright.vary(figures(TESLA), {"battery_usable_energy_kwh": [90.0]})
    for caught in (by_file, by_vary):
        assert "battery_usable_energy_kwh" in str(caught.value)
        assert "battery_gross_energy_kwh" in str(caught.value)
        assert len(str(caught.value).splitlines()) <= 5


def test_what_is_kept_free_counts():
    gross = float(figures(TESLA)["battery_gross_energy"]) / 3.6e6
    changes = {"battery_usable_energy_kwh": [0.99 * gross], "battery_top_buffer_share": [0.02]}
    with pytest.raises(InputError, match="kept free"):
        carwright.vary(figures(TESLA), changes)


def test_the_first_car_of_a_batch_that_contradicts_is_named():
    with pytest.raises(InputError, match="66 over 60"):
        carwright.vary(
            figures(TESLA),
            {
                "battery_gross_energy_kwh": [60.0, 60.0, 60.0],
                "battery_usable_energy_kwh": [55.0, 66.0, 77.0],
                "battery_top_buffer_share": 0.0,
            },
        )


def test_what_follows_out_of_bounds_is_named():
    """4.5 kW at the base speed of this motor: less torque than a figure can be."""
    with pytest.raises(InputError, match="what follows the change") as caught:
        carwright.vary(figures(TESLA), {"rear_peak_power_kw": [4.5]})
    assert caught.value.key == "rear_peak_torque_nm"
    carwright.vary(figures(TESLA), {"rear_peak_power_kw": [4.5], "rear_peak_torque_nm": 10.0})


def test_no_contradiction_no_error():
    values = {row.key: np.array([0.0]) for row in BY_KEY.values()}
    for order in ORDERS:
        values[order.more] = values[order.less] + 1.0
    assert list(contradictions(values)) == []
