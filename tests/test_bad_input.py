"""Every bad input gives one short error, exit code 2 and no output; never a traceback.

Markup in a name is no error: tests/report/test_compose.py sees that it reaches the page escaped.
The last part replays the thirty bad inputs that FASTSim 3.1 was given: there two end the
interpreter, six pass silently, and most print 55 lines that name no parameter.
"""

from collections.abc import Callable
from math import isnan
from pathlib import Path

import pytest
from examples import examples
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from terminal import CAR, LEAF, Answer, call, car_file, jax_as_it_was, trip
from workshop import car

import carwright
from carwright.errors import InputError
from carwright.world.trace import from_arrays

GOOD = CAR + "  kerb_mass_kg: 1700\n"
HEADER = "time_s,speed_kmh\n"
UDDS = carwright.cycle("udds")
Refuse = Callable[..., str]


def of_udds(
    *, time_unit: float = 1.0, speed_unit: float = 1.0, changes: dict[int, str] | None = None
) -> str:
    """UDDS as a CSV, some of its rows replaced; row i stands in line i + 2."""
    rows = [
        f"{time_unit * i:.10g},{speed_unit * speed:.10g}"
        for i, speed in enumerate(UDDS.speed.tolist())
    ]
    for row, text in (changes or {}).items():
        rows[row] = text
    return "time_s,speed_m_per_s\n" + "\n".join(rows) + "\n"


@pytest.fixture
def check_refusal(capsys, monkeypatch, tmp_path) -> Refuse:
    """Run a command that must be refused and return its error, without the name of the folder."""
    monkeypatch.chdir(tmp_path)

    def refused(*arguments: str, parts: tuple[str, ...]) -> str:
        before = sorted(tmp_path.rglob("*"))
        answer = call(capsys, *arguments)
        assert (answer.code, answer.out) == (2, "")
        assert 1 <= len(answer.err.splitlines()) <= 5
        assert "Traceback" not in answer.err
        assert all(c.isprintable() or c == "\n" for c in answer.err)
        assert sorted(tmp_path.rglob("*")) == before
        text = answer.err.replace(f"{tmp_path}/", "")
        assert [part for part in parts if part not in text] == []
        return text

    return refused


def check_car(check_refusal: Refuse, folder: Path, text: str, *parts: str) -> None:
    """The same car file is refused by every verb, in the same words."""
    path = car_file(folder, text)
    said = [
        check_refusal(*arguments, parts=("car.yaml", *parts))
        for arguments in (
            ["check", path],
            ["check", path, "--json"],
            ["drive", path, "--cycle", "udds", "--out", "steps.csv", "--json"],
            ["report", path, "-o", "page.html"],
        )
    ]
    assert len(set(said)) == 1


def check_trace(check_refusal: Refuse, folder: Path, text: str, *parts: str) -> None:
    path = trip(folder, text)
    check_refusal("drive", LEAF, "--cycle", path, "--out", "steps.csv", parts=("trip.csv", *parts))


CARS = {
    "unknown key": (GOOD + "  wings_count: 2\n", ":10:", "wings_count"),
    "misspelt key": (CAR + "  kerb_mas_kg: 1700\n", ":9:", "kerb_mas_kg", "kerb_mass_kg?"),
    "misspelt section": (GOOD + "figurs: {}\n", ":10:", "figurs", "figures"),
    "1.6 kg": (CAR + "  kerb_mass_kg: 1.6\n", ":9:", "300 to 5,000 kg", "tonnes? write 1600"),
    "54 J": (CAR + "  battery_gross_energy_kwh: 1.5e-5\n", ":9:", "3 to 300 kWh"),
    "54 kWh in J": (CAR + "  battery_gross_energy_kwh: 1.944e8\n", ":9:", "J? write 54"),
    "zero mass": (CAR + "  kerb_mass_kg: 0\n", ":9:", "kerb_mass_kg: 0", "above zero"),
    "negative mass": (CAR + "  kerb_mass_kg: -1600\n", ":9:", "kerb_mass_kg: -1600", "write 1600"),
    "efficiency over 1": (
        CAR + "  dcdc_efficiency: 1.2\n",
        ":9:",
        "dcdc_efficiency: 1.2",
        "0.5 to",
    ),
    "NaN": (CAR + "  drag_coefficient: .nan\n", ":9:", "drag_coefficient: nan", "finite"),
    "infinite": (CAR + "  drag_coefficient: -.inf\n", ":9:", "drag_coefficient: -inf", "finite"),
    "NaN in a claim": (GOOD + "claims:\n  range_km: {high: .nan}\n", ":11:", "nan", "finite"),
    "text for a number": (CAR + "  kerb_mass_kg: heavy\n", ":9:", "'heavy'", "in kg"),
    "number as text": (CAR + "  kerb_mass_kg: '1,7 t'\n", ":9:", "'1,7 t'", "300 to 5,000"),
    "unknown source": (
        CAR + "  kerb_mass_kg: {value: 1700, from: shet}\n",
        ":9:",
        "'shet'",
        "sheet?",
    ),
    "low above high": (
        CAR + "  kerb_mass_kg: {low: 1800, high: 1700}\n",
        ":9:",
        "low 1800, high 1700",
        "exchange",
    ),
    "malformed YAML": (CAR + "  kerb_mass_kg: [1700\n", "not valid YAML"),
    "tab": (CAR + "\tkerb_mass_kg: 1700\n", ":9:", "not valid YAML"),
    "alias bomb": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "anchors"),
    "endless nesting": ("a: " + "{a: " * 5000, "nested too deeply"),
    "empty": ("", "empty"),
    "no axle is driven": (
        CAR + "  front_machine: none\n  rear_machine: none\n",
        ":10:",
        "no axle has a motor",
    ),
    "tyre of no size": (CAR + "  tyre_size: wide\n", ":9:", "'wide'", "like 245/45 R19"),
    "usable over gross": (
        CAR + "  battery_gross_energy_kwh: 50\n  battery_usable_energy_kwh: 60\n",
        ":10:",
        "battery_usable_energy_kwh",
    ),
}


