"""TypeScript of the programs of a page: an interface for each class, a method for each program."""

from collections.abc import Sequence
from pathlib import Path

from page_names import Named, Node, given, leaves_of, taken
from units_of import meaning_of

from carwright.figure_table import CHOICES, FIGURES, numbers_of
from carwright.native.manifest import Leaf, Signature
from carwright.units import unit

TYPES = {"f": "number", "i": "number", "b": "boolean"}
ARRAYS = {"f": "Float64Array", "i": "Int32Array", "b": "Uint8Array"}
HEAD = Path(__file__).parent / "page" / "carwright.d.ts"
"""The part that is the same whatever the programs are."""


class _Interfaces:
    """Interfaces by name; a class that is told twice in other units has another name there."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def of(self, node: Node, leaves: Sequence[Leaf], *, results: bool) -> str:
        """Return the name of a node's interface, or the type itself where it has no class."""
        text = self._body(node, leaves, results=results)
        if not node.kind:
            return text
        series = not any(leaves[place].size for place in leaves_of(node))
        name = node.kind.rpartition(":")[2] + ("OfSteps" if series else "")
        tried = [name, *(f"{name}{number}" for number in range(2, 9))]
        found = next(one for one in tried if self.texts.get(one, text) == text)
        self.texts[found] = text
        return found

    def _body(self, node: Node, leaves: Sequence[Leaf], *, results: bool) -> str:
        lines, whole = [], any(leaves[place].size for place in leaves_of(node))
        for named in node.parts:
            if named.told.meaning:
                lines.append(f"/** {_sentence(named.told.meaning)} */")
            # Series are there on request, then all of them.
            left_out = whole and results and not any(leaves[at].size for at in _places(named))
            mark = "?" if left_out else ""
            lines.append(f"{named.name}{mark}: {self._type(named, leaves, results)};")
        return "{\n" + "\n".join(f"  {line}" for line in "\n".join(lines).splitlines()) + "\n}"

    def _type(self, named: Named, leaves: Sequence[Leaf], results: bool) -> str:
        if isinstance(named.part, int):
            leaf = leaves[named.part]
            if not leaf.shape:
                return TYPES[leaf.type]
            return "Float64Array" if results else f"Numbers | {ARRAYS[leaf.type]}"
        if isinstance(named.part, list):
            return f"[{', '.join(TYPES[leaves[place].type] for place in named.part)}]"
        return self.of(named.part, leaves, results=results)


def declarations(programs: Sequence[Signature]) -> str:
    """Return the TypeScript declarations of the programs and of the figures.

    Args:
        programs: the programs of the page.
    """
    interfaces = _Interfaces()
    methods = []
    for told in programs:
        takes = interfaces.of(taken(told), told.inputs, results=False)
        gives = interfaces.of(given(told), told.outputs, results=True)
        series = ", options?: { series?: boolean }" if any(not o.size for o in told.outputs) else ""
        methods.append(
            f"/** {meaning_of(told.function)}. */\n{told.name}(given: {takes}{series}): {gives};"
        )
    return (
        "\n\n".join(
            [
                HEAD.read_text(encoding="utf-8").rstrip(),
                *(f"export interface {name} {text}" for name, text in interfaces.texts.items()),
                _interface("Programs", methods),
                _interface("FigureNumbers", _figures()),
                _interface("FigureChoices", [_choice(name) for name in CHOICES]),
            ]
        )
        + "\n"
    )


def _sentence(meaning: str) -> str:
    text = meaning.removeprefix("() ")
    return f"{text[0].upper()}{text[1:]}."


def _places(named: Named) -> list[int]:
    if isinstance(named.part, int):
        return [named.part]
    return named.part if isinstance(named.part, list) else list(leaves_of(named.part))


def _figures() -> list[str]:
    return [
        f"/** {row.meaning}; {row.low:g} to {row.high:g} {unit(row.key)}".rstrip()
        + f" */\n{row.key}: number;"
        for row in FIGURES
    ]


def _choice(name: str) -> str:
    return f"{name}: {' | '.join(repr(word) for word in numbers_of(name))};".replace("'", '"')


def _interface(name: str, members: Sequence[str]) -> str:
    inside = "\n".join(f"  {line}" for line in "\n".join(members).splitlines())
    return f"export interface {name} {{\n{inside}\n}}"
