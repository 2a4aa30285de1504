"""Write docs/nomenclature.md: every name of a figure, choice, ledger term and record, and symbols.

Run: PYTHONPATH=src python tools/make_nomenclature.py
Figures, choices, terms and records come from the code; only the table of symbols stands here.
"""

import ast
import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from carwright.figure_table import CHOICES, FIGURES, FigureRow, numbers_of
from carwright.settle.defaults import Kind, default
from carwright.units import unit

ROOT = Path(__file__).parents[1]
OUTPUT = ROOT / "docs" / "nomenclature.md"
STATE = ROOT / "src" / "carwright" / "state.py"
DRIVE = ROOT / "src" / "carwright" / "schemas" / "drive.json"

USUAL = Kind()
"""The car whose class defaults are shown: body and size not known, NMC cells, magnets behind."""

LONG = 1e4
"""Numbers from here on have commas."""

SYMBOLS = (
    (r"\rho", "air density", "kg/m³", "car.car.Car.reference_density"),
    ("C_d", "drag coefficient", "-", "drag_coefficient"),
    ("A", "projected frontal area; C_d A is `drag_area`", "m²", "frontal_area"),
    (r"\mu_r", "rolling force over load, warm, at rest", "-", "car.tyre.Tyre.rolling_coefficient"),
    (r"\kappa", "growth of rolling force with v²", "s²/m²", "car.tyre.Tyre.speed_rise"),
    (r"\beta", "rise of rolling force a kelvin", "1/K", "car.tyre.Tyre.temperature_coefficient"),
    (
        "T_{warm}",
        "tyre temperature of the coast-down; over 20 C air",
        "K",
        "car.tyre.Tyre.warm_rise",
    ),
    ("N", "load on the tyres", "N", "car.tyre.Tyre"),
    ("m", "mass that the road moves", "kg", "car.body.Body.mass"),
    ("M", "that mass with wheels, gears and rotors", "kg", "car.body.Body.rotating_mass"),
    ("g", "standard gravity", "m/s²", "units.GRAVITY"),
    ("v", "speed at the start of the step", "m/s", "state.State.speed"),
    ("u", "speed in the middle of the step", "m/s", "step.achieve.Achieved.mean_speed"),
    ("F", "force at the wheels", "N", "step.demand.Demand.force"),
    ("C", "force between tyres and road", "N", "step.grip.greatest_drive"),
    ("p", "share of the inertia that turns", "-", "step.grip.Hold.front_spin"),
    (r"\Delta t", "time step", "s", "world.cycle.Cycle.time_step"),
    ("a_0", "drag at rest", "N", "step.limits.Drag.constant"),
    ("a_1", "its growth with u", "N s/m", "step.limits.Drag.linear"),
    ("a_2", "its growth with u²", "N s²/m²", "step.limits.Drag.quadratic"),
    ("F_0", "road load at rest", "N", "coast_down_f0_n"),
    ("F_1", "its growth with v", "N/(km/h)", "coast_down_f1_n_per_kmh"),
    ("F_2", "its growth with v²", "N/(km/h)²", "coast_down_f2_n_per_kmh2"),
    ("U_0", "rest voltage of a cell", "V", "car.cell.rest_energy"),
    (r"\Phi", "chemical energy: Q times the integral of U_0", "J", "car.cell.rest_energy"),
    ("q", "charge of the cells, buffers included", "share", "state.State.charge"),
    ("s", "the same, under the integral", "share", "state.State.charge"),
    ("Q", "charge of the pack from full to empty", "C", "car.battery.Battery.capacity"),
    ("E", "step-mean source voltage", "V", "car.battery.Circuit.source"),
    ("R", "step-mean resistance", "Ω", "car.battery.Circuit.resistance"),
    ("I", "pack current, positive on discharge", "A", "car.battery.Battery.current"),
    ("P", "power; of a drive unit, its loss", "W", "car.battery.Battery.current"),
    (r"\tau", "time constant of an RC pair", "s", "car.cell.FAST_TIME"),
    ("T", "torque at the motor shaft; of tyres, temperature", "Nm; K", "car.drive_unit.DriveUnit"),
    (r"P_{ac}", "power at the wall", "W", "step.plug.Plug.grid"),
    (r"P_{dc}", "power out of the onboard charger", "W", "car.charger.Charger.output"),
    ("P_0", "loss of the charger at any load", "W", "car.charger.Charger.constant_loss"),
    (r"\lambda", "share of its AC power lost besides", "-", "car.charger.Charger.loss_share"),
    ("D", "resistance at the start of the step", "N", "step.pedals.Supply.drag"),
    ("t", "time within the step", "s", "run.marks.Path.time"),
    ("x", "place on the road; with a star the mark", "m", "run.marks.Path.position"),
    ("a", "acceleration within the step", "m/s²", "run.marks.Path"),
    ("k_0", "unit loss without torque dependence", "W", "car.drive_unit.Loss.constant"),
    ("k_1", "unit loss over torque", "W/Nm", "car.drive_unit.Loss.linear"),
    ("k_2", "unit loss over torque squared", "W/(Nm)²", "car.drive_unit.Loss.quadratic"),
)
"""Symbol of the textbooks, meaning, unit, and the name that stands for it in the code."""