@pytest.mark.parametrize("fault", CARS)
def test_a_bad_car_file_is_refused_by_every_verb(check_refusal, tmp_path, fault):
    text, *parts = CARS[fault]
    check_car(check_refusal, tmp_path, text, *parts)


@pytest.mark.parametrize("content", [bytes(range(256)), b"PK\x03\x04\0\0", b"\x89PNG\r\n\x1a\n\0"])
def test_a_binary_car_file_or_trace_is_refused(check_refusal, tmp_path, content):
    (tmp_path / "car.yaml").write_bytes(content)
    check_refusal("check", "car.yaml", parts=("car.yaml", "binary"))
    (tmp_path / "trip.csv").write_bytes(content)
    check_refusal("drive", LEAF, "--cycle", "trip.csv", parts=("trip.csv", "no text"))


TRACES = {
    "unsorted time": (
        HEADER + "0,0\n1,0\n3,0\n2,0\n",
        ":5:",
        "runs backwards",
        "time_s: 2",
        "sort",
    ),
    "repeated time": (HEADER + "0,0\n1,0\n1,0\n", ":4:", "repeated", "time_s: 1", "leave one"),
    "time in ms": (HEADER + "0,0\n1000,0\n2000,0\n", ":3:", "0.01 to 1 s", "divide it by 1000"),
    "negative speed": (HEADER + "0,0\n1,-5\n", ":3:", "speed_kmh: -5", "0 to 324 km/h"),
    "km/h as m/s": (of_udds(speed_unit=3.6), "speed_m_per_s", "km/h", "speed_kmh"),
    "a jump": ("time_s,speed_m_per_s\n0,0\n1,50\n", ":3:", "jumps", "-12 to 12 m/s2", "km/h"),
    "slope in percent": ("time_s,speed_kmh,slope_share\n0,0,5\n1,0,5\n", ":2:", "-0.5", "by 100"),
    "NaN": (HEADER + "0,0\n1,nan\n", ":3:", "speed_kmh: nan", "finite"),
    "infinite": (HEADER + "0,0\n1,inf\n", ":3:", "speed_kmh: inf", "finite"),
    "NaN in time": (HEADER + "0,0\nnan,0\n", ":3:", "time_s: nan", "finite"),
    "empty": ("", "empty", "time_s"),
    "only a header": (HEADER, "at least two rows", "has 0"),
    "one row": (HEADER + "0,0\n", "at least two rows", "has 1"),
    "unequal columns": (HEADER + "0,0\n1\n", ":3:", "1 columns", "has 2"),
    "text for a number": (HEADER + "0,0\n1,fast\n", ":3:", "speed_kmh: 'fast'", "number"),
    "semicolons": ("time_s;speed_kmh\n0;0\n1;3,6\n", ":1:", "semicolons", "comma-separated"),
    "no speed": ("time_s,height\n0,0\n1,0\n", ":1:", "no column for the speed", "speed_kmh"),
}


