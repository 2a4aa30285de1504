"""What a reader is told: every public name and verb is in the docs, and what is written is true."""

import re
import shlex
from pathlib import Path

import pytest

import carwright
from carwright.cli.parser import app
from carwright.figure_table import FIGURES

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
README = (ROOT / "README.md").read_text(encoding="utf-8")
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
    assert verb in {words[0] for words in commands(README)}


def test_every_command_in_the_readme_exists():
    found = commands(README)
    assert len(found) >= 5
    for words in found:
        options = {word for word in words[1:] if re.match(r"-{1,2}[a-z]", word)}
        assert options <= option_names(words[0]), words


def test_every_cycle_is_named():
    assert [name for name in carwright.cycle_ids() if name not in README] == []


def test_the_readme_counts_the_figures_right():
    assert re.findall(r"any of (\d+) figures", README) == [str(len(FIGURES))]


@pytest.mark.slow
def test_the_python_of_the_readme_runs(capsys):
    names: dict[str, object] = {}
    for code in re.findall(r"```python\n(.*?)```", README, re.DOTALL):
        assert len(code.strip().splitlines()) <= 12
        exec(compile(code, "README.md", "exec"), names)
    printed = capsys.readouterr().out
    assert re.search(r"^\d+\.\d+ km$", printed, re.MULTILINE)
    assert "nan" not in printed


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_inside_leads_somewhere(path):
    links = re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8"))
    inside = [link for link in links if "://" not in link]
    assert [link for link in inside if not (path.parent / link).exists()] == []
