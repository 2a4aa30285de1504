/* First beat: what battery and motors can give and take, and what resists motion. */

#include "ceiling_numbers.h"

/* What one step of the car in lane `i` starts from. */
typedef struct {
    const Car *car;
    const Fixed *fixed;
    const State *state;
    double asked, sine, dt;
    int i;
} Moment;

typedef struct { double constant, linear, quadratic; } Drag;

/* The row of the cell table for each lane, and how far into its span the charge lies. It stands by
   itself because compilers do not take a look-up into a loop of vectors. */
typedef struct { double into[LANES], number[6][LANES]; } Rows;

typedef struct {
    double source, resistance, rest, unloaded, ohmic, sag, kink_below, kink_above, into;
    double slower, conductance, fast_decay, slow_decay, fast_mean, slow_mean;
} Circuit;

typedef struct {
    Circuit circuit;
    double speed, wanted, weight, give, take, conductance, voltage_ratio, voltage_inverse;
    double front_slowness, rear_slowness, front_torque, rear_torque;
    Drag air, tyres, residual, front_motor, rear_motor, total;
    double front_spin, rear_spin, slope;
} Limits;

static inline double force_at(Drag drag, double speed)
{
    return drag.constant + speed * (drag.linear + speed * drag.quadratic);
}

static inline void look_up(
    const Car *car, const double *table, const State *state, Rows *rows, int i)
{
    double scaled = state->charge[i] * SPANS;
    int span = (int)scaled;
    span = span < 0 ? 0 : span > SPANS - 1 ? SPANS - 1 : span;
    const double *row = table + 6 * ((int)car->chemistry[i] * SPANS + span);
    rows->into[i] = (scaled - span) * (1.0 / SPANS);
    for (int place = 0; place < 6; place++) rows->number[place][i] = row[place];
}

static inline Circuit circuit_of(Moment now, const Rows *rows)
{
    const Car *car = now.car;
    const Fixed *fixed = now.fixed;
    int i = now.i;
    double level = rows->number[0][i], slope = rows->number[1][i];
    double below = rows->number[2][i], above = rows->number[3][i];
    double ratio = rows->number[4][i], ratio_slope = rows->number[5][i];
    Circuit at;
    at.into = rows->into[i];
    double shift = car->rest_empty[i] + car->rest_tilt[i] * now.state->charge[i];
    at.rest = car->cells[i] * (level + slope * at.into + shift);
    double colder = 1.0 / now.state->cell_temperature[i] - 1.0 / REFERENCE_TEMPERATURE;
    double cold = exponential(car->activation[i] * colder);
    double base = car->resistance[i] * (ratio + ratio_slope * at.into);
    at.ohmic = base * (car->ohmic_share[i] * (1.0 - OHMIC_COLD_SHARE + OHMIC_COLD_SHARE * cold));
    at.slower = base * cold;
    at.conductance = 1.0 / at.slower;
    double fast_share = car->fast_share[i], slow_share = car->slow_share[i];
    at.fast_decay = exponential(-at.conductance * (1.0 / fast_share) * fixed->per_fast[i]);
    at.slow_decay = exponential(-at.conductance * (1.0 / slow_share) * fixed->per_slow[i]);
    at.fast_mean = (1.0 - at.fast_decay) * at.slower * (fast_share / fixed->per_fast[i]);
    at.slow_mean = (1.0 - at.slow_decay) * at.slower * (slow_share / fixed->per_slow[i]);
    double half = 0.5 * car->cells[i];
    at.sag = (slope + car->rest_tilt[i]) * half * fixed->per_capacity[i];
    at.kink_below = half * (below - slope);
    at.kink_above = half * (above - slope);
    double pairs = fast_share * (1.0 - at.fast_mean) + slow_share * (1.0 - at.slow_mean);
    at.source = at.rest - at.fast_mean * now.state->fast[i] - at.slow_mean * now.state->slow[i];
    at.resistance = at.ohmic + at.sag + at.slower * pairs;
    at.unloaded = at.rest - now.state->fast[i] - now.state->slow[i];
    return at;
}

static inline void power_limits(Moment now, Limits *limits)
{
    const Car *car = now.car;
    int i = now.i;
    double room = (car->full[i] - now.state->charge[i]) * now.fixed->charge_inverse[i];
    double warmth = now.state->cell_temperature[i] - car->cold_none[i];
    warmth = between(warmth * now.fixed->cold_inverse[i], 0.0, 1.0);
    double charge_power = car->charge_power[i] * between(room, 0.0, 1.0) * warmth;
    double source = limits->circuit.source, resistance = limits->circuit.resistance;
    double conductance = 1.0 / resistance;
    double deepest = (source - car->lowest_voltage[i]) * conductance;
    deepest = between(deepest, 0.0, 0.45 * source * conductance);
    double highest = greater(car->highest_voltage[i] - source, 0.0) * conductance;
    double give = deepest * (source - resistance * deepest);
    double span = 1.0 / greater(car->pack_derate_end[i] - car->pack_derate_start[i], 1.0);
    double hot = car->pack_derate_end[i] - now.state->cell_temperature[i];
    double cool = between(hot * span, 0.0, 1.0);
    limits->give = cool * lesser(car->discharge_power[i], give);
    limits->take = cool * lesser(charge_power, highest * (source + resistance * highest));
    limits->conductance = conductance;
}

