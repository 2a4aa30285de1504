"""The verbs: what is told of them without loading them is true."""

import inspect
from collections.abc import Callable
from importlib import import_module

import pytest
from terminal import LEAF

from carwright.cli.verbs import VERBS, Verb, overview


def function(verb: Verb) -> Callable[..., object]:
    module, name = verb.home.split(":")
    return getattr(import_module(module), name)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_words_and_flags_are_all_that_a_verb_takes_or_none_are_told(verb: Verb):
    takes = list(inspect.signature(function(verb)).parameters.values())
    words = [one for one in takes if one.kind is one.POSITIONAL_ONLY and one.annotation is str]
    flags = [one.name for one in takes if one.kind is one.KEYWORD_ONLY and one.default is False]
    if len(words) + len(flags) == len(takes):
        assert (verb.words, sorted(verb.flags)) == (len(words), sorted(flags))
    else:
        assert (verb.words, verb.flags) == (0, ())


@pytest.mark.parametrize(
    "words",
    [
        *(["garage"], ["garage", "--json"], ["show", LEAF], ["show", "--json", LEAF]),
        *(["show", LEAF, "--json"], ["check", LEAF], ["show", "no-such-car"], ["show"]),
        *(
            ["show", LEAF, LEAF],
            ["check", LEAF, "-j"],
            ["show", ""],
            ["check", "--json", "--", LEAF],
        ),
    ],
    ids=" ".join,
)
def test_without_the_parser_a_command_says_the_same(
    carwright, words: list[str], monkeypatch: pytest.MonkeyPatch
):
    quick = carwright(*words)
    monkeypatch.setattr("carwright.cli.app.VERBS", ())
    assert carwright(*words) == quick


@pytest.mark.parametrize("columns", [40, 80, 300])
def test_the_overview_names_every_verb_and_fits(columns: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = overview().splitlines()
    starts = [line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "]
    assert starts == [*sorted(verb.name for verb in VERBS), "--help", "--version"]
    assert max(len(line) for line in lines[4:]) <= min(columns, 100)
    together = " ".join(overview().split())
    assert all(" ".join(verb.help.split()) in together for verb in VERBS)
