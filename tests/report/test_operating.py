import numpy as np
import pytest

from carwright.cars.from_file import load
from carwright.errors import InputError
from carwright.report.operating import operating_points
from carwright.run.drive import drive


def test_torque_times_speed_is_the_power_on_the_shafts(found):
    for car in found.cars:
        run = car.runs["wltc-3b"]
        record = run.series.record
        electric = record.front_drive_unit + record.rear_drive_unit
        loads = record.auxiliaries + record.dcdc + record.climate
        power = np.asarray(record.terminal_out - record.terminal_in - loads - electric)
        time = np.asarray(run.series.state.time)
        kept = np.diff(time, prepend=0.0) > 0.0
        sides = [side for side in ("front", "rear") if getattr(car.car, side).unit.present > 0.5]
        points = [operating_points(car.car, run, side) for side in sides]
        shafts = sum(one.speed * one.torque for one in points)
        assert shafts == pytest.approx(power[kept], rel=1e-9, abs=1e-6)


def test_energies_of_a_unit_are_those_of_the_ledger(found):
    run = found.main.runs["wltc-3b"]
    rear = operating_points(found.main.car, run, "rear")
    assert rear.lost == pytest.approx(
        float(run.totals.rear_drive_unit + run.totals.rear_motor_drag), rel=1e-9
    )
    assert 0.8 < rear.efficiency < 0.97
    assert rear.driving > rear.braking > 0.0


def test_a_car_that_is_told_to_stand_gives_no_torque(found):
    run = found.main.runs["wltc-3b"]
    rear = operating_points(found.main.car, run, "rear")
    assert (rear.torque[rear.speed == 0.0] == 0.0).all()


def test_a_run_without_series_is_refused():
    car = load("nissan-leaf-40")
    with pytest.raises(InputError, match="series"):
        operating_points(car, drive(car, "udds"), "front")