static inline double torque_limit(
    const Axle *axle, const FixedAxle *fixed, double slowness, double ratio, double temperature,
    int i)
{
    double cool = (axle->derate_end[i] - temperature) * fixed->derate_inverse[i];
    double fade = axle->continuous_share[i] + fixed->fading[i] * between(cool, 0.0, 1.0);
    double power = fixed->delivered_power[i] * lesser(ratio, 1.0);
    return axle->present[i] * fade * lesser(fixed->launch_torque[i], power * slowness);
}

static inline void resistance_of(Moment now, Limits *at)
{
    const Car *car = now.car;
    const Fixed *fixed = now.fixed;
    const State *state = now.state;
    int i = now.i;
    double wind = car->headwind[i];
    double half = state->speed[i] + wind >= 0.0 ? fixed->air[i] : -fixed->air[i];
    at->air = (Drag){half * wind * wind, 2.0 * half * wind, half};
    double colder = REFERENCE_AIR + car->warm_rise[i] - state->tyre_temperature[i];
    double stiffness = greater(1.0 + car->tyre_coefficient[i] * colder, 0.2);
    double rolling = at->weight * car->rolling[i] * stiffness;
    at->tyres = (Drag){rolling, 0.0, rolling * car->speed_rise[i]};
    at->residual = (Drag){
        car->residual_constant[i], car->residual_linear[i], car->residual_quadratic[i]};
    double thicker = car->oil_coefficient[i] * (car->oil_warm[i] - state->oil_temperature[i]);
    double oil = greater(1.0 + thicker, 0.2);
    double front_turns = state->axles[i] == REAR ? 1.0 - car->front.disconnects[i] : 1.0;
    double rear_turns = state->axles[i] == FRONT ? 1.0 - car->rear.disconnects[i] : 1.0;
    at->front_spin = car->front.spin_force[i] * oil * front_turns;
    at->rear_spin = car->rear.spin_force[i] * oil * rear_turns;
    at->front_motor = (Drag){
        0.0, front_turns * fixed->front.drag_linear[i],
        front_turns * fixed->front.drag_quadratic[i]};
    at->rear_motor = (Drag){
        0.0, rear_turns * fixed->rear.drag_linear[i], rear_turns * fixed->rear.drag_quadratic[i]};
    at->slope = fixed->hill_weight[i] * now.sine;
    at->total = (Drag){
        at->air.constant + rolling + at->residual.constant + at->front_spin + at->rear_spin
            + at->slope,
        at->air.linear + at->residual.linear + at->front_motor.linear + at->rear_motor.linear,
        at->air.quadratic + at->tyres.quadratic + at->residual.quadratic
            + at->front_motor.quadratic + at->rear_motor.quadratic};
}

static inline Limits limits_of(Moment now, const Rows *rows)
{
    const Car *car = now.car;
    const Fixed *fixed = now.fixed;
    const State *state = now.state;
    int i = now.i;
    Limits at;
    at.circuit = circuit_of(now, rows);
    power_limits(now, &at);
    at.voltage_ratio = at.circuit.unloaded * fixed->nominal_inverse[i];
    at.voltage_inverse = 1.0 / at.voltage_ratio;
    double start = state->speed[i], pull = STRONGEST_PULL * now.dt;
    at.wanted = lesser(now.asked, car->top_speed[i]);
    at.speed = 0.5 * (start + between(at.wanted, start - pull, start + pull));
    at.weight = fixed->level_weight[i] * sqrt(1.0 - now.sine * now.sine);
    at.front_slowness = 1.0 / greater(at.speed * car->front.turns[i], fixed->front.slowest[i]);
    at.rear_slowness = 1.0 / greater(at.speed * car->rear.turns[i], fixed->rear.slowest[i]);
    at.front_torque = torque_limit(
        &car->front, &fixed->front, at.front_slowness, at.voltage_ratio,
        state->front_temperature[i], i);
    at.rear_torque = torque_limit(
        &car->rear, &fixed->rear, at.rear_slowness, at.voltage_ratio, state->rear_temperature[i],
        i);
    resistance_of(now, &at);
    return at;
}
