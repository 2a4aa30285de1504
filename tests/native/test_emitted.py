"""The committed C is what the generator writes today, under the JAX that it is pinned to."""

import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import jax
import jax.numpy as jnp
import pytest
from scripts import script

from carwright.native.manifest import PROGRAMS, listed, signature

ROOT = Path(__file__).parents[2]
PINNED = re.search(r"^jax==(\S+) .*>=", (ROOT / "constraints.txt").read_text(), re.MULTILINE)


@pytest.mark.slow
def test_the_programs_are_up_to_date():
    if PINNED is None or version("jax") != PINNED[1]:
        pytest.skip(f"the programs are emitted under JAX {PINNED and PINNED[1]}")
    done = subprocess.run(
        [sys.executable, "tools/native/write.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_every_listed_program_is_there_and_marked():
    assert {path.stem for path in PROGRAMS.glob("*.c")} == set(listed())
    for path in PROGRAMS.glob("*.c"):
        assert path.read_text(encoding="utf-8").startswith("/* Emitted by tools/native")


def test_paths_are_unique():
    for name in ("drive", "charge", "leg"):
        told = signature(name)
        for leaves in (told.inputs, told.outputs):
            assert len({leaf.path for leaf in leaves}) == len(leaves)


@pytest.mark.parametrize(
    ("program", "path", "unit"),
    [
        ("drive", "end.cell_temperature", "K"),
        ("drive", "usable_energy", "J"),
        # A record's powers are energies where they are summed.
        ("drive", "series.record.terminal_out", "W"),
        ("drive", "totals.terminal_out", "J"),
        ("drive", "ledger.stored.height", "J"),
        ("drive", "ledger.thermal_residual.cabin_air", ""),
        ("summary", "consumption_dc", "J/m"),
        ("summary", "ledger.height", "J"),
        ("reach", "", "m"),
    ],
)
def test_units_are_those_of_the_field_where_it_stands(program: str, path: str, unit: str):
    assert {leaf.path: leaf.unit for leaf in signature(program).outputs}[path] == unit


@pytest.mark.parametrize(
    ("program", "path", "unit"),
    [
        ("drive", "trace.speed", "m/s"),
        ("drive", "charge", "share"),
        ("drive", "car.accessories.load", "W"),
        ("with_load", "load.payload", "kg"),
        ("water", "temperature", "K"),
    ],
)
def test_units_of_arguments_are_those_of_the_docstring(program: str, path: str, unit: str):
    assert {leaf.path: leaf.unit for leaf in signature(program).inputs}[path] == unit


def emitted(function: object, *args: object) -> str:
    return script("emit", "tools/native").emit("tried", function, *args).text


NUMBER = jax.ShapeDtypeStruct((), jnp.float64)


def test_a_primitive_without_a_rule_is_named():
    with pytest.raises(NotImplementedError, match="tan"):
        emitted(jnp.tan, NUMBER)


def test_constants_are_folded_and_nothing_is_written_twice():
    text = emitted(lambda x: (x * (2.0 * 3.0)) + (x * 6.0) * 1.0 + 0.0 * x, NUMBER)
    assert text.count("K(6.0)") == 1
    assert "K(2.0)" not in text


def test_what_a_loop_does_not_change_stands_before_it():
    def function(x: jax.Array, y: jax.Array) -> jax.Array:
        return jax.lax.scan(lambda c, _: (c / (y * y) + x, None), x, length=300)[0]

    head, _, body = emitted(function, NUMBER, NUMBER).partition("for (int64_t i")
    assert "K(1.0) / " in head
    assert "/" not in body.partition("}")[0]


def test_a_line_that_nobody_reads_is_left_out():
    text = emitted(lambda x: (jnp.exp(x), x + 1.0)[1], NUMBER)
    assert "EXP" not in text
