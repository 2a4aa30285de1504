"""Loading: the good file whole, every bad input one clear error."""

import hashlib
import os
from pathlib import Path

import pytest

from carwright import carfile
from carwright.errors import InputError


def test_the_good_file_is_read_whole(load_text, good):
    car = load_text(good)
    assert (car.id, car.name, car.maker, car.year) == ("some-car-2024", "Some Car", "Someone", 2024)
    assert (car.body, car.size, car.source) == ("sedan", "mid", "sheet")
    assert car.figures["kerb_mass_kg"][0].value == 1980.0
    assert car.figures["rear_disconnect"][0].value == "no"
    assert car.programme["on_sale_date"][0].value == "2024-H1"
    assert car.programme["builds_own_car"][1].value is True
    assert car.said[0].value == 4.0
    assert car.notes == ("A free sentence.",)
    assert car.sources["talk"].citing == ("leaker", "an insider")
    assert car.digest == hashlib.sha256(good.encode()).hexdigest()


def test_a_bare_number_comes_from_the_main_source(load_text, good):
    claim = load_text(good).figures["kerb_mass_kg"][0]
    assert (claim.source, claim.kind, claim.date) == ("sheet", "maker", "2024-03")


def test_a_claim_takes_kind_and_date_from_its_source_unless_it_says_so(load_text, good):
    text = good.replace("value: 0.195, from: sheet", "value: 0.195, from: talk, kind: estimate")
    claims = load_text(text).figures["drag_coefficient"]
    assert [(claim.kind, claim.date) for claim in claims] == [
        ("press", "2023"),
        ("estimate", "2023"),
    ]


def test_a_file_without_a_single_figure_is_a_car(load_text):
    car = load_text("format_version: 1\nid: a\nname: b\nmaker: c\nfigures:\nsaid:\nnotes:\n")
    assert (car.figures, car.said, car.notes, car.year) == ({}, (), (), None)


def test_markup_in_a_name_is_the_pages_business(load_text, good):
    car = load_text(good.replace("name: Some Car", "name: <script>alert(1)</script>"))
    assert car.name == "<script>alert(1)</script>"


def test_a_number_is_a_name_when_it_stands_for_one(load_text, good):
    assert load_text(good.replace("name: Some Car", "name: 500")).name == "500"


