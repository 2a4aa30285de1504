"""FASTSim 3 on the benchmark's cycles; peers.py runs it in its own virtualenv.

`fastsim_3.py CYCLES.json` prints its measurements as JSON; with `once` behind, it does one WLTC and
prints Wh/km.
"""

import json
import sys
from pathlib import Path

import fastsim
from clock import median_ms, runs_per_second

VEHICLE = "2022_Renault_Zoe_ZE50_R135.yaml"


def cycle(id: str) -> "fastsim.Cycle":
    """The cycle of that id from the file that peers.py wrote."""
    asked = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))[id]
    return fastsim.Cycle.from_dict(
        {"time_seconds": asked["time_s"], "speed_meters_per_second": asked["speed_m_per_s"]}
    )


def vehicle() -> "fastsim.Vehicle":
    """The car, without a record of each step: totals only, its fastest way."""
    car = fastsim.Vehicle.from_resource(VEHICLE)
    car.set_save_interval(None)
    return car


def wh_per_km(drive: "fastsim.SimDrive") -> float:
    """Energy out of the cells over distance, which FASTSim 3 gives only as a dictionary."""
    car = drive.to_dict()["veh"]
    energy_j = car["pt_type"]["BEV"]["res"]["state"]["energy_out_chemical_joules"]
    return energy_j / 3.6 / car["state"]["dist_meters"]


def different_cars():
    """One run of a sweep: a car with another drag coefficient, driven, its consumption read."""
    asked, figures = cycle("wltc-3b"), vehicle().to_dict()
    drag_coefficient = figures["chassis"]["drag_coef"]

    def run(number: int) -> float:
        figures["chassis"]["drag_coef"] = drag_coefficient * (1 + 1e-4 * number)
        drive = fastsim.SimDrive(fastsim.Vehicle.from_dict(figures), asked)
        drive.run()
        return wh_per_km(drive)

    return run


def main() -> None:
    """Measure, or run once."""
    car, wltc, udds = vehicle(), cycle("wltc-3b"), cycle("udds")
    drive = fastsim.SimDrive(car, wltc)
    drive.run()
    consumption = wh_per_km(drive)
    if sys.argv[2:] == ["once"]:
        print(f"{consumption:.1f} Wh/km")
        return
    measured = {
        "wltc_one_run_ms": median_ms(lambda: fastsim.SimDrive(car, wltc).run()),
        "udds_one_run_ms": median_ms(lambda: fastsim.SimDrive(car, udds).run()),
        "wltc_different_cars_one_process_per_s": runs_per_second(different_cars, 1),
        "wltc_different_cars_two_processes_per_s": runs_per_second(different_cars, 2),
        "wltc_consumption_dc_wh_per_km": consumption,
    }
    print(json.dumps(measured))


if __name__ == "__main__":
    main()
