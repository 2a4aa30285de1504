"""The programs as WebAssembly: named as an edge demands, and to the golden bits."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from scripts import script

from carwright.native.manifest import listed, signature

ROOT = Path(__file__).parents[2]
names, types, zig = (script(name, "tools/native") for name in ("page_names", "page_types", "zig"))


@pytest.mark.parametrize(
    ("name", "unit", "expected"),
    [
        ("mass", "kg", "mass_kg"),
        ("consumption_dc", "J/m", "consumption_dc_j_per_m"),
        ("temperature_coefficient", "1/K", "temperature_coefficient_per_k"),
        ("fan", "W s/(K m)", "fan_w_s_per_k_m"),
        ("speed_rise", "s^2/m^2", "speed_rise_s2_per_m2"),
        ("capacity", "C", "capacity_coulomb"),
        ("start_charge", "share", "start_charge_share"),
        ("grip", "", "grip"),
        ("unit_share", "share", "unit_share"),
    ],
)
def test_a_name_ends_in_its_unit(name: str, unit: str, expected: str):
    assert names.edge_name(name, unit) == expected


def test_every_leaf_of_every_program_has_one_name():
    programs = names.page_programs()
    assert {one.name for one in programs} == {n for n in listed() if signature(n).function}
    for told in programs:
        for node, leaves in ((names.taken(told), told.inputs), (names.given(told), told.outputs)):
            assert list(names.leaves_of(node)) == list(range(len(leaves)))


def test_types_tell_names_units_and_meanings():
    text = types.declarations(names.page_programs())
    for line in (
        "  /** Share of the weight on the front axle at rest. */",
        "  totals: Record;",
        "  series?: SeriesOfSteps;",
        "  terminal_out_j: number;",
        "  terminal_out_w: Float64Array;",
        "  speed_m_per_s: Numbers | Float64Array;",
        '  chemistry: "nmc" | "nca" | "lfp" | "lmo";',
        "  kerb_mass_kg: number;",
    ):
        assert line in text.splitlines(), line
    assert text.count("export interface Car {") == 1


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    compiler = zig.command("wasm32-wasi")
    if compiler is None:
        pytest.skip("no Zig: `make wasm` installs it")
    if shutil.which("node") is None:
        pytest.skip("no node")
    folder = tmp_path_factory.mktemp("wasm")
    script("page", "tools/native").build(folder, compiler)
    return folder


def ran(*words: str | Path) -> Any:
    done = subprocess.run(["node", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_a_page_computes_the_golden_bits(page: Path):
    found = ran(ROOT / "tools/native/page/check.mjs", page)
    assert found["differing"] == []
    assert found["same"] > 500
    assert found["gzipped"] < 200_000


REFUSED = """
import { readFileSync } from "node:fs";
import * as carwright from "FOLDER/carwright.js";
const { bounds, figuresOf, following, fromSi, load, numbersOf, toSi, usual } = carwright;
const programs = await load(readFileSync("FOLDER/carwright.wasm"));
const told = JSON.parse(readFileSync("FOLDER/car.json", "utf8"));
const figures = figuresOf(told.numbers, told.choices);
const car = programs.build_car({ figures });
const why = (act) => { try { act(); return ""; } catch (error) { return error.message; } };
const more = { battery_gross_energy_kwh: bounds.battery_gross_energy_kwh.high };
const changed = following(programs, figures, more);
const infinite = { ...figures, values_si: figures.values_si.map(() => Infinity) };
const drive = { car, charge_share: 0.9, asked: usual.asked, trace: {
  speed_m_per_s: [1, 2], slope: [0, 0], awake: [1, 1], valid: [true, true],
  start_speed_m_per_s: 0, time_step_s: 1 } };
console.log(JSON.stringify({
  speeds: [...programs.drive(drive, { series: true }).series.state.speed_m_per_s],
  without: programs.drive(drive).series ?? null,
  mass: numbersOf(figures).kerb_mass_kg,
  heavier: programs.build_car({ figures: changed }).body.mass_kg > car.body.mass_kg,
  si: toSi("speed_kmh", 90), edge: fromSi("temperature_c", 293.15),
  nan: why(() => programs.sprint({ car, charge_share: NaN, air: usual.air })),
  infinite: why(() => following(programs, figures, { drag_coefficient: Infinity })),
  unknown: why(() => following(programs, figures, { drag: 0.2 })),
  vector: why(() => programs.build_car({ figures: infinite })),
  missing: why(() => programs.rested({ car: { ...car, tyre: undefined } })),
  short: why(() => programs.drive({ ...drive, trace: { ...drive.trace, slope: [0] } })),
  word: why(() => figuresOf(told.numbers, { ...told.choices, chemistry: "lead" })),
}));
"""


@pytest.mark.slow
def test_a_page_refuses_what_is_no_number_by_name(page: Path, tmp_path: Path):
    import carwright
    from carwright.figure_table import CHOICES

    figures = carwright.figures("xiaomi-su7-max")
    words = {
        name: CHOICES[name](int(number)).name.lower().replace("_", "-")
        for name, number in zip(CHOICES, figures.choices, strict=True)
    }
    told = {"numbers": figures.to_edge(), "choices": words}
    (page / "car.json").write_text(json.dumps(told), encoding="utf-8")
    tried = tmp_path / "tried.mjs"
    tried.write_text(REFUSED.replace("FOLDER", page.as_posix()), encoding="utf-8")
    found = ran(tried)
    assert found["speeds"] == pytest.approx([1.0, 2.0])
    assert found["without"] is None
    assert found["mass"] == pytest.approx(figures.to_edge()["kerb_mass_kg"])
    assert found["heavier"]
    assert (found["si"], found["edge"]) == (25.0, pytest.approx(20.0))
    assert found["nan"] == "sprint.charge_share is NaN, not a number"
    assert "drag_coefficient is Infinity; it can be" in found["infinite"]
    assert found["unknown"] == "drag is no figure"
    assert found["vector"].startswith("build_car.figures.values_si is Infinity, not a finite")
    assert found["missing"] == "rested.car.tyre is missing"
    assert found["short"] == "drive.trace.slope has 1 entries, not 2"
    assert found["word"] == "chemistry is lead, not one of nmc, nca, lfp, lmo"
