import numpy as np

from carwright.report.weathered import AIR_C, MILD_C, MORNING_C


def test_mild_air_is_kindest_where_people_want_climate(found):
    warm = found.weathered.warm
    best = AIR_C[int(np.argmax(warm))]
    assert 10.0 <= best <= 30.0
    assert np.all(warm <= found.weathered.bare + 1e-6)


def test_speed_costs_range_in_any_weather(found):
    steady = found.weathered.steady
    together = np.stack([steady[speed] for speed in sorted(steady)])
    assert float(np.max(np.diff(together, axis=0))) < 0.0


def test_a_frosty_night_costs_and_the_plug_gives_some_back(found):
    mild, frost, warmed, bare = (float(one.run.consumption_dc) for one in found.weathered.mornings)
    assert MORNING_C < MILD_C
    assert mild < bare < frost
    assert mild < warmed < frost


def test_cold_cells_charge_slower(found):
    warmed, mild, frost = found.weathered.stops
    assert warmed.cells_c > mild.cells_c > frost.cells_c
    assert warmed.minutes < mild.minutes < frost.minutes
    assert np.all(warmed.power_kw > 0.0)
