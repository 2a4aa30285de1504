"""Programs kept on disk give the numbers of a drive, and a spoilt file is made anew."""

from pathlib import Path

import pytest
from workshop import SU7, TESLA, car, driven, hilly

import carwright
from carwright.build.program import summary
from carwright.run.drive import surroundings
from carwright.settle.resolve import resolve
from carwright.world.cycle import Cycle
from carwright.world.padding import padded

AIR = 293.15


def told(car_id: str, cycle: Cycle, folder: Path | None, air: float = AIR) -> dict:
    return summary(resolve(car_id).arrays(), padded(cycle), 0.9, air, folder)


def plain(found: dict) -> dict[str, float]:
    flat = {name: float(value) for name, value in found.items() if name != "ledger"}
    return flat | {name: float(value) for name, value in found["ledger"].items()}


def test_a_program_tells_what_drive_tells(tmp_path: Path):
    expected = plain(carwright.drive(car(TESLA), hilly()).summary())
    assert set(plain(told(TESLA, hilly(), None))) == set(expected)
    for folder in (None, tmp_path, tmp_path):
        found = plain(told(TESLA, hilly(), folder))
        expected["ledger_residual_relative"] = found["ledger_residual_relative"]
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-6)
        assert abs(found["ledger_residual_relative"]) < 1e-9


def test_one_file_serves_every_car_and_trace_of_a_length(tmp_path: Path):
    told(TESLA, hilly(), tmp_path)
    (path,) = tmp_path.iterdir()
    written = path.stat().st_mtime_ns
    found = plain(told(SU7, hilly(), tmp_path))
    assert found["consumption_dc"] == pytest.approx(
        float(carwright.drive(car(SU7), hilly()).consumption_dc), rel=1e-9
    )
    assert [other.name for other in tmp_path.iterdir()] == [path.name]
    assert path.stat().st_mtime_ns == written


@pytest.mark.parametrize("spoilt", [b"", b"no program", None])
def test_a_spoilt_program_is_made_anew(tmp_path: Path, spoilt: bytes | None):
    first = plain(told(TESLA, hilly(), tmp_path))
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:1000] if spoilt is None else spoilt)
    assert plain(told(TESLA, hilly(), tmp_path)) == first
    assert len(path.read_bytes()) > 10_000


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path):
    blocked = tmp_path / "file"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    found = plain(told(TESLA, hilly(), blocked))
    assert found["distance"] > 1000.0


def test_the_weather_reaches_the_program():
    cold = plain(told(TESLA, hilly(), None, air=263.15))
    run = carwright.drive(
        car(TESLA), hilly(), environment=surroundings(car(TESLA), temperature=263.15)
    )
    assert cold["consumption_dc"] == pytest.approx(float(run.consumption_dc), rel=1e-9)


def test_a_soak_reaches_the_program():
    found = plain(told(TESLA, carwright.cycle("ftp-75"), None))
    expected = float(driven(TESLA, "ftp-75").consumption_dc)
    assert found["consumption_dc"] == pytest.approx(expected, rel=1e-9)
