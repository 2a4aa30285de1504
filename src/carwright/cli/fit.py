"""carwright fit: turn the figures of a car until it drives as its logs say."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from carwright.cli.output import print_json, print_text, refuse_to_overwrite
from carwright.cli.telling import progress
from carwright.errors import InputError
from carwright.progress import task

REPORT_ENDING = ".fit.json"
"""Ending of the report beside the fitted car file."""


def fit(
    car: str,
    /,
    *logs: str,
    output: Annotated[str, Parameter(name=("--output", "-o"))],
    columns: str | None = None,
    json: bool = False,
) -> int:
    """Fit a car to logs of its drives, and write the car file with the measured figures.

    Beside it, with the ending .fit.json, stands the report: figures before and after, how surely,
    what the logs do not see, and every drive. It is written too where the fit finds no end; then
    there is no car file.

    Parameters
    ----------
    car
        an id of the garage, or the path of a car file
    logs
        logs of drives: CSV, Parquet or MDF4
    output
        the car file to write
    columns
        which column tells what, a YAML file or quantity=COLUMN:unit with commas between
    json
        print the report as one JSON document
    """
    from carwright.carfile import load as load_file
    from carwright.cli.precision import prepare
    from carwright.logs.column_map import read_map

    if not logs:
        raise InputError(
            "there is no log to fit to", key="logs", remedy="carwright fit CAR LOG.csv -o OUT.yaml"
        )
    car_file, said = load_file(car), read_map(columns)
    report = Path(output).with_suffix(REPORT_ENDING)
    for target in (output, report):
        refuse_to_overwrite(target, car_file.path, *logs)
    with progress(f"fitting {car_file.id} to {len(logs)} logs"):
        prepare()
        found, document = _fitted(car_file, logs, said)
    _write(found, document, output, report)
    if json:
        print_json(document)
    else:
        _print(document, output if found.fitted.converged else None, report)
    return 0 if found.fitted.converged else 1


def _fitted(car_file: Any, logs: Sequence[str], said: Any) -> tuple[Any, dict[str, Any]]:
    from carwright.fit.document import document
    from carwright.fit.fit_car import fit_car
    from carwright.fit.fitted_file import unfitted
    from carwright.fit.logs_of import logs_of
    from carwright.settle.known_car import known_car

    settled = known_car(unfitted(car_file))
    with task("fitting", (1.0, 7.0, 2.0)) as step:
        read = logs_of(logs, settled, said)
        step()
        found = fit_car(settled, read)
        step()
        return found, document(found)


def _write(found: Any, document: dict[str, Any], out: str, report: Path) -> None:
    from datetime import date
    from json import dumps

    from carwright.carfile.writing import written
    from carwright.fit.fitted_file import fitted_file
    from carwright.whole_file import write_whole

    write_whole(report, (dumps(document, indent=2, ensure_ascii=False) + "\n").encode())
    if found.fitted.converged:
        write_whole(out, written(fitted_file(found, date.today())).encode())


def _print(document: dict[str, Any], out: str | None, report: Path) -> None:
    ended = "found" if document["converged"] else "NOT found"
    print_text(
        f"{document['car']}: fit to {len(document['logs'])} logs, "
        f"an end was {ended} in {document['steps']} steps"
    )
    for log in document["logs"]:
        for note in log["notes"]:
            print_text(f"  {log['id']}: {note}")
    print_text(f"{'figure':<34}{'before':>12}{'after':>12}{'turned':>9}{'spread':>9}")
    for one in document["figures"]:
        key = next(iter(one["before"]))
        print_text(
            f"{one['name']:<34}{one['before'][key]:>12.4g}{one['after'][key]:>12.4g}"
            f"{one['turned_spreads']:>+9.2f}{one['spread_over_prior']:>9.2f}  {key}"
        )
    for one in document["limits"]:
        key = next(iter(one["before"]))
        print_text(
            f"{'seen at once':<34}{one['before'][key]:>12.4g}{one['after'][key]:>12.4g}"
            f"{'':>18}  {key}: {one['note']}"
        )
    if document["unseen"]:
        names = ", ".join(one["name"] for one in document["unseen"])
        print_text(f"not seen by the logs, left as they were: {names}")
    print_text("mean error of the energy, before and after:")
    for given, when in document["drives"].items():
        before, after = (when[which]["summary"]["mae"] for which in ("before", "after"))
        if before is not None and after is not None:
            print_text(f"  given {given:<8}{100 * before:>7.1f} %{100 * after:>7.1f} %")
    print_text(f"the report is {report}")
    if out is not None:
        print_text(f"the fitted car is {out}")
