"""The programs as WebAssembly: `make wasm` writes dist/wasm, what a page needs to run them.

carwright.wasm holds every program but derivatives, for one car at a time and without threads;
programs.js what each takes and gives; carwright.js calls them by name; carwright.d.ts its types.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import jax
from page_names import Node, given, page_programs, taken
from page_types import declarations
from zig import command

from carwright.figure_table import CHOICES, FIGURES, numbers_of
from carwright.native.compile import FLAGS, HERE, PROGRAMS, source_version
from carwright.native.manifest import Leaf, Signature
from carwright.run.asked import asked_of
from carwright.units import AFFINE, DIMENSIONLESS, TO_SI

PAGE = Path(__file__).parent / "page"
BUILT = Path(__file__).parents[2] / "dist" / "wasm"
TARGET = "wasm32-wasi"
LINKED = (
    "-mexec-model=reactor", "-nostartfiles", "-Wl,--no-entry", "-Wl,--export=__heap_base",
    "-Wl,--strip-all", "-Wl,-z,stack-size=262144",
)  # fmt: skip
"""A library without a start, whose free memory begins at a known place."""


def main() -> int:
    """Write what a page needs."""
    compiler = command(TARGET)
    if compiler is None:
        sys.stderr.write("no Zig: `make wasm` installs it, as pip install -e .[release] does\n")
        return 2
    build(BUILT, compiler)
    return 0


def build(into: Path, compiler: Sequence[str]) -> None:
    """Write the programs, what they take and give, the wrapper and its types.

    Args:
        into: folder.
        compiler: of C, for WebAssembly.
    """
    into.mkdir(parents=True, exist_ok=True)
    programs = page_programs()
    (into / "carwright.wasm").write_bytes(_compiled([told.name for told in programs], compiler))
    (into / "programs.js").write_text(f"export default {_listed(programs)};\n", encoding="utf-8")
    (into / "carwright.d.ts").write_text(declarations(programs), encoding="utf-8")
    shutil.copyfile(PAGE / "carwright.js", into / "carwright.js")


def _compiled(names: Sequence[str], compiler: Sequence[str]) -> bytes:
    flags = [flag for flag in FLAGS if flag != "-fPIC"]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor() as pool:

        def compiled(name: str) -> str:
            made = str(Path(folder) / f"{name}.o")
            source = str(PROGRAMS / f"{name}.c")
            _call([*compiler, *flags, "-O2", "-DLANES=1", f"-I{HERE}", "-c", source, "-o", made])
            return made

        made = list(pool.map(compiled, names))
        exports = [f"-Wl,--export={name}{end}" for name in names for end in ("", "_memory")]
        whole = Path(folder) / "carwright.wasm"
        _call([*compiler, *LINKED, *exports, *made, "-lm", "-o", str(whole)])
        return whole.read_bytes()


def _call(words: Sequence[str]) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)


def _listed(programs: Sequence[Signature]) -> str:
    told = {
        "version": source_version(),
        "programs": {
            one.name: {
                "inputs": [_leaf(leaf) for leaf in one.inputs],
                "outputs": [_leaf(leaf) for leaf in one.outputs],
                "takes": _tree(taken(one)),
                "gives": _tree(given(one)),
            }
            for one in programs
        },
        "figures": [[row.key, row.low, row.high] for row in FIGURES],
        "choices": {name: numbers_of(name) for name in CHOICES},
        "units": _units(),
        "usual": _usual(next(one for one in programs if one.name == "drive")),
    }
    return json.dumps(told, separators=(",", ":"), allow_nan=False)


def _leaf(leaf: Leaf) -> list[Any]:
    """Type, entries (0 along steps) and axes."""
    if not leaf.size and leaf.shape != ("steps",):
        raise NotImplementedError(f"a leaf of {leaf.shape} in a page: {leaf.path}")
    return [leaf.type, leaf.size, len(leaf.shape)]


def _tree(node: Node) -> dict[str, Any]:
    return {
        named.name: _tree(named.part) if isinstance(named.part, Node) else named.part
        for named in node.parts
    }


def _units() -> list[list[Any]]:
    """Ending, factor to SI and what is added then, the longest ending first."""
    rows = [[ending, factor, 0.0] for ending, factor in TO_SI.items()]
    rows += [[ending, 1.0, shift] for ending, shift in AFFINE.items()]
    rows += [[ending, 1.0, 0.0] for ending in DIMENSIONLESS]
    return sorted(rows, key=lambda row: -len(row[0]))


def _usual(drive: Signature) -> dict[str, Any]:
    asked = asked_of(None, None, None)
    tree = next(one for one in taken(drive).parts if one.name == "asked").part
    leaves = [leaf.item() for leaf in map(jax.numpy.asarray, jax.tree.leaves(asked))]
    first = len(drive.inputs) - len(leaves)

    def told(part: Any) -> Any:
        if isinstance(part, Node):
            return {named.name: told(named.part) for named in part.parts}
        return leaves[part - first]

    found = told(tree)
    return {"asked": found, "air": found["air"], "comfort": found["comfort"]}


if __name__ == "__main__":
    sys.exit(main())
