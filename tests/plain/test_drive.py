"""A drive by plain numbers gives what the library gives, by the programs and by XLA."""

import subprocess
import sys

import pytest
from workshop import SU7, TESLA, car, driven, hilly

import carwright
from carwright.plain.drive import Morning, summary
from carwright.plain.weather import Weather
from carwright.run.drive import surroundings
from carwright.settle.resolve import resolve
from carwright.world.cycle import Cycle
from carwright.world.padding import padded

AIR = 293.15


def told(car_id: str, cycle: Cycle, air: float = AIR) -> dict:
    return summary(resolve(car_id).arrays(), padded(cycle), 0.9, Morning(Weather(air)))


def flat(found: dict) -> dict[str, float]:
    numbers = {name: float(value) for name, value in found.items() if name != "ledger"}
    return numbers | {name: float(value) for name, value in found["ledger"].items()}


def test_it_tells_what_drive_tells():
    expected = flat(carwright.drive(car(TESLA), hilly()).summary())
    found = flat(told(TESLA, hilly()))
    assert set(found) == set(expected)
    expected["ledger_residual_relative"] = found["ledger_residual_relative"]
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-6)
    assert abs(found["ledger_residual_relative"]) < 1e-9


def test_xla_runs_it_where_nothing_is_compiled(monkeypatch: pytest.MonkeyPatch, on_xla: None):
    native = flat(told(SU7, hilly()))
    monkeypatch.setattr("carwright.plain.call.library", lambda: None)
    found = flat(told(SU7, hilly()))
    native["ledger_residual_relative"] = found["ledger_residual_relative"]
    assert found == pytest.approx(native, rel=1e-11, abs=1e-6)


def test_the_weather_reaches_it():
    cold = flat(told(TESLA, hilly(), air=263.15))
    run = carwright.drive(
        car(TESLA), hilly(), environment=surroundings(car(TESLA), temperature=263.15)
    )
    assert cold["consumption_dc"] == pytest.approx(float(run.consumption_dc), rel=1e-9)


def test_a_soak_reaches_it():
    found = flat(told(TESLA, carwright.cycle("ftp-75")))
    expected = float(driven(TESLA, "ftp-75").consumption_dc)
    assert found["consumption_dc"] == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    "command",
    [
        ("drive", TESLA, "--cycle", "udds"),
        ("drive", TESLA, "--cycle", "udds", "--soaked", "--cabin-c", "22"),
        ("accelerate", TESLA, "--payload-kg", "200"),
        ("rate", TESLA, "--winter-tyres"),
        ("charge", TESLA),
        ("range", TESLA, "--roof-box"),
        ("show", TESLA),
    ],
)
def test_commands_need_no_jax(command: tuple[str, ...]):
    if not carwright_native():
        pytest.skip("the native programs are not compiled")
    code = (
        "import sys\nfrom carwright.cli import main\n"
        f"sys.argv = ['carwright', *{command!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "sys.stderr.write(' '.join(sorted({'jax', 'equinox'} & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip().splitlines()[-1:] in ([], [""]), done.stderr
    assert "Tesla" in done.stdout or TESLA in done.stdout


def carwright_native() -> bool:
    from carwright.native.library import state

    return state().usable
