"""What a car file says, as values that never change: `CarFile`, `Claim`, `Source`, `Said`.

`load` returns them; numbers are in the unit of their key, as in the file.
"""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from carwright.carfile.dates import DATE_PATTERN, FIRST_YEAR, LAST_YEAR, SOURCE_DATE

FORMAT_VERSION = 1
"""Version of the format that this program reads."""
ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
"""Regular expression of an id: lower case with hyphens."""
LOADED = frozenset({"path", "digest", "date"})
"""Fields of a car file and of what is said that no file holds: the loader fills them."""


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


_Written = BeforeValidator(_as_text)

Id = Annotated[
    str, Field(max_length=100, pattern=f"^{ID_PATTERN}$", description="lower case with hyphens")
]
Line = Annotated[
    str,
    Field(max_length=500, pattern=r"^[^\n]*\S[^\n]*$", description="a line of text"),
    _Written,
]
Text = Annotated[str, Field(max_length=5000, pattern=r"\S", description="text"), _Written]
Date = Annotated[str, Field(pattern=f"^{DATE_PATTERN}$", description=SOURCE_DATE), _Written]
Url = Annotated[str, Field(max_length=2000, pattern=r"^https?://\S+$", description="https://...")]
Value = Annotated[float | bool | Text, Field(union_mode="left_to_right")]

Kind = Literal["measured", "regulator", "maker", "press", "leak", "analyst", "estimate"]
Bound = Literal["at_least", "at_most", "about"]
Procedure = Literal["cltc", "wltp", "epa", "nedc", "gross", "usable", "unspecified"]
Side = Literal["ac", "dc"]
Rollout = Literal["yes", "no", "unknown"]
Currency = Annotated[str, Field(pattern="^[A-Z]{3}$", description="three letters, like CNY")]


class Part(BaseModel):
    """Unknown keys are errors, values never change, nothing is guessed from text."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        allow_inf_nan=False,
        validate_by_name=True,
        validate_by_alias=True,
    )


class Source(Part):
    """Who said something, when, and what that rests on."""

    id: Id = Field(description="its name in this file")
    by: Line = Field(description="who speaks")
    title: Line = Field(description="what the source is called, or what it says in a line")
    date: Date = Field(description="when; a partial date counts from its last day")
    kind: Kind = Field(description="what kind of source it is")
    url: Url | None = Field(None, description="where it can be read")
    citing: tuple[Line, ...] = Field((), description="what it rests on: ids of sources, or words")
    via: Line | None = Field(None, description="where it was read, if that is not the original")
    note: Text | None = Field(None, description="what a reader should know of it")


class Claim(Part):
    """What one source says of one key: a value, or low and high, or only one of these two."""

    value: Value | None = Field(None, description="what is said, in the unit of the key")
    low: float | None = Field(None, description="least value, in the unit of the key")
    high: float | None = Field(None, description="greatest value, in the unit of the key")
    source: Line = Field(alias="from", description="id of the source; left out: the main one")
    kind: Kind = Field(description="kind of this claim, where it is not that of its source")
    date: Date = Field(description="date of the source")
    bound: Bound | None = Field(None, description="whether it is at least, at most or about this")
    variant: Line | None = Field(None, description="the variant of the car that is meant")
    procedure: Procedure | None = Field(None, description="test procedure, or which battery energy")
    side: Side | None = Field(None, description="consumption at the plug (ac) or battery (dc)")
    rollout: Rollout | None = Field(None, description="whether a sprint leaves out its first foot")
    currency: Currency | None = Field(None, description="of a price")
    conditions: Line | None = Field(None, description="under which it holds")
    as_said: Text | None = Field(None, description="the words or number of the source")
    note: Text | None = Field(None, description="what a reader should know of it")
    memory: bool = Field(False, description="true where it was written down from memory")

    @property
    def middle(self) -> float:
        """The number that is said: the value, the middle of low and high, or the only one of them.

        Raises:
            TypeError: if no number is said.
        """
        numbers = [self.value] if self.value is not None else [self.low, self.high]
        found = [n for n in numbers if isinstance(n, int | float) and not isinstance(n, bool)]
        if not found:
            raise TypeError(f"{self.value!r} is no number")
        return sum(found) / len(found)


class Said(Part):
    """What else a source said, no figure, claim or programme: listed, never an input."""

    what: Line = Field(description="what it is about")
    value: Value | None = Field(None, description="what is said of it")
    low: float | None = Field(None, description="least value")
    high: float | None = Field(None, description="greatest value")
    unit: Line | None = Field(None, description="of the number")
    source: Line = Field(alias="from", description="id of the source; left out: the main one")
    kind: Kind = Field(description="kind of this statement, where it is not that of its source")
    date: Date = Field(description="date of the source")
    bound: Bound | None = Field(None, description="whether it is at least, at most or about this")
    variant: Line | None = Field(None, description="the variant of the car that is meant")
    procedure: Procedure | None = Field(None, description="test procedure")
    conditions: Line | None = Field(None, description="under which it holds")
    as_said: Text | None = Field(None, description="the words or number of the source")
    note: Text | None = Field(None, description="what a reader should know of it")
    memory: bool = Field(False, description="true where it was written down from memory")


class CarFile(Part):
    """A car file with what it inherits; every claim names a source that `sources` holds."""

    format_version: Literal[1] = Field(description="version of the format")
    id: Id = Field(description="maker-model-variant-year; in the garage also the name of the file")
    name: Line = Field(description="what the car is called, without its maker")
    maker: Line = Field(description="who makes it")
    year: int | None = Field(None, ge=FIRST_YEAR, le=LAST_YEAR, description="year of the model")
    inherits: Line | None = Field(
        None, description="id in the garage, or path from this file; keys here replace those there"
    )
    variant: Line | None = Field(None, description="which variant of a shared dossier this car is")
    body: Literal["sedan", "hatchback", "suv", "wagon", "coupe", "van"] | None = Field(
        None, description="what kind of car"
    )
    size: Literal["small", "compact", "mid", "large"] | None = Field(None, description="how large")
    source: Line | None = Field(None, description="main source: bare numbers come from it")
    sources: dict[str, Source] = Field({}, description="who is quoted, by id")
    figures: dict[str, tuple[Claim, ...]] = Field({}, description="what the car is, key by key")
    claims: dict[str, tuple[Claim, ...]] = Field(
        {}, description="what is said of the whole car; never inputs"
    )
    programme: dict[str, tuple[Claim, ...]] = Field({}, description="what is said of the project")
    said: tuple[Said, ...] = Field((), description="what else was said; never inputs")
    notes: tuple[Text, ...] = Field((), description="free sentences")
    path: Path = Field(description="the file, as the user named it")
    digest: str = Field(description="SHA-256 of the file's bytes, followed by those of its parents")


def keys_of(part: type[Part]) -> tuple[str, ...]:
    """Return the keys that a file may write in a part, in their order.

    Args:
        part: Source, Claim, Said or CarFile.
    """
    filled = LOADED if part is not Source else {"id"}
    names = {name: field.alias or name for name, field in part.model_fields.items()}
    return tuple(key for name, key in names.items() if name not in filled)


def must_have(part: type[Part]) -> tuple[str, ...]:
    """Return the keys that a file must write in a part.

    Args:
        part: Source, Claim, Said or CarFile.
    """
    given = {"from", "kind"} if part in (Claim, Said) else set()
    needed = {f.alias or name for name, f in part.model_fields.items() if f.is_required()}
    return tuple(key for key in keys_of(part) if key in needed - given)