@pytest.mark.parametrize("fault", TRACES)
def test_a_bad_trace_is_refused(check_refusal, tmp_path, fault):
    text, *parts = TRACES[fault]
    check_trace(check_refusal, tmp_path, text, *parts)


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["--soc", "1.5"], ("--soc: 1.5", "0 to 1", "percent? write 0.015")),
        (["--soc", "80"], ("--soc: 80", "percent? write 0.8")),
        (["--soc", "-0.2"], ("--soc: -0.2", "0 to 1")),
        (["--soc", "nan"], ("--soc: nan", "0 to 1")),
        (["--air-c", "-61"], ("--air-c: -61", "-60 to 60")),
        (["--air-c", "293.15"], ("--air-c: 293.15", "kelvin? write 20.0")),
        (["--air-c", "nan"], ("--air-c: nan", "-60 to 60")),
        (["--cycle", "wltp-3b"], ("'wltp-3b'", "did you mean 'wltc-3b'?")),
        (["--cycle", "trips.csv"], ("trips.csv", "no such file")),
        (["--out", "steps.xlsx"], ("steps.xlsx", ".parquet, .csv")),
    ],
)
def test_a_bad_condition_is_refused(check_refusal, arguments, parts):
    cycle = () if "--cycle" in arguments else ("--cycle", "udds")
    check_refusal("drive", LEAF, *cycle, *arguments, parts=parts)


@pytest.mark.parametrize("verb", [["check"], ["show"], ["drive", "--cycle", "udds"], ["report"]])
@pytest.mark.parametrize(
    ("car", "parts"),
    [
        ("nissan-leef-40", ("'nissan-leef-40'", "did you mean nissan-leaf-40?")),
        ("nope.yaml", ("nope.yaml", "no such file")),
        (".", ("directory",)),
    ],
)
def test_an_unknown_car_is_refused(check_refusal, verb, car, parts):
    check_refusal(verb[0], car, *verb[1:], parts=parts)


@pytest.mark.parametrize(
    "arguments",
    [{"cycle": "wltp-3b"}, {"charge": 1.5}, {"charge": float("nan")}, {"charge": -0.1}],
)
def test_the_library_refuses_the_same(arguments):
    with pytest.raises(InputError) as caught:
        carwright.drive(car(LEAF), **({"cycle": "udds"} | arguments))
    assert 2 <= len(str(caught.value).splitlines()) <= 5


@pytest.mark.parametrize("temperature", [20.0, 150.0, 400.0, float("nan")])
def test_the_library_refuses_air_that_no_road_has(temperature):
    with pytest.raises(InputError) as caught:
        carwright.surroundings(car(LEAF), temperature=temperature)
    assert "213.15 to 333.15 K" in str(caught.value)


FASTSIM_CARS = {
    "negative mass": "kerb_mass_kg: -1600",
    "zero mass": "kerb_mass_kg: 0",
    "NaN mass": "kerb_mass_kg: .nan",
    "mass in tonnes": "kerb_mass_kg: 1.6",
    "negative drag": "drag_coefficient: -0.3",
    "drag of 33": "drag_coefficient: 33",
    "negative battery": "battery_gross_energy_kwh: -27.8",
    "battery of 54 J": "battery_gross_energy_kwh: 1.5e-5",
    "least charge above the most": "kerb_mass_kg: {low: 1700, high: 1600}",
    "gear that makes power": "rear_gear_loss_share: -0.3",
    "battery that makes power": "resistance_drop_v: -0.2",
    "motor of 100 W": "rear_peak_power_kw: 0.1",
    "unknown key": "drag_coeff: 0.3",
    "mass in words": "kerb_mass_kg: heavy",
}
FASTSIM_TRACES = {
    "NaN speed": (of_udds(changes={100: "100,nan"}), ":102:", "finite"),
    "negative speed": (of_udds(changes={100: "100,-10"}), ":102:", "negative"),
    "unsorted time": (of_udds(changes={100: "101,0", 101: "100,0"}), "backwards"),
    "duplicate time": (of_udds(changes={100: "99,0"}), ":102:", "repeated"),
    "unequal lengths": (of_udds(changes={1369: "1369"}), ":1371:", "1 columns"),
    "empty cycle": ("time_s,speed_m_per_s\n", "at least two rows"),
    "km/h as m/s": (of_udds(speed_unit=3.6), "km/h"),
    "grade in percent": ("time_s,speed_kmh,slope_share\n0,0,5.0\n1,0,5.0\n", "divide it by 100"),
    "time in ms": (of_udds(time_unit=1000.0), ":3:", "divide it by 1000"),
    "missing speed": ("time_s\n0\n1\n", "no column for the speed"),
}
FASTSIM_COMMANDS = {
    "charge of 1.5": (["drive", LEAF, "--cycle", "udds", "--soc", "1.5"], "0 to 1"),
    "charge of -0.2": (["drive", LEAF, "--cycle", "udds", "--soc", "-0.2"], "0 to 1"),
    "missing file": (["drive", "nope.yaml", "--cycle", "udds"], "no such file"),
}


