/* The step of carwright written out in C: what a compiler makes of the same arithmetic by hand.

   The beats and the names are those of carwright.run; its constants, in capitals here, come from
   the compiler's command line. Power is positive out of the battery, force when it drives the car
   forward; where `sign` stands beside a force, the force is a size. Where Python asks for one of
   two values, so does C, without branches, as a loop of vectors has none: yes and no are 1.0 and
   0.0 where they last. Every step of the trace is valid, so a car is held only when empty. */

#include "ceiling_solve.h"

/* Heat of a node to the air at its temperature after the step; `rate` is the step over capacity. */
static inline double shed(double conductance, double rate, double above, double heat)
{
    return conductance / (1.0 + rate * conductance) * (above + rate * heat);
}

static inline double ramp(double value, double low, double high)
{
    return between((value - low) * (1.0 / (high - low)), 0.0, 1.0);
}

/* A node that leans on the coolant: its temperature over the air without the coolant, and how much
   of the coolant's it takes. */
typedef struct { double own, follows, to_air, to_trunk; } Leaf;

static inline Leaf leaf(double rate, double to_air, double to_trunk, double above, double heat)
{
    double weight = 1.0 / (rate + to_air + to_trunk);
    Leaf found = {(rate * above + heat) * weight, to_trunk * weight, to_air, to_trunk};
    return found;
}

static inline double warmth(Leaf one, double trunk) { return one.own + one.follows * trunk; }

/* Heat flow between cells and coolant for each kelvin: cells are hot, or cold beside it. */
static inline double valve(const Car *car, const State *state, double heating, int i)
{
    double cells = state->cell_temperature[i], warm = state->coolant_temperature[i];
    double damped = VALVE_SPAN + car->chiller_power[i] * heating;
    double hot = ramp(cells - car->cool_above[i], 0.0, damped);
    double warms = ramp(WARM_ENOUGH - cells, 0.0, VALVE_SPAN) * ramp(warm - cells, 0.0, VALVE_SPAN);
    return car->pack_to_coolant[i] * greater(hot, warms);
}

