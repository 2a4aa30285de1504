"""FASTSim 2.1.5, Rust core, on the benchmark's cycles; peers.py runs it in its own virtualenv.

`fastsim_2.py CYCLES.json` prints its measurements as JSON; with `once` behind, it does one WLTC and
prints Wh/km.
"""

import json
import sys
import warnings
from pathlib import Path

from clock import median_ms, runs_per_second

# FASTSim 2 was written for older libraries; what they warn of changes no figure.
warnings.filterwarnings("ignore")
import fastsim  # noqa: E402  (it warns while it is imported)

RENAULT_ZOE = 34


def cycle(id: str) -> "fastsim.fastsimrust.RustCycle":
    """The cycle of that id from the file that peers.py wrote."""
    asked = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))[id]
    table = {"cycSecs": asked["time_s"], "cycMps": asked["speed_m_per_s"]}
    return fastsim.cycle.Cycle.from_dict(table).to_rust()


def vehicle() -> "fastsim.fastsimrust.RustVehicle":
    """The same car as for FASTSim 3."""
    return fastsim.vehicle.Vehicle.from_vehdb(RENAULT_ZOE).to_rust()


def drive(car, asked) -> "fastsim.fastsimrust.RustSimDrive":
    """One run from the car's own first state of charge."""
    run = fastsim.fastsimrust.RustSimDrive(asked, car)
    run.sim_drive()
    return run


def wh_per_km(run) -> float:
    """Energy out of the battery over distance."""
    return run.battery_kwh_per_mi * 1000 / 1.609344


def different_cars():
    """One run of a sweep: a car with another drag coefficient, driven, its consumption read."""
    asked, car = cycle("wltc-3b"), vehicle()
    drag_coefficient = car.drag_coef

    def run(number: int) -> float:
        car.drag_coef = drag_coefficient * (1 + 1e-4 * number)
        return wh_per_km(drive(car, asked))

    return run


def main() -> None:
    """Measure, or run once."""
    car, wltc, udds = vehicle(), cycle("wltc-3b"), cycle("udds")
    consumption = wh_per_km(drive(car, wltc))
    if sys.argv[2:] == ["once"]:
        print(f"{consumption:.1f} Wh/km")
        return
    measured = {
        "wltc_one_run_ms": median_ms(lambda: drive(car, wltc)),
        "udds_one_run_ms": median_ms(lambda: drive(car, udds)),
        "wltc_different_cars_one_process_per_s": runs_per_second(different_cars, 1),
        "wltc_different_cars_two_processes_per_s": runs_per_second(different_cars, 2),
        "wltc_consumption_dc_wh_per_km": consumption,
    }
    print(json.dumps(measured))


if __name__ == "__main__":
    main()
