import datetime

import pytest

from carwright.figure_table import CHOICES, FIGURES
from carwright.report import study as module
from carwright.report.study import CYCLES, SHORT


def test_the_car_of_the_talk_is_found_and_comes_first(found):
    assert [car.file.id for car in found.cars] == [
        "xiaomi-car-2021-02",
        "xiaomi-su7-max",
        "tesla-model-3-rwd-2022",
        "xpeng-p7-rwd-2020",
    ]
    assert found.talk_day == datetime.date(2021, 2, 28)


def test_every_car_drives_every_cycle(found):
    assert set(SHORT) == set(CYCLES)
    for car in found.cars:
        assert set(car.runs) == set(CYCLES)
        assert all(80.0 < car.consumption(cycle) < 250.0 for cycle in CYCLES)
        assert car.range("wltc-3b") * car.consumption("wltc-3b") == pytest.approx(
            float(car.runs["wltc-3b"].usable_energy) / 3600, rel=1e-9
        )


def test_an_absent_axle_has_no_figures(found):
    both, rear = found.main, found.rivals[0]
    assert len(both.used) == len(FIGURES) + len(CHOICES)
    assert "front_gear_ratio" not in rear.used
    assert {"front_machine", "front_mass_share", "rear_gear_ratio"} <= set(rear.used)
    assert set(rear.estimated) < set(rear.used)


def test_the_car_of_the_talk_has_only_estimates(found):
    assert found.talk.estimated == found.talk.used


@pytest.mark.slow
def test_cars_are_driven_once_each_and_talk_may_be_named(monkeypatch):
    monkeypatch.setattr(module, "_slopes", lambda settled: {})
    monkeypatch.setattr(module, "CYCLES", ("udds",))
    made = module.study(
        "nissan-leaf-40", ("nissan-leaf-40", "bmw-i3-60ah", "bmw-i3-60ah"), "xiaomi-car-2021-02"
    )
    assert [car.file.id for car in made.cars] == [
        "xiaomi-car-2021-02",
        "nissan-leaf-40",
        "bmw-i3-60ah",
    ]
    lonely = module.study("xiaomi-car-2021-02", (), None)
    assert lonely.talk is None
    assert lonely.talk_day == datetime.date(2021, 2, 28)
    plain = module.study("nissan-leaf-40", (), None)
    assert plain.talk is None
    assert plain.talk_day is None
