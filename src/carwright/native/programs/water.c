/* Emitted by tools/native from the jaxpr of carwright.run.drive.water: do not edit, `make native`. */
#include "prelude.h"
static const Slot taken[] = {{0, 0, 1}, {1, 0, 1}, {2, 0, 1}, {3, 0, 1}};
static const Slot put_back[] = {{0, 0, 1}};
MEMORY(water, 0)
PROGRAM(water, 4, 1)
        const D v1 = given[0];
        const D v2 = given[1];
        const D v3 = given[2];
        const B v4 = NE(given[3], K(0));
        const D v5 = v1 - K(273.15);
        const D v6 = K(17.62) * v5;
        const D v7 = K(243.12) + v5;
        const D v8 = v6 / v7;
        const D v9 = EXP(v8);
        const D v10 = K(611.2) * v9;
        const D v11 = K(2275.0) / v10;
        const D v12 = MIN(K(0.5), v11);
        const D v13 = SELECT(v4, v12, v3);
        const D v14 = v10 * v13;
        const D v15 = K(0.622) * v14;
        const D v16 = v2 - v14;
        const D v17 = v15 / v16;
        put[0] = v17;
END_OF_PROGRAM
