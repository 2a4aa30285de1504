from workshop import TESLA, rebuilt


def test_the_shell_loses_more_at_speed():
    climate = rebuilt(
        TESLA, cabin_shell_conductance=40.0, cabin_shell_rise_at_100kmh_ratio=0.5
    ).climate
    assert abs(float(climate.shell_conductance + climate.shell_rise * 100 / 3.6) - 60.0) < 1e-9
