"""The same bits from every compiler, width and machine: one golden file holds them all."""

import json
import platform
from pathlib import Path

import pytest
from native_golden import CARS, FILE, PROGRAMS, bits, cases, given
from scripts import script

from carwright.native import library as module
from carwright.native.compile import ONE, compiled, compiler, features, widths
from carwright.native.library import library, state

needs = pytest.mark.skipif(library() is None, reason=f"native programs: {state().why}")
zig, target = script("zig", "tools/native"), script("wheels", "tools/native").target
EXPECTED = json.loads(FILE.read_text(encoding="utf-8"))["outputs"]


def differing(loaded: module.Library, car_id: str, cars: int | None) -> list[str]:
    found = cases(loaded, given()[car_id], cars)
    return [
        f"{program} {place}: {left} {right}"
        for program, outputs in found
        for place, (left, right) in enumerate(
            zip(bits(outputs), EXPECTED[car_id][program], strict=True)
        )
        if left != right
    ]


@needs
@pytest.mark.parametrize("car_id", CARS)
@pytest.mark.parametrize("cars", [None, 1, 5])
def test_one_car_and_several_side_by_side_give_the_golden_bits(car_id: str, cars: int | None):
    loaded = library()
    assert loaded is not None
    assert differing(loaded, car_id, cars) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["gcc", "clang", "zig"])
def test_every_width_of_every_compiler_gives_the_golden_bits(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CC", name)
    here = target(platform.machine())
    command: list[str] | None = zig.command(here) if name == "zig" else compiler()
    if command is None:
        pytest.skip(f"no {name}")
    compiled(tmp_path, command=command, machine=platform.machine(), programs=PROGRAMS)
    monkeypatch.setattr(module, "BUILT", tmp_path)
    for width in widths(platform.machine())[1:]:
        if not features().issuperset(width.needs):
            continue
        narrow, wide = tmp_path / f"{ONE.name}.so", tmp_path / f"{width.name}.so"
        loaded, why = module.opened(narrow, wide, width)
        assert loaded is not None, why
        for car_id in CARS:
            assert differing(loaded, car_id, 5) == [], width.name
