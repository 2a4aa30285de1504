"""One native WLTC and one gradient of it, for a tool that counts their instructions."""

import numpy as np
from native_golden import NO_CLIMATE, OWN_AIR, WARM, given

from carwright.native.library import library
from carwright.world.cycle import cycle
from carwright.world.padding import padded

PROGRAMS = ("drive", "drive_vjp")


def main() -> None:
    """Run each program once."""
    loaded = library()
    if loaded is None:
        raise SystemExit("the native programs are not compiled")
    car = loaded.one("build_car", given()["xiaomi-su7-max"])
    air, own = OWN_AIR
    state, warm = WARM
    trace = padded(cycle("wltc-3b"))
    first = [*car, *trace, 0.9, *air, own, *state, warm, *NO_CLIMATE]
    steps = len(trace.speed)
    for name in PROGRAMS:
        told = loaded.program(name)
        more = told.inputs[len(first) :]
        rest = [np.ones(leaf.lengths(steps)) if leaf.size else np.zeros(steps) for leaf in more]
        wanted = [k for k, leaf in enumerate(told.outputs) if leaf.size]
        loaded.one(name, [*first, *rest], wanted)


if __name__ == "__main__":
    main()
