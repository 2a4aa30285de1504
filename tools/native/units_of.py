"""Units of the fields of carwright's classes, as their docstrings tell them."""

import ast
from functools import cache
from itertools import pairwise
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "carwright"
FOLDERS = ("", "car", "run", "rate", "step")


def unit_of(path: str) -> str:
    """Return the SI unit of a leaf; nothing where it has none or none is told.

    Args:
        path: where the leaf stands, as `totals.chemical`.
    """
    return _units().get(path.rpartition(".")[2], "")


@cache
def _units() -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for folder in FOLDERS:
        for path in sorted((SOURCE / folder).glob("*.py")):
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.ClassDef):
                    for name, unit in _of_class(node):
                        found.setdefault(name, set()).add(unit)
    # A name with two units has neither: W in a record is J in a total.
    return {name: next(iter(units)) for name, units in found.items() if len(units) == 1}


def _of_class(node: ast.ClassDef) -> list[tuple[str, str]]:
    rows = []
    for field, doc in pairwise(node.body):
        told = isinstance(doc, ast.Expr) and isinstance(doc.value, ast.Constant)
        if isinstance(field, ast.AnnAssign) and isinstance(doc, ast.Expr) and told:
            text = " ".join(str(ast.literal_eval(doc.value)).split())
            unit = text.rpartition(" [")[2].rstrip("].")
            rows.append((ast.unparse(field.target), "" if unit == "-" else unit))
    return rows