/* Add the powers of the step to the sums and move the state; an empty car is held. */
static inline void record_and_move(
    Moment now, const Limits *limits, const Achieved *done, const Share *share,
    const Electric *pack, Totals *totals, State *state)
{
    const Car *car = now.car;
    const Fixed *fixed = now.fixed;
    int i = now.i;
    double speed = done->mean_speed, start = state->speed[i], air = car->air_temperature[i];
    double front_teeth = car->front.tooth_loss[i] * share->front * limits->speed;
    double rear_teeth = car->rear.tooth_loss[i] * share->rear * limits->speed;
    double rotation = fixed->rotation[i] * (done->speed - start);
    double roller = (done->force - limits->slope - rotation) * speed;
    double tyres = force_at(limits->tyres, done->drag_speed) * speed;
    double front_drag = force_at(limits->front_motor, done->drag_speed) * speed;
    double rear_drag = force_at(limits->rear_motor, done->drag_speed) * speed;
    double front_gear = front_teeth + limits->front_spin * speed;
    double rear_gear = rear_teeth + limits->rear_spin * speed;
    double front_unit = share->front_loss - front_teeth, rear_unit = share->rear_loss - rear_teeth;
    Leaf cells = leaf(1.0 / fixed->cell_heating[i], car->battery_conductance[i],
        valve(car, state, fixed->cell_heating[i], i), state->cell_temperature[i] - air,
        pack->ohmic_loss + pack->polarisation_loss);
    Leaf front = leaf(1.0 / fixed->front.heating[i], car->front.conductance[i],
        car->front_to_coolant[i], state->front_temperature[i] - air, front_unit + front_drag);
    Leaf rear = leaf(1.0 / fixed->rear.heating[i], car->rear.conductance[i],
        car->rear_to_coolant[i], state->rear_temperature[i] - air, rear_unit + rear_drag);
    double open = ramp(state->coolant_temperature[i] - air, -VALVE_SPAN, 0.0)
        * ramp(state->coolant_temperature[i], RADIATOR_OPENS, RADIATOR_OPEN);
    double radiator = open * (car->radiator_still[i] + car->radiator_rise[i] * start);
    double store = car->coolant_heat_capacity[i] / now.dt;
    double trunk = (store * (state->coolant_temperature[i] - air) + cells.to_trunk * cells.own
        + front.to_trunk * front.own + rear.to_trunk * rear.own)
        / (store + radiator + cells.to_trunk * (1.0 - cells.follows)
            + front.to_trunk * (1.0 - front.follows) + rear.to_trunk * (1.0 - rear.follows));
    double cell_cooling = cells.to_air * warmth(cells, trunk);
    double front_cooling = front.to_air * warmth(front, trunk);
    double rear_cooling = rear.to_air * warmth(rear, trunk);
    double cell_given = cells.to_trunk * (warmth(cells, trunk) - trunk);
    double front_given = front.to_trunk * (warmth(front, trunk) - trunk);
    double rear_given = rear.to_trunk * (warmth(rear, trunk) - trunk);
    double coolant_cooling = radiator * trunk;
    double oil_cooling = shed(car->oil_conductance[i], fixed->oil_heating[i],
        state->oil_temperature[i] - air, front_gear + rear_gear);
    double tyre_link = limits->weight * (fixed->tyre_still[i] + fixed->tyre_rise[i] * speed);
    double tyre_cooling = shed(tyre_link, fixed->tyre_heating[i],
        state->tyre_temperature[i] - air, tyres);

    double alive = state->outcome[i] == EMPTY ? 0.0 : 1.0;
#define ADD(name, power) totals->name[i] += alive * (power)
    ADD(chemical, pack->chemical);
    ADD(terminal_out, greater(pack->power, 0.0));
    ADD(terminal_in, greater(-pack->power, 0.0));
    ADD(wheel_drive, greater(roller, 0.0));
    ADD(wheel_brake, greater(-roller, 0.0));
    ADD(air, force_at(limits->air, done->drag_speed) * speed);
    ADD(tyres, tyres);
    ADD(residual_drag, force_at(limits->residual, done->drag_speed) * speed);
    ADD(friction_brakes, done->brakes * speed);
    ADD(front_motor_drag, front_drag);
    ADD(rear_motor_drag, rear_drag);
    ADD(front_gear, front_gear);
    ADD(rear_gear, rear_gear);
    ADD(front_drive_unit, front_unit);
    ADD(rear_drive_unit, rear_unit);
    ADD(auxiliaries, car->load[i]);
    ADD(dcdc, fixed->accessories[i] - car->load[i]);
    ADD(climate, 0.0);
    ADD(cell_ohmic, pack->ohmic_loss);
    ADD(cell_polarisation, pack->polarisation_loss);
    ADD(cell_cooling, cell_cooling);
    ADD(front_unit_cooling, front_cooling);
    ADD(rear_unit_cooling, rear_cooling);
    ADD(oil_cooling, oil_cooling);
    ADD(tyre_cooling, tyre_cooling);
    ADD(cell_to_coolant, cell_given);
    ADD(front_unit_to_coolant, front_given);
    ADD(rear_unit_to_coolant, rear_given);
    ADD(coolant_cooling, coolant_cooling);

    double charge = state->charge[i] - pack->current * fixed->per_capacity[i];
    double shortfall = now.asked - done->speed > SHORTFALL ? FELL_SHORT : FOLLOWED;
    double outcome = charge <= car->empty[i] ? EMPTY : shortfall;
    double cell_heat = pack->ohmic_loss + pack->polarisation_loss - cell_cooling - cell_given;
    double front_heat = front_unit + front_drag - front_cooling - front_given;
    double rear_heat = rear_unit + rear_drag - rear_cooling - rear_given;
    double coolant_heat = cell_given + front_given + rear_given - coolant_cooling;
    double oil_heat = front_gear + rear_gear - oil_cooling;
#define MOVE(name, difference) state->name[i] += alive * (difference)
#define SET(name, value) state->name[i] = alive > 0.0 ? (value) : state->name[i]
    SET(speed, done->speed);
    MOVE(position, speed * now.dt);
    MOVE(height, speed * now.dt * now.sine);
    SET(charge, charge);
    SET(fast, pack->fast);
    SET(slow, pack->slow);
    MOVE(cell_temperature, cell_heat * fixed->cell_heating[i]);
    MOVE(front_temperature, front_heat * fixed->front.heating[i]);
    MOVE(rear_temperature, rear_heat * fixed->rear.heating[i]);
    MOVE(coolant_temperature, coolant_heat / store);
    MOVE(oil_temperature, oil_heat * fixed->oil_heating[i]);
    MOVE(tyre_temperature, (tyres - tyre_cooling) * fixed->tyre_heating[i]);
    MOVE(time, now.dt);
    SET(axles, share->axles);
    SET(outcome, greater(state->outcome[i], outcome));
}

