"""What a reader is told: every public name and verb is in the docs, and what is written is true."""

import json
import re
import shlex
from pathlib import Path

import pytest
from scripts import script

import carwright
from carwright.cli.parser import app
from carwright.figure_table import FIGURES

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
make_readme = script("make_readme")
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS, PYTHON, MODEL = (
    (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    for name in ("commands", "python", "model")
)
VERBS = [name for name in app if not name.startswith("-")]
PUBLIC = [name for name in carwright.__all__ if not name.startswith("__")]


def option_names(verb: str) -> set[str]:
    arguments = app[verb].assemble_argument_collection()
    return {name for argument in arguments for name in argument.names if name.startswith("-")}


def commands(text: str) -> list[list[str]]:
    """Every command of carwright in a block of shell, as words."""
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = [shlex.split(line, comments=True) for block in blocks for line in block.splitlines()]
    return [words[1:] for words in lines if words[:1] == ["carwright"]]


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_documented(name):
    assert re.search(rf"\b{name}\b", TEXT)


def test_the_verbs_are_those_of_the_issue():
    assert sorted(VERBS) == [
        *(
            "accelerate",
            "belief",
            "brief",
            "cache",
            "can-it-be",
            "charge",
            "check",
            "check-claims",
            "compare",
        ),
        *(
            "doctor",
            "drive",
            "fit",
            "garage",
            "import-dossier",
            "range",
            "rate",
            "report",
            "show",
            "timeline",
            "validate",
        ),
    ]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_documented_and_shown(verb):
    assert f"`{verb}`" in TEXT
    assert verb in {words[0] for words in commands(COMMANDS)}


@pytest.mark.parametrize(("page", "least"), [(README, 2), (COMMANDS, 20)])
def test_every_command_that_is_told_exists(page, least):
    found = commands(page)
    assert len(found) >= least
    for words in found:
        options = {word for word in words[1:] if re.match(r"-{1,2}[a-z]", word)}
        assert options <= option_names(words[0]), words


def test_every_cycle_is_named():
    assert [name for name in carwright.cycle_ids() if name not in COMMANDS] == []


def test_the_figures_are_counted_right():
    assert re.findall(r"any of (\d+) figures", MODEL) == [str(len(FIGURES))]


@pytest.mark.slow
def test_the_python_that_is_told_runs(capsys):
    names: dict[str, object] = {}
    for code in re.findall(r"```python\n(.*?)```", PYTHON, re.DOTALL):
        assert len(code.strip().splitlines()) <= 12
        exec(compile(code, "python.md", "exec"), names)
    printed = capsys.readouterr().out
    assert re.search(r"^\d+\.\d+ km$", printed, re.MULTILINE)
    assert "nan" not in printed


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_inside_leads_somewhere(path):
    links = re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8"))
    inside = [link for link in links if "://" not in link]
    assert [link for link in inside if not (path.parent / link).exists()] == []


@pytest.mark.slow
@pytest.mark.parametrize("command", make_readme.shown(README))
def test_the_readme_shows_what_its_commands_print(command):
    """But for the day; of a belief, which is drawn, the verdict."""
    shown, printed = make_readme.shown(README)[command], make_readme.printed(command)
    if "can-it-be" in command:
        shown, printed = shown.partition(":")[0], printed.partition(":")[0]
    day = r"\d{4}-\d\d-\d\d"
    assert re.sub(day, "", printed) == re.sub(day, "", shown)


def test_the_errors_of_the_readme_are_those_of_the_validation():
    """Mean errors of cars whose maker was left out."""
    folds = json.loads((ROOT / "docs" / "validation" / "folds.json").read_text(encoding="utf-8"))
    results = ("epa_udds", "epa_hwfet", "wltp_consumption", "wltp_range")
    means = {}
    for table in folds["tables"]:
        for row in table["rows"]:
            told = dict(zip(table["head"], row, strict=True))
            if told.get("left out") == "maker" and told["rows asked"] == "all":
                means[told["way"], told["result"]] = told["mean"]
    said = {
        "carwright": "carwright",
        "its physics, nothing learnt": "nothing learnt",
        "a formula of three numbers, energy at the wheels": "energy at the wheels",
    }
    lines = dict(re.findall(r"^\| ([^|]+) \|(.*)\|$", README, re.MULTILINE))
    for line, way in said.items():
        cells = [cell.strip() for cell in lines[line].split("|")]
        expected = [means.get((way, result)) for result in results]
        assert cells == ["" if mean is None else f"{100.0 * mean:.1f} %" for mean in expected]


def test_the_readme_counts_what_is_estimated():
    said = re.search(r"of the (\d+) figures of the SU7 Max, (\d+) are", README)
    assert said is not None
    printed = make_readme.printed("carwright drive xiaomi-su7-max --cycle udds")
    assert f"{said[2]} of {said[1]} figures are estimates" in printed