def test_thirty_inputs_are_replayed():
    """Two stand below by themselves: missing keys; one is answered with a result."""
    assert len(FASTSIM_CARS) + len(FASTSIM_TRACES) + len(FASTSIM_COMMANDS) + 2 + 1 == 30


@pytest.mark.parametrize("fault", FASTSIM_CARS)
def test_replayed_car(check_refusal, tmp_path, fault):
    line = FASTSIM_CARS[fault]
    check_car(check_refusal, tmp_path, CAR + f"  {line}\n", ":9:", line.split(":")[0])


@pytest.mark.parametrize("fault", FASTSIM_TRACES)
def test_replayed_trace(check_refusal, tmp_path, fault):
    text, *parts = FASTSIM_TRACES[fault]
    check_trace(check_refusal, tmp_path, text, *parts)


@pytest.mark.parametrize("fault", FASTSIM_COMMANDS)
def test_replayed_command(check_refusal, fault):
    arguments, part = FASTSIM_COMMANDS[fault]
    check_refusal(*arguments, parts=(part,))


def test_replayed_car_of_a_name_alone(check_refusal, tmp_path):
    check_car(check_refusal, tmp_path, "name: x\n", "format_version is missing")
    check_car(check_refusal, tmp_path, "format_version: 1\nname: x\n", "the key id is missing")


def test_replayed_missing_drag_is_estimated_and_marked_so(capsys, tmp_path):
    answer = call(capsys, "show", car_file(tmp_path, GOOD), "--json")
    drag = answer.document("show")["figures"]["drag_coefficient"]
    assert (drag["how"], drag["kind"]) == ("population", "estimate")


def test_replayed_nearly_empty_battery_is_honoured(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("CARWRIGHT_CACHE", str(tmp_path))
    with jax_as_it_was():
        answer: Answer = call(capsys, "drive", LEAF, "--cycle", "udds", "--soc", "0.03", "--json")
    found = answer.document("drive")
    assert (answer.code, answer.err) == (1, "")
    assert (found["soc_start"], found["outcome"]) == (0.03, "battery empty")
    assert 0.0 < found["distance_km"] < found["asked_distance_km"]


NUMBERS = st.one_of(
    st.floats(), st.floats(0.0, 5000.0), st.sampled_from(["heavy", "", ".nan", "{}", "[1]", "1e99"])
)
KEYS = st.sampled_from(
    ["kerb_mass_kg", "drag_coefficient", "battery_gross_energy_kwh", "peak_power_kw", "width_mm"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(60))
@given(st.dictionaries(KEYS, NUMBERS, max_size=3))
def test_any_figures_are_a_car_or_one_short_error(capsys, tmp_path, figures):
    lines = "".join(f"  {key}: {value}\n" for key, value in figures.items())
    answer = call(capsys, "check", car_file(tmp_path, CAR + lines))
    assert answer.code in (0, 2)
    assert (answer.out == "") is (answer.code == 2)
    assert "Traceback" not in answer.err
    assert len(answer.err.splitlines()) <= 5


@settings(max_examples=examples(25))
@given(
    st.lists(st.floats(-1.0, 14.0), min_size=2, max_size=40),
    st.sampled_from([0.1, 0.5, 1.0]),
    st.floats(-0.5, 0.5),
    st.sampled_from([0.0, 0.001, 0.5, 1.0]),
)
@example([0.0, 6e-8], 0.5, 0.0, 0.0)  # a creep so slow that it once rolled for nothing
def test_any_trace_is_refused_or_a_result_without_nan(speeds, step, slope, charge):
    time = [step * i for i in range(len(speeds))]
    try:
        course, refused = from_arrays(time, speeds, [slope] * len(speeds)), ""
    except InputError as error:
        course, refused = None, str(error)
    if course is None:
        assert 2 <= len(refused.splitlines()) <= 5
        return
    summary = carwright.drive(car(LEAF), course, charge=charge).summary()
    terms = [float(term) for term in summary.pop("ledger").values()]
    assert not any(isnan(value) for value in [*map(float, summary.values()), *terms])
    assert abs(float(summary["ledger_residual_relative"])) < 1e-9