HEAD = """\
# Nomenclature

Made by `tools/make_nomenclature.py`; a test keeps it up to date. Inside carwright a name without a
unit is SI. At every edge (car file, command line, table, JSON) the unit is in the name:
`kerb_mass_kg` in a car file is `kerb_mass` [kg] inside. Temperatures are kelvin inside and `_c` at
the edges. Power is positive out of the battery, force when it drives the car forward, battery
current on discharge.
"""
FIGURES_HEAD = """\
## Figures

What a car is, as numbers in the order of the vector. Outside its bounds a number is refused. The
transform is the scale on which the figure is near normal among cars. Usual is the class default of
a car of which nothing is known but NMC cells and a permanent-magnet motor behind, with a band that
holds about nine cars in ten; other bodies, sizes, chemistries and machines have other defaults
(`settle/class_defaults.toml`). `{side}` is `front` or `rear`; the default is that of the rear.
"""


def text() -> str:
    """Return the page as it stands in the file."""
    parts = [
        HEAD,
        FIGURES_HEAD,
        table(("key", "unit", "bounds", "transform", "usual", "meaning"), _figures()),
        "## Choices\n\nWhat a car is that is no number.\n",
        table(("name", "words", "usual"), _choices()),
        "## Ledger\n\nThe electric book of a drive [kWh at the edge, J inside]: `chemical` is the"
        "\nsum of all others.\n",
        table(("term", "meaning"), _terms()),
        "## Record\n\nWhat one step records: step means. In a table of a drive each has `_w`.\n",
        table(("name", "unit", "meaning"), fields("Record")),
        "## State\n\nWhat changes while a car moves.\n",
        table(("name", "unit", "meaning"), fields("State")),
        "## Symbols\n\nThe books' symbols, as docstrings use them, and the names in the code.\n",
        table(("symbol", "meaning", "unit", "name"), _symbols()),
    ]
    return "\n".join(parts)


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table in Markdown.

    Args:
        head: names of the columns.
        rows: the cells.
    """
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |\n" for row in lines)


def fields(name: str) -> Iterator[tuple[str, str, str]]:
    """Yield name, unit and meaning of each field of a class of `state.py`.

    Args:
        name: name of the class.
    """
    body = next(
        node.body
        for node in ast.parse(STATE.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and node.name == name
    )
    for field, doc in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(doc, ast.Expr):
            words = " ".join(ast.literal_eval(doc.value).split())
            meaning, _, of = words.rpartition(" [")
            yield f"`{ast.unparse(field.target)}`", of.rstrip("]."), meaning


def _figures() -> Iterator[tuple[str, ...]]:
    for row in FIGURES:
        if not row.key.startswith("front_") or row.key == "front_mass_share":
            yield _figure(row)


def _figure(row: FigureRow) -> tuple[str, ...]:
    of_axle = row.key.startswith("rear_")
    key = "{side}_" + row.key.removeprefix("rear_") if of_axle else row.key
    meaning = row.meaning.replace("rear", "{side}") if of_axle else row.meaning
    bounds = f"{_short(row.low)} to {_short(row.high)}"
    return f"`{key}`", unit(row.key) or "-", bounds, str(row.transform), _usual(row.key), meaning


def _usual(key: str) -> str:
    found = default(key, USUAL)
    if found.low is None or found.high is None:
        return _short(found.value)
    return f"{_short(found.value)} ({_short(found.low)} to {_short(found.high)})"


def _short(value: float | str) -> str:
    if isinstance(value, str):
        return value
    return f"{value:,.0f}" if abs(value) >= LONG else f"{value:.4g}"


def _choices() -> Iterator[tuple[str, ...]]:
    usual = {"front_machine": USUAL.front_machine, "rear_machine": USUAL.rear_machine}
    for name in CHOICES:
        yield f"`{name}`", ", ".join(numbers_of(name)), usual.get(name) or _usual(name)


def _terms() -> Iterator[tuple[str, ...]]:
    ledger = json.loads(DRIVE.read_text(encoding="utf-8"))["properties"]["ledger"]
    for name, term in ledger["properties"].items():
        yield f"`{name}`", term["description"]


def _symbols() -> Iterator[tuple[str, ...]]:
    for symbol, meaning, of, name in SYMBOLS:
        yield f"${symbol}$", meaning, of, f"`{name}`"


def main() -> None:
    """Write the file."""
    OUTPUT.write_text(text(), encoding="utf-8", newline="\n")
    print(f"{OUTPUT.name}: {OUTPUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
