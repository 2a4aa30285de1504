"""Write docs/validation.md and its pictures: measured cars beside simulated ones, every error.

Run: PYTHONPATH=src python tools/make_validation.py [FOLDS.json]; lists are read from ../shared.
Takes about three minutes on two cores. FOLDS.json is what `tools/fit_population.py` says of
cars whose maker, family or year was left out.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import jax

jax.config.update("jax_enable_x64", True)

import physics_section  # noqa: E402
from markdown_tables import folded, percent, signed, table  # noqa: E402
from validation_pictures import Mark, by_maker, scatter  # noqa: E402

from carwright.cli.precision import prepare  # noqa: E402
from carwright.validate.documents import in_unit, unit_of  # noqa: E402
from carwright.validate.garage import GarageValidation, validate_garage  # noqa: E402
from carwright.validate.lists import Validation, validate  # noqa: E402
from carwright.validate.summary import Summary  # noqa: E402

ROOT = Path(__file__).parents[1]
LISTS = ROOT.parent / "shared" / "data"
OUTPUT = ROOT / "docs" / "validation.md"
FILES = {
    "epa": "epa/epa_bev_development.csv",
    "wltp": "wltp/wltp_bev_development.csv",
    "label": "label/north_america_label_to_2021.csv",
}
TITLES = {
    "epa": "EPA list, 2015 to 2021: road load and test weight known",
    "wltp": "Official WLTP figures: known as from a brochure",
    "label": "Labels of the United States and Canada: known as from a brochure",
}
NAMES = {
    "udds": "UDDS at the plug",
    "hwfet": "HWFET at the plug",
    "consumption": "combined consumption at the plug",
    "range": "range",
}
HEADS = ("cars", "mean", "by maker", "median", "9 in 10 below", "bias", "in the band")
TEXT = {
    "epa": """\
Each row becomes a car by its road load, test weight, power, layout, maker and year alone. Rows are
screened first: what needs more than 95 % one-way efficiency between battery and roller, or less
than nothing lost, has a road load and a result that do not belong together.
""",
    "wltp": """\
Each row becomes a car by make, year, peak power, battery and, where given, mass.
""",
    "label": """\
Each row becomes a car by make, year and peak power: neither its battery nor its mass is told. The
label is simulated with the usual factor of 0.7, though some makers earn another by five cycles.
""",
}


def page(
    lists: Mapping[str, Validation],
    garage: GarageValidation,
    physics: str,
    folds: Mapping[str, Any] | None,
) -> str:
    """Return the page as it stands in the file.

    Args:
        lists: validated lists by kind.
        garage: the garage beside its claims.
        physics: the section of the physics alone.
        folds: results of cars left out, as `folds_section` takes them; None leaves them out.
    """
    parts = [_head(lists, garage), physics]
    if folds is not None:
        parts.append(folds_section(folds))
    parts += [_list(kind, found) for kind, found in lists.items()]
    parts.append(_garage(garage))
    return "\n".join(parts)


def folds_section(results: Mapping[str, Any]) -> str:
    """Return tables of cars whose maker, family or year the population had not seen.

    Args:
        results: `text`, and `tables`, each with `title`, `head` (texts) and `rows` (texts or
            numbers; shares are fractions up to 1 and become percent).
    """
    parts = ["## Cars that the population had not seen\n", str(results.get("text", ""))]
    for one in results["tables"]:
        parts += [
            f"\n### {one['title']}\n",
            table(one["head"], (map(_cell, r) for r in one["rows"])),
        ]
    return "\n".join(parts)


def marks(found: Validation, result: str) -> list[Mark]:
    """Return the cars of a list as a picture takes them.

    Args:
        found: the list.
        result: which of its results.
    """
    return [
        Mark(car.row.id, car.row.maker, **in_unit(result, car.found[result])) for car in found.cars
    ]


def pictures(lists: Mapping[str, Validation]) -> dict[str, str]:
    """Return the pictures by name of the file.

    Args:
        lists: validated lists by kind.
    """
    drawn = {}
    for kind, found in lists.items():
        for result in found.results:
            cars = marks(found, result)
            title = f"{kind.upper()}, {NAMES[result]}"
            drawn[f"{kind}-{result}.svg"] = scatter(cars, title, unit_of(result))
            drawn[f"{kind}-{result}-makers.svg"] = by_maker(cars, title)
    return drawn


def _head(lists: Mapping[str, Validation], garage: GarageValidation) -> str:
    rows = [
        (f"{kind.upper()}, {NAMES[result]}", *_scores(found.summary(result)))
        for kind, found in lists.items()
        for result in found.results
    ]
    groups = garage.summaries().items()
    rows += [(f"garage, {group}", *_scores(one)) for group, one in groups if one.n]
    rests = next(iter(lists.values())).provenance
    seen = sum(car.seen for found in lists.values() for car in found.cars)
    count = sum(len(found.cars) for found in lists.values())
    return f"""\
