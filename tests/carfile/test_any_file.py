"""Whatever a file holds, a car or one short error comes back, and never anything else."""

from pathlib import Path

from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carwright import carfile
from carwright.errors import InputError

KEPT = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(150)
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(["sheet", "1980 kg", "1,980", "0,23", "no", "a\nb", "&a", "*a", "<<", "{"]),
)
TREES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


def as_yaml(value: object) -> str:
    """Write a tree in flow style, numbers as YAML writes them."""
    match value:
        case dict():
            return "{" + ", ".join(f"{as_yaml(k)}: {as_yaml(v)}" for k, v in value.items()) + "}"
        case list():
            return "[" + ", ".join(as_yaml(item) for item in value) + "]"
        case float():
            return repr(value).replace("inf", ".inf").replace("nan", ".nan")
        case None | bool():
            return {None: "null", True: "true", False: "false"}[value]
        case str() if value.isascii() and value.isalnum():
            return value
        case str():
            return '"' + "".join(f"\\U{ord(c):08x}" for c in value) + '"'
    return repr(value)


def check_answer(path: Path) -> bool:
    """Load a file; whatever it holds, a car or one short error comes back. True if it is a car."""
    try:
        return isinstance(carfile.load(path), carfile.CarFile)
    except InputError as caught:
        error = caught
    assert len(str(error).splitlines()) <= 5
    assert str(error).startswith(str(path))
    assert error.line is None or error.line >= 1
    return False


@KEPT
@given(st.binary(max_size=200))
def test_any_bytes_give_an_error(write, content):
    assert not check_answer(write(content))


@KEPT
@given(st.text(max_size=200))
def test_any_text_gives_an_error(write, content):
    assert not check_answer(write(content.encode("utf-8", "surrogatepass")))


@KEPT
@given(TREES)
def test_any_document_gives_an_error(write, tree):
    assert not check_answer(write(as_yaml(tree)))


TOP_KEYS = [
    "format_version", "id", "name", "maker", "year", "inherits", "variant", "body", "size",
    "source", "sources", "figures", "claims", "programme", "said", "notes",
]  # fmt: skip


@KEPT
@given(st.sampled_from(TOP_KEYS), TREES)
def test_any_value_under_any_key_gives_a_car_or_an_error(write, key, tree):
    head = {"format_version": "1", "id": "a", "name": "b", "maker": "c"} | {key: as_yaml(tree)}
    assert check_answer(write("".join(f"{k}: {v}\n" for k, v in head.items()))) in (True, False)


PLACES_IN_FIGURES = [
    "kerb_mass_kg: {}",
    "chemistry: {}",
    "kerb_mass_kg: [{}]",
    "kerb_mass_kg: {{value: {}, from: sheet}}",
    "kerb_mass_kg: {{low: {}, high: 2000, from: sheet}}",
    "kerb_mass_kg: {{value: 1980, from: {}}}",
    "kerb_mass_kg: {{value: 1980, kind: {}}}",
    "kerb_mass_kg: {{value: 1980, variant: {}}}",
    "kerb_mass_kg: {{value: 1980, note: {}}}",
    "{}: 1980",
]


@KEPT
@given(st.sampled_from(PLACES_IN_FIGURES), TREES)
def test_any_value_in_a_claim_gives_a_car_or_an_error(write, good, place, tree):
    text = good.replace("kerb_mass_kg: 1980", place.format(as_yaml(tree)))
    assert check_answer(write(text)) in (True, False)


@settings(KEPT, max_examples=examples(300))
@given(st.data())
def test_a_mutilated_file_gives_a_car_or_an_error(write, good, data):
    lines = good.splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["drop", "double", "swap", "insert", "cut", "indent"])):
            case "drop":
                lines[at] = ""
            case "double":
                lines.insert(at, lines[at])
            case "swap":
                other = data.draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case "insert":
                column = data.draw(st.integers(0, len(lines[at])))
                extra = data.draw(st.text(max_size=3) | st.sampled_from([": ", "- ", "{", "\t"]))
                lines[at] = lines[at][:column] + extra + lines[at][column:]
            case "cut":
                lines[at] = lines[at][: data.draw(st.integers(0, len(lines[at])))]
            case "indent":
                lines[at] = " " * data.draw(st.integers(1, 4)) + lines[at]
    content = "\n".join(lines).encode("utf-8", "surrogatepass")
    assert check_answer(write(content)) in (True, False)
