import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from carwright.carfile import garage_path
from carwright.errors import InputError
from carwright.report import page, write
from carwright.report import study as study_module
from carwright.report.markup import html

VOID = {"meta", "br"}


class Reader(HTMLParser):
    """Checks that elements close in order, and collects attributes, headings and ids."""

    def __init__(self):
        super().__init__()
        self.open, self.attributes, self.headings, self.ids = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.attributes += [(tag, name, value) for name, value in attrs]
        self.ids += [value for name, value in attrs if name == "id"]
        if re.fullmatch(r"h\d", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def read(text):
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader


def test_elements_close_and_ids_are_unique(text):
    reader = read(text)
    assert reader.open == []
    assert len(set(reader.ids)) == len(reader.ids)
    assert text.startswith('<!doctype html>\n<html lang="en"')


def test_headings_come_in_order(text):
    headings = read(text).headings
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))


def test_the_page_needs_no_other_file(text):
    assert len(text.encode()) < 2_000_000
    for tag, name, value in read(text).attributes:
        assert name != "src"
        if name in ("href", "xlink:href"):
            assert tag == "a"
            assert re.match(r"(https?://|#)", value)
    assert "@import" not in text
    assert "url(" not in text


def test_links_within_the_page_arrive(text):
    reader = read(text)
    jumps = {
        value[1:] for _, name, value in reader.attributes if name == "href" and value[0] == "#"
    }
    assert jumps
    assert jumps <= set(reader.ids)


def test_every_picture_says_what_it_shows(text):
    pictures = [
        value for tag, name, value in read(text).attributes if (tag, name) == ("svg", "role")
    ]
    assert len(pictures) == text.count("<svg")
    assert set(pictures) == {"img"}
    assert text.count("<desc ") == len(pictures)


def test_no_number_is_missing(text):
    words = re.sub(r"<style>.*?</style>|<script>.*?</script>", "", text, flags=re.DOTALL)
    assert re.search(r"\b(nan|inf|None)\b", re.sub(r"<[^>]*>", " ", words)) is None
    assert re.search(r'="[^"]*\b(nan|inf)\b', words) is None


def test_cars_talk_and_sections_are_there(text, found):
    assert all(html(car.name) in text for car in found.cars)
    for source in found.talk.file.sources.values():
        assert html(source.by[1:]) in text
    anchors = ("talk", "cars", "driven", "claims", "rated", "traces", "ledger", "motors", "rivals")
    for anchor in anchors:
        assert f'<section id="{anchor}"' in text
    assert "800 km claimed by Xiaomi (launch)" in text
    assert "the test by which it is claimed would print, as under" in text


@pytest.fixture
def quick(monkeypatch):
    slopes = {"kerb_mass_kg": -1.0, "drag_coefficient": -1.0}
    slopes |= {"rolling_resistance_coefficient": -1.0, "auxiliary_power_w": -1.0}
    monkeypatch.setattr(study_module, "_slopes", lambda settled: slopes)


def copied(tmp_path, car, *changes):
    text = garage_path(car).read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path = tmp_path / "car.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.slow
@pytest.mark.usefixtures("quick")
def test_markup_in_a_car_file_reaches_the_page_escaped(tmp_path):
    attack = "<script>alert(1)</script>"
    path = copied(
        tmp_path,
        "nissan-leaf-40",
        ("id: nissan-leaf-40", "id: some-car"),
        ("\nname: ", f'\nname: "\'{attack}" #'),
        ("maker: Nissan", f'maker: "\\"{attack}"'),
        ("by: ", f'by: "{attack}" #'),
        ("title: ", f'title: "{attack}" #'),
    )
    made = page(path, ["nissan-leaf-40"])
    assert attack not in made
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in made
    assert read(made).open == []
    assert made.count("<script>") == 1


@pytest.mark.slow
@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("weak", "warning"),
    [
        ({"peak_power_kw": 9}, "the car could not follow the trace"),
        (
            {
                **{"battery_gross_energy_kwh": 3.2, "battery_usable_energy_kwh": 3.0},
                "pack_coolant_conductance_w_per_k": 500,
            },
            "the battery was empty after",
        ),
    ],
)
def test_a_car_that_is_too_weak_has_a_page_that_says_so(tmp_path, weak, warning):
    path = copied(tmp_path, "nissan-leaf-40", ("id: nissan-leaf-40", "id: some-car"))
    text = path.read_text(encoding="utf-8")
    for key, value in weak.items():
        text = re.sub(rf"(?<= ){key}: {{value: [^,]*", f"{key}: {{value: {value}", text)
    path.write_text(text, encoding="utf-8")
    made = page(path)
    assert warning in made
    assert read(made).open == []


@pytest.mark.slow
@pytest.mark.usefixtures("quick")
def test_a_page_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    target = tmp_path / "deep" / "page.html"
    assert write("nissan-leaf-40", (), target) == target
    assert target.read_text(encoding="utf-8") == page("nissan-leaf-40")
    before = target.read_bytes()
    monkeypatch.setattr("carwright.report.compose.compose", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write("nissan-leaf-40", (), target)
    assert target.read_bytes() == before
    assert list(target.parent.iterdir()) == [target]


def test_an_unknown_car_is_one_error(tmp_path):
    with pytest.raises(InputError, match="no such car"):
        write("no-such-car", (), tmp_path / "page.html")
    assert list(tmp_path.iterdir()) == []