SLIPS = [
    ("year: 2024", "yaer: 2024", "yaer: 2024", "year"),
    ("size: mid", "size: middle", "small, compact, mid, large", "mid"),
    ("body: sedan", "body: sedna", "sedna", "sedan"),
    ("id: some-car-2024", "id: Some Car", "Some Car", "hyphens"),
    ("year: 2024", "year: 24", "24", "1880"),
    ("year: 2024", "year: '2024'", "2024", "whole number"),
    ("kerb_mass_kg: 1980", "kerb_mas_kg: 1980", "kerb_mas_kg: 1980", "kerb_mass_kg?"),
    ("kerb_mass_kg: 1980", "kerb_mass_lb: 4365", "kerb_mass_lb: 4365", "kerb_mass_kg: 1979.93"),
    ("kerb_mass_kg: 1980", "range_km: 800", "range_km: 800", "under claims"),
    ("kerb_mass_kg: 1980", "kerb_mass_kg: 1.98", "300 to 5,000 kg", "tonnes? write 1980"),
    ("kerb_mass_kg: 1980", "kerb_mass_kg: 0", "kerb_mass_kg: 0", "above zero"),
    ("kerb_mass_kg: 1980", "kerb_mass_kg: -1980", "kerb_mass_kg: -1980", "write 1980"),
    ("kerb_mass_kg: 1980", "kerb_mass_kg: .nan", "nan", "write a number"),
    ("kerb_mass_kg: 1980", "kerb_mass_kg: -.inf", "-inf", "write a number"),
    ("kerb_mass_kg: 1980", "kerb_mass_kg: 1e999", "inf", "write a number"),
    ("kerb_mass_kg: 1980", "kerb_mass_kg: " + "9" * 5000, "inf", "write a number"),
    ("kerb_mass_kg: 1980", "kerb_mass_kg: heavy", "'heavy'", "in kg"),
    ("kerb_mass_kg: 1980", "kerb_mass_kg: 1980 kg", "'1980 kg'", "write 1980"),
    ("kerb_mass_kg: 1980", "kerb_mass_kg: '1980'", "'1980'", "write 1980"),
    ("kerb_mass_kg: 1980", "kerb_mass_kg: true", "true or false", "write a number"),
    ("kerb_mass_kg: 1980", "kerb_mass_kg:", "nothing is said", "write value"),
    ("kerb_mass_kg: 1980", "kerb_mass_kg: []", "empty", "write a claim"),
    ("kerb_mass_kg: 1980", "kerb_mass_kg: [[1980]]", "a list", "write a number"),
    ("kerb_mass_kg: 1980", "kerb_mass_kg: 1980\n  kerb_mass_kg: 1990", "twice", "line 21"),
    ("kerb_mass_kg: 1980", "kerb_mass_kg: {value: 1980, form: sheet}", "form", "from"),
    ("kerb_mass_kg: 1980", "kerb_mass_kg: {low: 2000, high: 1900}", "low is above high", "exch"),
    ("kerb_mass_kg: 1980", "kerb_mass_kg: {value: 1980, low: 1900}", "not both", "remove one"),
    ("kerb_mass_kg: 1980", "kerb_mass_kg: {from: sheet}", "nothing is said", "write value"),
    ("kerb_mass_kg: 1980", "kerb_mass_kg: {value: 1980, from: shet}", "'shet'", "sheet?"),
    ("kerb_mass_kg: 1980", "kerb_mass_kg: {value: 1980, kind: rumour}", "rumour", "press"),
    ("kerb_mass_kg: 1980", "kerb_mass_kg: {value: 1980, bound: atleast}", "atleast", "at_least"),
    ("kerb_mass_kg: 1980", "dcdc_efficiency: 1.05", "1.05", "share"),
    ("kerb_mass_kg: 1980", "dcdc_efficiency: 95", "0.5 to 1", "percent? write 0.95"),
    ("energy_kwh: 98", "energy_kwh: 98000", "98000", "Wh? write 98"),
    ("energy_kwh: 98", "energy_kwh: 3.528e8", "352800000", "J? write 98"),
    ("energy_kwh: 98", "energy_kwh: 102", "at most battery_gross_energy_kwh", "correct one"),
    ("front_peak_power_kw: 220", "front_peak_power_kw: 220000", "220000", "W? write 220"),
    ("tyre_size: 245/45 R19", "tyre_size: R19", "like 245/45 R19", "form"),
    ("rear_disconnect: no", "rear_disconnect: false", "no, yes", "write no"),
    ("drive: all", "drive: AWD", "front, rear, all", "write"),
    ("price: {value: 299900, currency: CNY,", "price: {value: 299900,", "currency", "add currency"),
    ("currency: CNY", "currency: yuan", "yuan", "form"),
    ("rollout: no", "rollout: false", "yes, no, unknown", "write"),
    ("on_sale_date: 2024-H1", "on_sale_date: 2024-13", "no month 13", "form"),
    ("on_sale_date: 2024-H1", "on_sale_date: soon", "soon", "form"),
    ("leads: {value: A. Founder, ", "leads: {low: 1, high: 2, ", "for numbers", "write value"),
    ("source: sheet\n", "source: sheets\n", "'sheets'", "sheet?"),
    ("date: 2024-03, ", "date: 2024-3, ", "2024-3", "form"),
    ("date: 2024-03, ", "date: 2024-02-30, ", "no day 30", "date"),
    ("date: 2024-03, ", "date: 1066, ", "1880 to 2100", "date"),
    ("date: 2024-03, ", "", "date is missing", "add date"),
    ("kind: maker", "kind: manufacturer", "maker", "write"),
    ("kind: maker, citing: []", "kind: maker, citing: [sheet]", "cites itself", "cite what"),
    ("kind: maker, citing: []", "kind: maker, citing: nobody", "list belongs", "[ ]"),
    ("kind: leak, citing: []", "kind: leak, citing: [talk]", "rest on each other", "cite"),
    ("kind: leak,", "kind: leak, url: 'javascript:alert(1)',", "javascript", "form"),
    ("kind: leak,", "kind: leak, stored: true,", "stored", "remove it"),
    ("what: mood, value: bright", "what: mood", "nothing is said", "write value"),
    ("what: cup holders, value: 4", "what: cup holders, value: .inf", "finite", "number"),
    ("what: cup holders, value: 4", "what: cups, low: 5, high: 4", "low is above", "exchange"),
    ("what: cup holders, value: 4", "what: cups, low: few", "number belongs", "write value"),
    ("what: mood, value: bright", "value: bright", "what is missing", "add what"),
    ("  - A free sentence.", "  - [a, b]", "text belongs", "quotes"),
    ("name: Some Car", "name: Some\tCar\x07", "U+0007", "remove"),
    ("name: Some Car", 'name: "Some \\a Car"', "U+0007", "remove"),
    ("name: Some Car", 'name: "\\ud800"', "U+D800", "remove"),
    ("name: Some Car", "name:", "nothing stands here", "write a value"),
    ("name: Some Car", "name: !!str Some Car", "tags", "remove"),
    ("name: Some Car", "name: !python/object:os.system x", "tags", "remove"),
    ("name: Some Car", "name: &a Some Car", "anchors", "write the value out"),
    ("name: Some Car", "name: *a", "aliases", "write the value out"),
    ("name: Some Car", "name: Some: Car", "not valid YAML, column 11", "quotes"),
    ("name: Some Car", "digest: aa", "no such key", "digest"),
    ("format_version: 1", "format_version: 2", "format_version: 2", "update carwright"),
    ("format_version: 1", "format_version: true", "True", "write 1"),
    ("format_version: 1\n", "", "format_version is missing", "begin with"),
]


