"""Write the JSON Schema of car files, for editors: every key with its meaning, unit and bounds.

Run: python tools/make_schema.py
"""

import json
from pathlib import Path
from typing import Any

from carwright.carfile.dates import PROGRAMME_DATE
from carwright.carfile.schema import CarFile, Claim, Part, Said, Source, keys_of, must_have
from carwright.carfile.vocabulary import SECTIONS, DateRow, NumberRow, Row, TextRow, WordRow

OUTPUT = Path(__file__).parents[1] / "src" / "carwright" / "schemas" / "car.json"


def document() -> dict[str, Any]:
    """Return the schema of a car file."""
    car = _part(CarFile)
    car["properties"] |= {section: _section(section) for section in SECTIONS}
    sources = {"type": ["object", "null"], "additionalProperties": {"$ref": "#/$defs/source"}}
    car["properties"]["sources"] |= sources
    car["properties"]["said"] |= {"type": ["array", "null"], "items": {"$ref": "#/$defs/said"}}
    # A car that inherits has its maker from there.
    car["required"].remove("maker")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "carwright car file",
        **car,
        "anyOf": [{"required": ["maker"]}, {"required": ["inherits"]}],
        "$defs": {
            "source": _part(Source),
            "claim": _part(Claim),
            "said": _part(Said),
            **{
                f"{section}.{key}": _one(row)
                for section, rows in SECTIONS.items()
                for key, row in rows.items()
            },
        },
    }


def text() -> str:
    """Return the schema as it stands in the file: a key a line."""
    return _written(document(), levels=4) + "\n"


def _part(part: type[Part]) -> dict[str, Any]:
    """What one part of a car file may hold, from its model: without what the loader fills in."""
    fields = part.model_json_schema(by_alias=True)["properties"]
    return {
        "description": (part.__doc__ or "").split("\n")[0],
        "type": "object",
        "additionalProperties": False,
        "required": list(must_have(part)),
        "properties": {key: _field(fields[key]) for key in keys_of(part)},
    }


def _field(schema: dict[str, Any]) -> dict[str, Any]:
    kinds = [kind for kind in schema.get("anyOf", [schema]) if kind.get("type") != "null"]
    found = {"description": schema.get("description", "")}
    if len(kinds) > 1:
        return found | {"type": ["number", "boolean", "string"]}
    kept = ("type", "enum", "const", "pattern", "maxLength", "minimum", "maximum", "items")
    found |= {name: kinds[0][name] for name in kept if name in kinds[0]}
    if found.get("type") == "array":
        found["items"] = {"type": ["string", "integer"]}
    if found.get("type") == "string" and "enum" not in found:
        found["type"] = ["string", "integer"]
    if found.get("type") == "object":
        found["additionalProperties"] = True
    return found


def _section(section: str) -> dict[str, Any]:
    return {
        "description": CarFile.model_fields[section].description,
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": {key: _some(section, row) for key, row in SECTIONS[section].items()},
    }


def _some(section: str, row: Row) -> dict[str, Any]:
    one = {"$ref": f"#/$defs/{section}.{row.key}"}
    many = {"type": "array", "minItems": 1, "items": one}
    return {"description": _meaning(row), "anyOf": [one, many]}


def _one(row: Row) -> dict[str, Any]:
    value = _value(row)
    names = ("value", "low", "high") if isinstance(row, NumberRow) else ("value",)
    claim = {"allOf": [{"$ref": "#/$defs/claim"}, {"properties": dict.fromkeys(names, value)}]}
    return {"anyOf": [value, claim]}


def _meaning(row: Row) -> str:
    unit = f" [{row.unit}]" if isinstance(row, NumberRow) and row.unit else ""
    return row.meaning + unit


def _value(row: Row) -> dict[str, Any]:
    match row:
        case NumberRow():
            return {"type": "number", "minimum": row.low, "maximum": row.high}
        case WordRow():
            answers = [word == "true" for word in row.words if word in ("true", "false")]
            return {"enum": [*row.words, *answers]}
        case TextRow():
            return {"type": "string"} | ({"pattern": f"^{row.pattern}$"} if row.pattern else {})
        case DateRow():
            return {"type": ["string", "integer"], "description": PROGRAMME_DATE}


def _written(value: Any, levels: int) -> str:
    if not levels or not isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    entries = [f"{json.dumps(key)}: {_written(v, levels - 1)}" for key, v in value.items()]
    return "{\n" + ",\n".join(entries) + "\n}"


def main() -> None:
    """Write the file."""
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(text(), encoding="utf-8", newline="\n")
    print(f"{OUTPUT.name}: {OUTPUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