# Validation

Made by `make validation` with carwright {rests["carwright"]} and the population
`{rests["population_sha256"][:12]}`: measured cars beside the same cars in simulation, every car and
every error, with what a procedure's tests read over the simulation where a list tells it. An error
is simulated less measured, over measured. The band is that in which a test should lie nine times in
ten: of a list's car by how much tests of such cars differ, of the garage's also by what is not
known of the car. No result of a model family reaches the prediction of its own cars, by way of the
population or otherwise; {seen} of the {count} cars below belong to lists that the population was
fitted on, so that their maker is known to it.

{table(("what", *HEADS), rows)}"""


def _list(kind: str, found: Validation) -> str:
    parts = [f"## {TITLES[kind]}\n", TEXT[kind]]
    for result in found.results:
        for ending in ("", "-makers"):
            name = f"validation/{kind}-{result}{ending}.svg"
            parts.append(f"![{kind.upper()}, {NAMES[result]}]({name})\n")
    if found.rejected:
        parts.append("Set aside:\n")
        parts.append(table(("row", "why"), ((row.id, row.why) for row in found.rejected)))
    told = [(car.row.id, car.row.note) for car in found.cars if car.row.note]
    if told:
        parts += ["To know:\n", table(("row", "note"), told)]
    columns = [
        column for name in found.results for column in (NAMES[name], "simulated", "error", "band")
    ]
    rows = ([_named(car.row.id, seen=car.seen), *_cells(car.found)] for car in found.cars)
    every = table(("car", *columns), rows)
    parts.append(folded("Every car", every))
    return "\n".join(parts)


def _cells(found: Mapping[str, Any]) -> list[str]:
    cells = []
    for name, one in found.items():
        n = in_unit(name, one)
        cells += [f"{n['measured']:.1f} {unit_of(name)}", f"{n['simulated']:.1f}"]
        cells += [_error(one.error, inside=one.inside), f"{n['low']:.0f} to {n['high']:.0f}"]
    return cells


def _garage(garage: GarageValidation) -> str:
    rows = []
    for one in garage.compared:
        n = one.in_unit
        numbers = (f"{n['measured']:.1f} {one.unit}", f"{n['simulated']:.1f}")
        error = _error(one.found.error, inside=one.found.inside)
        band = f"{n['low']:.1f} to {n['high']:.1f}"
        rows.append((one.car, one.what, *numbers, error, band, one.claim.note))
    left = ((row.id, row.why) for row in garage.left_out)
    return f"""\
## The garage beside what is claimed

The cars that come with the program, each from its own file. Claims are never inputs. A sprint with
unknown rollout is compared with the mean of both. A label's range is taken back to the test by the
car's own factor where its file tells it; where it does not, it stands apart under "label".

{table(("car", "what", "claimed", "simulated", "error", "band", "note"), rows)}
Not compared:

{table(("car", "why"), left)}"""


def _named(name: str, *, seen: bool) -> str:
    return f"{name} (list known)" if seen else name


def _scores(one: Summary) -> tuple[str, ...]:
    sizes = (one.mae, one.mae_by_maker, one.median_abs, one.p90_abs)
    inside = "" if one.inside_band is None else f"{100 * one.inside_band:.0f} %"
    return (str(one.n), *(percent(size) for size in sizes), signed(one.bias), inside)


def _error(share: float, *, inside: bool) -> str:
    return signed(share) if inside else f"**{signed(share)}**"


def _cell(value: object) -> str:
    if isinstance(value, float):
        return percent(value) if abs(value) <= 1.0 else f"{value:g}"
    return str(value)


def main(arguments: Sequence[str]) -> None:
    """Write the files."""
    prepare()
    if not LISTS.is_dir():
        sys.exit(f"the lists of measured cars are not at {LISTS}")
    folds = json.loads(Path(arguments[0]).read_text(encoding="utf-8")) if arguments else None
    lists = {kind: validate(kind, LISTS / name) for kind, name in FILES.items()}
    garage = validate_garage()
    physics = physics_section.section(LISTS)
    folder = OUTPUT.with_suffix("")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pictures(lists).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    OUTPUT.write_text(page(lists, garage, physics, folds), encoding="utf-8", newline="\n")
    print(f"{OUTPUT.name}: {OUTPUT.stat().st_size:,} bytes, {len(pictures(lists))} pictures")


if __name__ == "__main__":
    main(sys.argv[1:])
