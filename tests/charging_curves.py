"""What the tests of charging curves share: a file of rows."""

from pathlib import Path

from carwright.validate.charging_rows import COLUMNS

HEAD = ",".join(COLUMNS)


def written(folder: Path, *rows: str) -> Path:
    path = folder / "curves.csv"
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return path
