"""Emit the programs: `make native` writes src/carwright/native/programs anew.

The C is a product, as a table is that a tool fits: JAX is the only source of the mathematics. It is
emitted under the JAX of constraints.txt, whose jaxprs it reads.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp

os.environ["CARWRIGHT_NATIVE"] = "0"  # what is emitted must be the functions themselves

from emit import Program, emit
from programs import LISTED, Listed
from units_of import units_of_arguments, units_of_result

from carwright.native.manifest import MOVED, PROGRAMS, SLOPED, hash_of
from carwright.native_call.pytrees import described, path_of

HEAD = """/* Emitted by tools/native from the jaxpr of {function}: do not edit, `make native`. */
#include "prelude.h"
"""


def main() -> int:
    """Write the programs, or say which are not as they would be written."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="write nothing; say what differs")
    check = parser.parse_args().check
    jax.config.update("jax_enable_x64", True)
    texts = written()
    stale = sorted(name for name, text in texts.items() if _differs(PROGRAMS / name, text))
    gone = sorted({path.name for path in PROGRAMS.glob("*.c")} - set(texts))
    for name in (*stale, *gone):
        sys.stdout.write(f"{'differs' if check else 'written'}: {name}\n")
    if check:
        return 1 if stale or gone else 0
    PROGRAMS.mkdir(exist_ok=True)
    for name in stale:
        (PROGRAMS / name).write_text(texts[name], encoding="utf-8")
    for name in gone:
        (PROGRAMS / name).unlink()
    return 0


def written() -> dict[str, str]:
    """Return the text of each file, by its name."""
    texts: dict[str, str] = {}
    told: dict[str, Any] = {}
    for listed in LISTED:
        for program, entry in _emitted(listed):
            where = f"{listed.function.function.__module__}.{listed.function.function.__qualname__}"
            text = HEAD.format(function=where) + program.text
            texts[f"{program.name}.c"] = text
            told[program.name] = {"hash": hash_of(text), **entry}
    texts["manifest.json"] = json.dumps({"programs": told}, indent=0) + "\n"
    return texts


def _emitted(listed: Listed) -> Iterator[tuple[Program, dict[str, Any]]]:
    """A program and its derivatives, each with what the list tells of it."""
    function, arguments = listed.function, listed.arguments()
    leaves, structure = jax.tree.flatten(arguments)
    shape = jax.eval_shape(function.function, *arguments)
    count = len(jax.tree.leaves(shape))
    numbered = jax.tree.unflatten(jax.tree.structure(shape), list(range(count)))
    program = emit(function.name, function.function, *arguments)
    where = f"{function.function.__module__}:{function.function.__qualname__}"
    taken = described(jax.tree.unflatten(structure, list(range(len(leaves)))))
    given = described(numbered)
    entry = {
        "inputs": _rows(
            arguments, function.function, program.inputs, units_of_arguments(where, taken)
        ),
        "outputs": _rows(shape, None, program.outputs, units_of_result(where, taken, given)),
        "result": given,
        "function": where,
        "arguments": taken,
    }
    yield program, entry
    emitted = {MOVED: listed.forward, SLOPED: listed.reverse}
    for end, derivative, more in _derivatives(function.function, leaves, structure):
        if emitted[end]:
            made = emit(
                f"{function.name}{end}", derivative, leaves, more, alone=not listed.together
            )
            yield made, {"of": function.name}


def _derivatives(
    function: Callable[..., Any], leaves: list[Any], structure: Any
) -> Iterator[tuple[str, Callable[..., Any], list[Any]]]:
    """Forward and reverse derivative of a function of leaves, by its numbers."""
    outputs = jax.tree.leaves(jax.eval_shape(function, *jax.tree.unflatten(structure, leaves)))
    moves = [k for k, leaf in enumerate(leaves) if _is_number(leaf) and leaf.size < 1000]
    slopes = [k for k, leaf in enumerate(outputs) if _is_number(leaf)]

    def moving(flat: list[Any]) -> Callable[..., list[Any]]:
        def of(*numbers: Any) -> list[Any]:
            whole = list(flat)
            for place, number in zip(moves, numbers, strict=True):
                whole[place] = number
            found = jax.tree.leaves(function(*jax.tree.unflatten(structure, whole)))
            return [found[k] for k in slopes]

        return of

    def forward(flat: list[Any], tangents: list[Any]) -> list[Any]:
        at = tuple(flat[k] for k in moves)
        return jax.jvp(moving(flat), at, tuple(tangents))[1]

    def reverse(flat: list[Any], cotangents: list[Any]) -> list[Any]:
        return list(jax.vjp(moving(flat), *(flat[k] for k in moves))[1](cotangents))

    yield MOVED, forward, [leaves[k] for k in moves]
    yield SLOPED, reverse, [outputs[k] for k in slopes]


def _is_number(leaf: Any) -> bool:
    return bool(jnp.issubdtype(leaf.dtype, jnp.floating))


def _rows(tree: Any, function: Any, leaves: Any, units: dict[int, str]) -> list[list[str]]:
    paths = [path for path, _ in jax.tree_util.tree_leaves_with_path(tree)]
    names = [] if function is None else list(_names(function))
    rows = []
    for place, (path, leaf) in enumerate(zip(paths, leaves, strict=True)):
        told = path_of(path)
        if names:
            first, _, rest = told.partition(".")
            told = f"{names[int(first)]}.{rest}" if rest else names[int(first)]
        rows.append([told, leaf.type, units[place], *leaf.shape])
    return rows


def _names(function: Callable[..., Any]) -> tuple[str, ...]:
    code = function.__code__
    return code.co_varnames[: code.co_argcount]


def _differs(path: Path, text: str) -> bool:
    return not path.exists() or path.read_text(encoding="utf-8") != text


if __name__ == "__main__":
    sys.exit(main())
