"""Fit the garage's BMW i3 to its 30 development drives, and write its car file anew.

Run: make fit-i3. The file keeps every public figure; fitted ones stand beside them as measured.
What the dynamometer says of the car is no part of this: it checks the result.
"""

import sys
from datetime import date
from pathlib import Path

from i3_drives import DRIVES, columns

from carwright.cli.precision import prepare

ROOT = Path(__file__).parents[1]
CAR = ROOT / "src" / "carwright" / "garage" / "bmw-i3-60ah.yaml"
REPORT = ROOT / "docs" / "validation" / "fit-bmw-i3-60ah.json"
DAY = date(2026, 11, 23)
"""Date of the fit, so that the file comes out the same on any day."""


def main() -> int:
    """Fit, write the car file and the report."""
    prepare()
    import json

    from carwright.carfile import load
    from carwright.carfile.writing import written
    from carwright.fit.document import document
    from carwright.fit.fit_car import fit_car
    from carwright.fit.fitted_file import fitted_file, unfitted
    from carwright.fit.logs_of import logs_of
    from carwright.settle.settle import settle
    from carwright.validate.trips import files_of
    from carwright.whole_file import write_whole

    if not DRIVES.is_dir():
        print(f"the drives are not there: {DRIVES}", file=sys.stderr)
        return 1
    settled = settle(unfitted(load(CAR)))
    logs = logs_of(files_of(str(DRIVES)), settled, columns())
    found = fit_car(settled, logs)
    told = document(found)
    write_whole(REPORT, (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode())
    head = next(line for line in CAR.read_text(encoding="utf-8").splitlines() if line[:1] == "#")
    if found.fitted.converged:
        text = f"{head}\n{written(fitted_file(found, DAY))}"
        write_whole(CAR, text.encode())
    for given, when in told["drives"].items():
        print(f"given {given}: {when['after']['summary']}")
    return 0 if found.fitted.converged else 1


if __name__ == "__main__":
    raise SystemExit(main())