@pytest.mark.parametrize(("old", "new", "shown", "remedy"), SLIPS)
def test_a_slip_is_refused_where_it_stands(spoil, old, new, shown, remedy):
    error = spoil(old, new)
    assert shown in str(error)
    assert remedy in str(error)
    assert error.remedy is not None


WHOLE_FILES = [
    ("", "empty"),
    ("- a\n- b\n", "no mapping"),
    ("just text", "no mapping"),
    ("format_version: 1\n---\nformat_version: 1\n", "second document"),
    ("a: [b, c", "not valid YAML"),
    ("a:\t1\n\tb: 2\n", "not valid YAML"),
    ('a: "\\UFFFFFFFF"', "not valid YAML"),
    ("? [a, b]\n: c\n", "a key is no list"),
    ("a: " + "[" * 50 + "]" * 50, "nested too deeply"),
    pytest.param("a: [" + "x," * 100_001 + "]", "too many", marks=pytest.mark.slow),
    ("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "anchors"),
    ("a: " + "x" * 1_000_001, "too large"),
    (b"\x7fELF\x02\x01\x01\x00\x00\x00", "binary"),
    (b"format_version: 1\nname: \xff\xfe caf\xe9\n", "0xff"),
    ("format_version: 1".encode("utf-16"), "UTF-16"),
    (b"PK\x03\x04" + bytes(range(256)), "binary"),
]


@pytest.mark.parametrize(("content", "what"), WHOLE_FILES)
def test_a_file_that_is_no_car_file_is_refused(refuse, content, what):
    error = refuse(content)
    assert what in error.what
    assert len(str(error)) < 700


def test_a_missing_file_a_folder_and_a_device_are_refused(folder):
    for path, what in [(folder / "absent.yaml", "no such file"), (folder, "directory")]:
        with pytest.raises(InputError, match=what) as caught:
            carfile.load(path)
        assert caught.value.file == path
    if Path("/dev/zero").exists():
        with pytest.raises(InputError, match="no regular file"):
            carfile.load("/dev/zero")


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid"), reason="file modes of POSIX")
def test_a_locked_file_is_refused(write, good):
    if os.geteuid() == 0:
        pytest.skip("root reads everything")
    path = write(good, "locked.yaml")
    path.chmod(0)
    with pytest.raises(InputError, match="cannot be read"):
        carfile.load(path)


@pytest.mark.parametrize("name", ["", "\0", "a\0b.yaml", "x" * 5000, "x" * 5000 + ".yaml", "a\nb"])
def test_a_name_that_no_file_can_have_is_refused(name):
    with pytest.raises(InputError) as caught:
        carfile.load(name)
    assert len(str(caught.value).splitlines()) <= 5


def test_an_unknown_car_is_offered_the_nearest(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="did you mean"):
        carfile.load(f"{carfile.garage_ids()[0]}x")


def test_a_file_of_the_working_folder_may_have_no_suffix(monkeypatch, tmp_path, good):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mycar").write_text(good, encoding="utf-8")
    assert carfile.load("mycar").id == "some-car-2024"


@pytest.mark.parametrize("car", carfile.garage_ids())
def test_every_car_of_the_garage_loads(car):
    assert carfile.load(car).id == car