static inline void step(Moment now, const Rows *rows, Totals *totals, State *state)
{
    Limits limits = limits_of(now, rows);
    Demand demand = demand_of(now, &limits);
    Achieved done = achieve(now, &limits, demand);
    Share share = share_of(now, &done);
    double power = demand.sign * done.motors * done.mean_speed + share.front_loss
        + share.rear_loss + now.fixed->accessories[now.i];
    Electric pack = electric(now, &limits, power);
    record_and_move(now, &limits, &done, &share, &pack, totals, state);
}

/* Drive LANES cars along one trace: `speed` has one point more than there are steps. */
static void simulate(
    const Car *restrict car, const double *restrict table, const double *restrict speed,
    const double *restrict sine, int steps, double dt, double charge, Totals *totals, State *end)
{
    Fixed fixed;
    State state = {0};
    Totals sums = {0};
    for (int i = 0; i < LANES; i++) {
        fix(car, &fixed, dt, i);
        state.speed[i] = speed[0];
        state.charge[i] = car->empty[i] + charge * (car->full[i] - car->empty[i]);
        state.cell_temperature[i] = car->air_temperature[i];
        state.front_temperature[i] = car->air_temperature[i];
        state.rear_temperature[i] = car->air_temperature[i];
        state.oil_temperature[i] = car->oil_warm[i];
        state.coolant_temperature[i] = car->air_temperature[i];
        state.tyre_temperature[i] = car->air_temperature[i] + car->warm_rise[i];
    }
    for (int place = 0; place < steps; place++) {
        Rows rows;
        for (int i = 0; i < LANES; i++) look_up(car, table, &state, &rows, i);
        for (int i = 0; i < LANES; i++) {
            Moment now = {car, &fixed, &state, speed[place + 1], sine[place], dt, i};
            step(now, &rows, &sums, &state);
        }
    }
    for (int place = 0; place < (int)(sizeof sums / sizeof(double)); place++)
        ((double *)totals)[place] = ((double *)&sums)[place] * dt;
    *end = state;
}

/* Drive `count` cars, a row of numbers each, and give a row of totals and one of states for each.
   Where lanes are left over, the last car fills them. */
void simulate_many(
    const double *cars, int count, const double *table, const double *speed, const double *sine,
    int steps, double dt, double charge, double *totals, double *ends)
{
    enum { NUMBERS = sizeof(Car) / sizeof(double) / LANES };
    enum { SUMS = sizeof(Totals) / sizeof(double) / LANES };
    enum { STATES = sizeof(State) / sizeof(double) / LANES };
    union { Car car; double number[NUMBERS][LANES]; } from;
    union { Totals totals; double number[SUMS][LANES]; } sum;
    union { State state; double number[STATES][LANES]; } end;
    for (int first = 0; first < count; first += LANES) {
        for (int i = 0; i < LANES; i++) {
            const double *row = cars + NUMBERS * (first + i < count ? first + i : count - 1);
            for (int at = 0; at < NUMBERS; at++) from.number[at][i] = row[at];
        }
        simulate(&from.car, table, speed, sine, steps, dt, charge, &sum.totals, &end.state);
        for (int i = 0; i < LANES && first + i < count; i++) {
            for (int at = 0; at < SUMS; at++) totals[SUMS * (first + i) + at] = sum.number[at][i];
            for (int at = 0; at < STATES; at++) ends[STATES * (first + i) + at] = end.number[at][i];
        }
    }
}
