"""Write docs/report.png, the picture of the report's page, and the figures it shows.

Run: PYTHONPATH=src python tools/make_picture.py, or make picture. It needs a Chromium, such as
Debian's package of that name; half a minute on two cores. `docs/report.json` says what the picture
shows, so that a test without a browser knows when the picture is older than the figures.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from carwright.report.compose import compose
from carwright.report.sensitivity import effects
from carwright.report.side_by_side import TESTS
from carwright.report.study import Study, study
from carwright.settle.provenance import provenance
from carwright.whole_file import write_whole

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "report.png"
FIGURES = ROOT / "docs" / "report.json"
CAR, AGAINST = "xiaomi-su7-max", ("tesla-model-3-rwd-2022", "xpeng-p7-rwd-2020")
"""The page of `make report`."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
"""Names under which a Chromium stands on the path, the first that is there."""
COLUMN, GAP, TALL = 1100, 32, 2480
"""Width of each of two columns, what parts them, and their height [px of the page]."""
OF_THE_FILE = ("kerb_mass_kg", "battery_gross_energy_kwh", "battery_usable_energy_kwh")
"""Figures of each car that stand in the picture beside what it does."""
SCALE = 0.5
"""Pixels of the picture for each of the page."""
TWICE = """\
<!doctype html>
<style>
body {{ margin: 0; display: flex; gap: {gap}px; background: #c9d1d9 }}
iframe {{ width: {column}px; height: {tall}px; border: 0; background: #fff }}
</style>
<iframe src="{page}"></iframe><iframe src="{page}#cars"></iframe>
"""
"""The page from its top, and beside it from its second section on."""


def figures(found: Study) -> dict[str, dict[str, float]]:
    """Return the figures that the picture shows, by car and key; not rounded."""
    shown = {}
    for car in found.cars:
        numbers = {key: car.settled.values[key] for key in OF_THE_FILE}
        numbers["estimated_percent"] = 100.0 * len(car.estimated) / len(car.used)
        for cycle in (one.id for one in found.cycles):
            numbers[f"consumption_dc_wh_per_km on {cycle}"] = car.consumption(cycle)
        for test in TESTS:
            numbers[f"range_{test}_km"] = found.trial.of(car.file.id, f"range_{test}_km")
        shown[car.file.id] = numbers
    step, effect = effects(found)[0]
    shown[found.main.file.id][f"step_km by {step.key}"] = abs(effect)
    return shown


def places(key: str) -> int:
    """Return the decimal places with which the page shows a figure."""
    return 1 if key.startswith(("step_km", "battery_")) else 0


def document(found: Study, picture: bytes) -> dict[str, Any]:
    """Return what stands beside the picture."""
    return {
        "made_by": "make picture",
        "picture_sha256": hashlib.sha256(picture).hexdigest(),
        "inputs": {car.file.id: provenance(car.settled, "float64") for car in found.cars},
        "figures": {
            car: {key: round(value, places(key)) for key, value in numbers.items()}
            for car, numbers in figures(found).items()
        },
    }


def browser() -> str | None:
    """Return the path of a Chromium; None where there is none."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def photographed(chromium: str, page: str) -> bytes:
    """Return the picture of a page: its top, and beside it its second section."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "page.html").write_text(page, encoding="utf-8")
        twice = TWICE.format(page="page.html", column=COLUMN, gap=GAP, tall=TALL)
        (place / "twice.html").write_text(twice, encoding="utf-8")
        command = [
            chromium,
            "--headless",
            "--no-sandbox",  # the page is our own, and continuous integration runs as root
            "--hide-scrollbars",
            "--disable-gpu",
            f"--user-data-dir={place / 'profile'}",
            f"--force-device-scale-factor={SCALE}",
            f"--window-size={2 * COLUMN + GAP},{TALL}",
            "--virtual-time-budget=5000",
            f"--screenshot={place / 'picture.png'}",
            (place / "twice.html").as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (place / "picture.png").read_bytes()


def main() -> int:
    """Make the page, photograph it, and write both files."""
    chromium = browser()
    if chromium is None:
        print("no Chromium here: apt-get install chromium", file=sys.stderr)
        return 2
    found = study(CAR, AGAINST, None)
    picture = photographed(chromium, compose(found))
    write_whole(PICTURE, picture)
    told = json.dumps(document(found, picture), indent=1, sort_keys=True) + "\n"
    write_whole(FIGURES, told.encode())
    print(f"{PICTURE.name}: {len(picture):,} bytes; {FIGURES.name}")
    return 0


if __name__ == "__main__":
    import jax

    jax.config.update("jax_enable_x64", True)
    raise SystemExit(main())
