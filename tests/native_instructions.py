"""One native WLTC and one gradient of it, for a tool that counts their instructions."""

import json
import sys

import numpy as np
from native_golden import NO_CLIMATE, OWN_AIR, WARM, given

from carwright.native.library import library
from carwright.world.cycle import cycle
from carwright.world.padding import padded


def main() -> None:
    """Run the program that the command line names, once."""
    loaded = library()
    if loaded is None:
        raise SystemExit("the native programs are not compiled")
    name = sys.argv[1]
    car = loaded.one("build_car", given()["xiaomi-su7-max"])
    air, own = OWN_AIR
    state, warm = WARM
    trace = padded(cycle("wltc-3b"))
    leaves = [*car, *trace, 0.9, *air, own, *state, warm, *NO_CLIMATE]
    told = loaded.program(name)
    more = told.inputs[len(leaves) :]
    steps = len(trace.speed)
    leaves += [np.ones(leaf.lengths(steps)) if leaf.size else np.zeros(steps) for leaf in more]
    wanted = [k for k, leaf in enumerate(told.outputs) if leaf.size]
    print(json.dumps({"outputs": len(loaded.one(name, leaves, wanted))}))  # noqa: T201


if __name__ == "__main__":
    main()
