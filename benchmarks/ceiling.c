/* The step of carwright written out in C: what a compiler makes of the same arithmetic by hand.

   Each number has the meaning and unit that the docstrings of carwright.car and carwright.state
   give it. SI throughout; power is positive out of the battery, force when it drives the car
   forward; where `sign` stands beside a force, the force is a size. LANES cars move side by side,
   each number of theirs an array, so that the compiler can use vectors; with one lane it is the
   plain program. The constants in capitals come from carwright itself, as definitions of the
   compiler's command line. Every step of the trace is valid, so a car is held only when empty. */

#include <math.h>
#include <stdint.h>
#include <string.h>

#define OF_AXLE(X, at)                                                                        \
    X(present, at.unit.present) X(peak_torque, at.unit.peak_torque)                           \
    X(peak_power, at.unit.peak_power) X(base_speed, at.unit.base_speed)                       \
    X(continuous_share, at.unit.continuous_share) X(copper, at.unit.copper)                   \
    X(load_iron, at.unit.load_iron) X(inverter, at.unit.inverter)                             \
    X(weakened_copper, at.unit.weakened_copper) X(switching, at.unit.switching)               \
    X(standby, at.unit.standby) X(weakening, at.unit.weakening)                               \
    X(onset_speed, at.unit.onset_speed) X(holds_field, at.unit.holds_field)                   \
    X(drag_linear, at.unit.drag_linear) X(drag_quadratic, at.unit.drag_quadratic)             \
    X(derate_start, at.unit.derate_start) X(derate_end, at.unit.derate_end)                   \
    X(heat_capacity, at.unit.heat_capacity) X(conductance, at.unit.conductance)               \
    X(turns, at.gear.turns_per_metre) X(tooth_loss, at.gear.tooth_loss)                       \
    X(spin_force, at.gear.spin_force) X(disconnects, at.disconnects)

#define OF_CAR(X)                                                                             \
    X(mass, car.body.mass) X(rotating_mass, car.body.rotating_mass)                           \
    X(drag_area, car.body.drag_area) X(front_share, car.body.front_share)                     \
    X(load_transfer, car.body.load_transfer) X(rolling, car.tyre.rolling_coefficient)         \
    X(speed_rise, car.tyre.speed_rise) X(tyre_coefficient, car.tyre.temperature_coefficient)  \
    X(warm_rise, car.tyre.warm_rise) X(tyre_heat_capacity, car.tyre.heat_capacity)            \
    X(tyre_grip, car.tyre.grip) X(residual_constant, car.residual.constant)                   \
    X(residual_linear, car.residual.linear) X(residual_quadratic, car.residual.quadratic)     \
    X(chemistry, car.battery.chemistry) X(cells, car.battery.cells_in_series)                 \
    X(capacity, car.battery.capacity) X(resistance, car.battery.resistance)                   \
    X(activation, car.battery.activation) X(fast_capacitance, car.battery.fast_capacitance)   \
    X(slow_capacitance, car.battery.slow_capacitance) X(empty, car.battery.empty_charge)      \
    X(full, car.battery.full_charge) X(nominal_voltage, car.battery.nominal_voltage)          \
    X(lowest_voltage, car.battery.lowest_voltage)                                             \
    X(highest_voltage, car.battery.highest_voltage)                                           \
    X(discharge_power, car.battery.discharge_power)                                           \
    X(charge_power, car.battery.charge_power)                                                 \
    X(battery_heat_capacity, car.battery.heat_capacity)                                       \
    X(battery_conductance, car.battery.conductance) X(load, car.accessories.load)             \
    X(dcdc_efficiency, car.accessories.dcdc_efficiency)                                       \
    X(oil_heat_capacity, car.accessories.oil_heat_capacity)                                   \
    X(oil_conductance, car.accessories.oil_conductance) X(oil_warm, car.accessories.oil_warm) \
    X(oil_coefficient, car.accessories.oil_coefficient) X(top_speed, car.controls.top_speed)  \
    X(deceleration, car.controls.regeneration_deceleration)                                   \
    X(blend, car.controls.regeneration_blend) X(fade_low, car.controls.fade_low)              \
    X(fade_high, car.controls.fade_high) X(fading_charge, car.controls.full_charge)           \
    X(cold_none, car.controls.cold_none) X(cold_whole, car.controls.cold_whole)               \
    X(front_limit, car.controls.front_limit) X(rear_limit, car.controls.rear_limit)           \
    X(switching_penalty, car.controls.switching_penalty)                                      \
    X(headwind, environment.headwind) X(air_temperature, environment.temperature)             \
    X(pressure, environment.pressure) X(road_grip, environment.grip)

#define OF_STATE(X)                                                                           \
    X(speed, speed) X(position, position) X(height, height) X(charge, charge)                 \
    X(fast, fast_polarisation) X(slow, slow_polarisation)                                     \
    X(cell_temperature, cell_temperature) X(front_temperature, front_unit_temperature)        \
    X(rear_temperature, rear_unit_temperature) X(oil_temperature, oil_temperature)            \
    X(tyre_temperature, tyre_temperature) X(time, time) X(outcome, outcome) X(axles, axles)

#define OF_RECORD(X)                                                                          \
    X(chemical, chemical) X(terminal_out, terminal_out) X(terminal_in, terminal_in)           \
    X(wheel_drive, wheel_drive) X(wheel_brake, wheel_brake) X(air, air) X(tyres, tyres)       \
    X(residual_drag, residual_drag) X(friction_brakes, friction_brakes)                       \
    X(front_motor_drag, front_motor_drag) X(rear_motor_drag, rear_motor_drag)                 \
    X(front_gear, front_gear) X(rear_gear, rear_gear) X(front_drive_unit, front_drive_unit)   \
    X(rear_drive_unit, rear_drive_unit) X(auxiliaries, auxiliaries) X(dcdc, dcdc)             \
    X(climate, climate) X(cell_ohmic, cell_ohmic) X(cell_polarisation, cell_polarisation)     \
    X(cell_cooling, cell_cooling) X(front_unit_cooling, front_unit_cooling)                   \
    X(rear_unit_cooling, rear_unit_cooling) X(oil_cooling, oil_cooling)                       \
    X(tyre_cooling, tyre_cooling)

#define IN_LANES(name, path) double name[LANES];
#define ALONE(name, path) double name;
#define PATH(name, path) " " #path

typedef struct { OF_AXLE(IN_LANES, at) } Axle;
typedef struct { Axle front, rear; OF_CAR(IN_LANES) } Car;
typedef struct { OF_STATE(IN_LANES) } State;
typedef struct { OF_RECORD(IN_LANES) } Totals;

/* Where Python finds each number of the structs above, in their order. */
const char car_paths[] = OF_AXLE(PATH, car.front) OF_AXLE(PATH, car.rear) OF_CAR(PATH);
const char state_paths[] = OF_STATE(PATH);
const char record_paths[] = OF_RECORD(PATH);

enum { FOLLOWED, FELL_SHORT, EMPTY };
enum { BOTH, FRONT, REAR };

typedef struct { double quadratic, linear, constant, off; } Loss;
typedef struct { double constant, linear, quadratic; } Drag;
typedef struct {
    double source, resistance, rest, ohmic, sag, kink_below, kink_above, into;
    double slower, conductance, fast_decay, slow_decay, fast_mean, slow_mean;
} Circuit;

static inline double lesser(double a, double b) { return a < b ? a : b; }
static inline double greater(double a, double b) { return a > b ? a : b; }
static inline double between(double x, double low, double high)
{
    return lesser(greater(x, low), high);
}
static inline double force_at(Drag drag, double speed)
{
    return drag.constant + speed * (drag.linear + speed * drag.quadratic);
}

/* exp without a branch or a call, so that it takes vectors: 2^n times a Taylor series. */
static inline double exponential(double x)
{
    const double shift = 0x1.8p52;
    double shifted = between(x, -700.0, 700.0) * 0x1.71547652b82fep0 + shift;
    double n = shifted - shift;
    double r = between(x, -700.0, 700.0) - n * 0x1.62e42fefa3800p-1 - n * 0x1.ef35793c76730p-45;
    double sum = 1.0 / 479001600.0;
    sum = sum * r + 1.0 / 39916800.0;
    sum = sum * r + 1.0 / 3628800.0;
    sum = sum * r + 1.0 / 362880.0;
    sum = sum * r + 1.0 / 40320.0;
    sum = sum * r + 1.0 / 5040.0;
    sum = sum * r + 1.0 / 720.0;
    sum = sum * r + 1.0 / 120.0;
    sum = sum * r + 1.0 / 24.0;
    sum = sum * r + 1.0 / 6.0;
    sum = sum * r + 0.5;
    sum = sum * r + 1.0;
    sum = sum * r + 1.0;
    uint64_t bits;
    memcpy(&bits, &shifted, sizeof bits);
    bits = (bits + 1023) << 52;
    double power;
    memcpy(&power, &bits, sizeof power);
    return sum * power;
}

/* What a step never changes, worked out once for each drive. */
typedef struct {
    double slowest[LANES], base_inverse[LANES], derate_inverse[LANES], fading[LANES];
    double drag_linear[LANES], drag_quadratic[LANES], driving[LANES], braking[LANES];
    double turns_inverse[LANES], giving[LANES], heating[LANES];
} FixedAxle;

typedef struct {
    FixedAxle front, rear;
    double inertia[LANES], air[LANES], level_weight[LANES];
    double nominal_inverse[LANES], accessories[LANES], lift[LANES], grip[LANES];
    double charge_inverse[LANES], cold_inverse[LANES], fade_inverse[LANES], warm_inverse[LANES];
    double less_transfer[LANES], more_transfer[LANES], taken[LANES], fast[LANES], slow[LANES];
    double cell_heating[LANES], oil_heating[LANES], tyre_heating[LANES];
} Fixed;

static void fix_axle(const Axle *axle, FixedAxle *fixed, double dt, int i)
{
    double turns = axle->turns[i], tooth = axle->tooth_loss[i];
    fixed->slowest[i] = 0.5 * axle->base_speed[i];
    fixed->base_inverse[i] = 1.0 / axle->base_speed[i];
    fixed->derate_inverse[i] = 1.0 / greater(axle->derate_end[i] - axle->derate_start[i], 1.0);
    fixed->fading[i] = 1.0 - axle->continuous_share[i];
    fixed->drag_linear[i] = axle->drag_linear[i] * turns * turns;
    fixed->drag_quadratic[i] = axle->drag_quadratic[i] * turns * turns * turns;
    fixed->driving[i] = turns / (1.0 + tooth);
    fixed->braking[i] = turns / (1.0 - tooth);
    fixed->turns_inverse[i] = 1.0 / turns;
    fixed->giving[i] = axle->standby[i] + axle->switching[i];
    fixed->heating[i] = dt / axle->heat_capacity[i];
}

static void fix(const Car *car, Fixed *fixed, double dt, int i)
{
    fix_axle(&car->front, &fixed->front, dt, i);
    fix_axle(&car->rear, &fixed->rear, dt, i);
    double density = car->pressure[i] / (SPECIFIC_GAS_CONSTANT_OF_AIR * car->air_temperature[i]);
    fixed->inertia[i] = (car->mass[i] + car->rotating_mass[i]) / dt;
    fixed->air[i] = 0.5 * density * car->drag_area[i];
    fixed->level_weight[i] = car->mass[i] * GRAVITY;
    fixed->nominal_inverse[i] = 1.0 / car->nominal_voltage[i];
    fixed->accessories[i] = car->load[i] / car->dcdc_efficiency[i];
    fixed->lift[i] = car->mass[i] * car->deceleration[i];
    fixed->grip[i] = car->tyre_grip[i] * car->road_grip[i];
    fixed->charge_inverse[i] = 1.0 / greater(car->full[i] - car->fading_charge[i], 1e-3);
    fixed->cold_inverse[i] = 1.0 / greater(car->cold_whole[i] - car->cold_none[i], 1e-3);
    fixed->fade_inverse[i] = 1.0 / greater(car->fade_high[i] - car->fade_low[i], 1e-3);
    fixed->warm_inverse[i] = 1.0 / car->warm_rise[i];
    double transferred = fixed->grip[i] * car->load_transfer[i];
    fixed->less_transfer[i] = 1.0 / greater(1.0 - transferred, 1e-3);
    fixed->more_transfer[i] = 1.0 / (1.0 + transferred);
    fixed->taken[i] = dt / car->capacity[i];
    fixed->fast[i] = dt / car->fast_capacitance[i];
    fixed->slow[i] = dt / car->slow_capacitance[i];
    fixed->cell_heating[i] = dt / car->battery_heat_capacity[i];
    fixed->oil_heating[i] = dt / car->oil_heat_capacity[i];
    fixed->tyre_heating[i] = dt / car->tyre_heat_capacity[i];
}

/* The row of the cell table for each lane, and how far into its span the charge lies. It stands by
   itself because compilers do not take a look-up into a loop of vectors. */
typedef struct { double into[LANES], number[6][LANES]; } Row;

static inline void look_up(const Car *car, const double *table, const State *state, Row *row, int i)
{
    double scaled = state->charge[i] * SPANS;
    int span = (int)scaled;
    span = span < 0 ? 0 : span > SPANS - 1 ? SPANS - 1 : span;
    const double *found = table + 6 * ((int)car->chemistry[i] * SPANS + span);
    row->into[i] = (scaled - span) * (1.0 / SPANS);
    for (int place = 0; place < 6; place++) row->number[place][i] = found[place];
}

static inline Circuit circuit_of(
    const Car *car, const Fixed *fixed, const State *state, const Row *row, int i)
{
    double level = row->number[0][i], slope = row->number[1][i];
    double below = row->number[2][i], above = row->number[3][i];
    Circuit at;
    at.into = row->into[i];
    double colder = 1.0 / state->cell_temperature[i] - 1.0 / REFERENCE_TEMPERATURE;
    double cold = exponential(car->activation[i] * colder);
    double base = car->resistance[i] * (row->number[4][i] + row->number[5][i] * at.into);
    double half = 0.5 * car->cells[i];
    at.rest = car->cells[i] * (level + slope * at.into);
    at.ohmic = base * (OHMIC_SHARE * (1.0 - OHMIC_COLD_SHARE + OHMIC_COLD_SHARE * cold));
    at.slower = base * cold;
    at.conductance = 1.0 / at.slower;
    at.fast_decay = exponential(-at.conductance * (1.0 / FAST_SHARE) * fixed->fast[i]);
    at.slow_decay = exponential(-at.conductance * (1.0 / SLOW_SHARE) * fixed->slow[i]);
    at.fast_mean = (1.0 - at.fast_decay) * at.slower * (FAST_SHARE / fixed->fast[i]);
    at.slow_mean = (1.0 - at.slow_decay) * at.slower * (SLOW_SHARE / fixed->slow[i]);
    at.sag = slope * half * fixed->taken[i];
    double pairs = FAST_SHARE * (1.0 - at.fast_mean) + SLOW_SHARE * (1.0 - at.slow_mean);
    at.source = at.rest - at.fast_mean * state->fast[i] - at.slow_mean * state->slow[i];
    at.resistance = at.ohmic + at.sag + at.slower * pairs;
    at.kink_below = half * (below - slope);
    at.kink_above = half * (above - slope);
    return at;
}

static inline double torque_limit(
    const Axle *axle, const FixedAxle *fixed, double slowness, double ratio, double temperature, int i)
{
    double cool = between((axle->derate_end[i] - temperature) * fixed->derate_inverse[i], 0.0, 1.0);
    double fade = axle->present[i] * (axle->continuous_share[i] + fixed->fading[i] * cool);
    double power = axle->peak_power[i] * lesser(ratio, 1.0);
    return fade * lesser(axle->peak_torque[i], power * slowness);
}

static inline Loss axle_loss(
    const Axle *axle, const FixedAxle *fixed, double speed, double slowness, double ratio,
    double inverse, double sign, int i)
{
    double torque = (1.0 + sign * axle->tooth_loss[i]) * fixed->turns_inverse[i];
    double shaft_speed = speed * axle->turns[i];
    double weak = greater(1.0 - axle->onset_speed[i] * ratio * slowness, 0.0);
    double weakening = axle->weakening[i] * weak * weak;
    double beyond = shaft_speed * inverse * fixed->base_inverse[i];
    double weakened = axle->weakened_copper[i] * greater(beyond * beyond - 1.0, 0.0);
    double linear = axle->load_iron[i] * shaft_speed + axle->inverter[i];
    Loss loss = {
        .quadratic = axle->copper[i] * (1.0 + weakened) * torque * torque,
        .linear = linear * torque + axle->tooth_loss[i] * speed,
        .constant = fixed->giving[i] + weakening,
        .off = axle->standby[i] + axle->holds_field[i] * weakening,
    };
    return loss;
}

static inline double loss_at(Loss loss, double force)
{
    return loss.constant + force * (loss.linear + force * loss.quadratic);
}

/* Mean heat of one pair over the step. */
static inline double pair_heat(
    double away, double settled, double conductance, double decay, double mean)
{
    double squared_mean = 0.5 * mean * (1.0 + decay);
    return (settled * settled + away * (2.0 * settled * mean + away * squared_mean)) * conductance;
}

/* One step of the car in lane i, which adds its powers to the totals. */
static inline void move(
    const Car *restrict car, const Fixed *restrict fixed, const Row *restrict row,
    State *restrict state, Totals *restrict totals, double asked, double sine, double dt, int i)
{
    const Axle *front = &car->front, *rear = &car->rear;

    /* limits */
    double cosine = sqrt(1.0 - sine * sine), start = state->speed[i];
    Circuit circuit = circuit_of(car, fixed, state, row, i);
    double source = circuit.source, resistance = circuit.resistance;
    double room = (car->full[i] - state->charge[i]) * fixed->charge_inverse[i];
    double warmth = (state->cell_temperature[i] - car->cold_none[i]) * fixed->cold_inverse[i];
    double charge_fade = between(room, 0.0, 1.0) * between(warmth, 0.0, 1.0);
    double conductance = 1.0 / resistance;
    double deepest = (source - car->lowest_voltage[i]) * conductance;
    deepest = between(deepest, 0.0, 0.45 * source * conductance);
    double highest = greater(car->highest_voltage[i] - source, 0.0) * conductance;
    double give = lesser(car->discharge_power[i], deepest * (source - resistance * deepest));
    double take = highest * (source + resistance * highest);
    take = lesser(car->charge_power[i] * charge_fade, take);
    double ratio = source * fixed->nominal_inverse[i], inverse = 1.0 / ratio;
    double wanted_speed = lesser(asked, car->top_speed[i]), pull = STRONGEST_PULL * dt;
    double speed = 0.5 * (start + between(wanted_speed, start - pull, start + pull));
    double weight = fixed->level_weight[i] * cosine;
    double front_slowness = 1.0 / greater(speed * front->turns[i], fixed->front.slowest[i]);
    double rear_slowness = 1.0 / greater(speed * rear->turns[i], fixed->rear.slowest[i]);
    double front_torque = torque_limit(
        front, &fixed->front, front_slowness, ratio, state->front_temperature[i], i);
    double rear_torque = torque_limit(
        rear, &fixed->rear, rear_slowness, ratio, state->rear_temperature[i], i);

    double wind = car->headwind[i], half = start + wind >= 0.0 ? fixed->air[i] : -fixed->air[i];
    Drag air = {half * wind * wind, 2.0 * half * wind, half};
    double colder = REFERENCE_AIR + car->warm_rise[i] - state->tyre_temperature[i];
    double load = weight * car->rolling[i];
    double rolling = load * greater(1.0 + car->tyre_coefficient[i] * colder, 0.2);
    Drag tyres = {rolling, 0.0, rolling * car->speed_rise[i]};
    double thicker = car->oil_coefficient[i] * (car->oil_warm[i] - state->oil_temperature[i]);
    double oil = greater(1.0 + thicker, 0.2);
    double front_turns = state->axles[i] == REAR ? 1.0 - front->disconnects[i] : 1.0;
    double rear_turns = state->axles[i] == FRONT ? 1.0 - rear->disconnects[i] : 1.0;
    double front_spin = front->spin_force[i] * oil * front_turns;
    double rear_spin = rear->spin_force[i] * oil * rear_turns;
    Drag front_motor_drag = {
        0.0, front_turns * fixed->front.drag_linear[i], front_turns * fixed->front.drag_quadratic[i]};
    Drag rear_motor_drag = {
        0.0, rear_turns * fixed->rear.drag_linear[i], rear_turns * fixed->rear.drag_quadratic[i]};
    double uphill = fixed->level_weight[i] * sine;
    Drag drag = {
        air.constant + rolling + car->residual_constant[i] + front_spin + rear_spin + uphill,
        air.linear + car->residual_linear[i] + front_motor_drag.linear + rear_motor_drag.linear,
        half + tyres.quadratic + car->residual_quadratic[i] + front_motor_drag.quadratic
            + rear_motor_drag.quadratic,
    };

    /* demand */
    double moving = speed > AT_REST ? 1.0 : 0.0;
    drag.constant *= moving;
    drag.linear *= moving;
    drag.quadratic *= moving;
    double demand = fixed->inertia[i] * (wanted_speed - start) + force_at(drag, speed);
    int drives = demand >= 0.0;
    double sign = drives ? 1.0 : -1.0, size = sign * demand;

    /* achieved */
    Loss front_loss = axle_loss(
        front, &fixed->front, speed, front_slowness, ratio, inverse, sign, i);
    Loss rear_loss = axle_loss(rear, &fixed->rear, speed, rear_slowness, ratio, inverse, sign, i);
    double both = front_loss.quadratic + rear_loss.quadratic;
    double twice = 2.0 * front_loss.quadratic * rear_loss.quadratic;
    double linear = rear_loss.quadratic * front_loss.linear
        + front_loss.quadratic * rear_loss.linear + sign * speed * both;
    double constant = front_loss.constant + rear_loss.constant + fixed->accessories[i];
    double left = (drives ? greater(give - constant, 0.0) : -take - constant) * both;
    double battery_root = sqrt(greater(linear * linear + 2.0 * twice * left, 0.0));
    double battery = greater(sign * battery_root - linear, 0.0) / greater(twice, 1e-30);

    double front_motor = front_torque * (drives ? fixed->front.driving[i] : fixed->front.braking[i]);
    double rear_motor = rear_torque * (drives ? fixed->rear.driving[i] : fixed->rear.braking[i]);
    double grip = fixed->grip[i], transfer = car->load_transfer[i];
    double front_load = weight * car->front_share[i], rear_load = weight - front_load;
    double rear_slips = (front_motor + grip * rear_load) * fixed->less_transfer[i];
    double front_slips = (grip * front_load + rear_motor) * fixed->more_transfer[i];
    double strongest = lesser(
        lesser(front_motor + rear_motor, rear_slips),
        lesser(front_slips, grip * front_load + grip * rear_load));
    double total = lesser(size, drives ? strongest : grip * weight);
    double moved = transfer * sign * total, lift = fixed->lift[i];
    double regeneration = lesser(total, lift) + car->blend[i] * greater(total - lift, 0.0);
    regeneration *= between((speed - car->fade_low[i]) * fixed->fade_inverse[i], 0.0, 1.0);
    double front_limit = lesser(front_motor, grip * greater(front_load - moved, 0.0));
    double rear_limit = lesser(rear_motor, grip * greater(rear_load + moved, 0.0));
    front_limit = lesser(front_limit, drives ? front_motor : car->front_limit[i] * regeneration);
    rear_limit = lesser(rear_limit, drives ? rear_motor : car->rear_limit[i] * regeneration);
    double motors = lesser(drives ? total : regeneration, front_limit + rear_limit);
    motors = lesser(motors, battery);
    double brakes = drives ? 0.0 : total - motors;

    double force = sign * (motors + brakes), rate = 2.0 * fixed->inertia[i];
    double stiffness = drag.linear + rate, push = force - drag.constant + rate * start;
    double space = greater(stiffness * stiffness + 4.0 * drag.quadratic * push, 0.0);
    double mean = 2.0 * push / (stiffness + sqrt(space > 0.0 ? space : 1.0));
    mean = fabs(force - demand) <= 1e-9 * weight ? speed : mean;
    double middle = 0.5 * start;
    int stops = mean < middle;
    double stopping = rate * middle * middle / (stops ? force_at(drag, middle) - force : 1.0);
    double end_speed = stops ? 0.0 : 2.0 * mean - start;
    double mean_speed = stops ? stopping : mean, drag_speed = stops ? middle : mean;

    /* solve: the axles share the force */
    double least = greater(motors - rear_limit, 0.0), most = lesser(motors, front_limit);
    double best = rear_loss.quadratic * motors + 0.5 * (rear_loss.linear - front_loss.linear);
    double both_front = between(best / greater(both, 1e-12), least, greater(most, least));
    double both_rear = motors - both_front, slack = 1e-9 * motors;
    front_loss.constant = motors > 0.0 ? front_loss.constant : front_loss.off;
    rear_loss.constant = motors > 0.0 ? rear_loss.constant : rear_loss.off;
    double front_on = loss_at(front_loss, both_front), rear_on = loss_at(rear_loss, both_rear);
    double front_alone = loss_at(front_loss, motors), rear_alone = loss_at(rear_loss, motors);
    double penalty = car->switching_penalty[i], axles = state->axles[i];
    double cost_both = front_on + rear_on + (axles == BOTH ? 0.0 : penalty);
    double cost_front = front_alone + rear_loss.off + (axles == FRONT ? 0.0 : penalty)
        + (motors > front_limit + slack ? IMPOSSIBLE : 0.0);
    double cost_rear = rear_alone + front_loss.off + (axles == REAR ? 0.0 : penalty)
        + (motors > rear_limit + slack ? IMPOSSIBLE : 0.0);
    int front_only = (cost_front < cost_both) & (cost_front <= cost_rear);
    int rear_only = (cost_rear < cost_both) & (cost_rear < cost_front);
    double front_force = rear_only ? 0.0 : front_only ? motors : both_front;
    double rear_force = front_only ? 0.0 : rear_only ? motors : both_rear;
    double front_power = rear_only ? front_loss.off : front_only ? front_alone : front_on;
    double rear_power = front_only ? rear_loss.off : rear_only ? rear_alone : rear_on;

    /* solve: the circuit */
    double power = sign * motors * mean_speed + front_power + rear_power + fixed->accessories[i];
    double within = source * source - 4.0 * resistance * power;
    double root = sqrt(greater(within, 0.0));
    double current = within > 0.0 ? 2.0 * power / (source + root) : 0.5 * source * conductance;
    double taken = current * fixed->taken[i];
    double below = greater(taken - circuit.into, 0.0);
    double above = greater(-taken - (1.0 / SPANS - circuit.into), 0.0);
    double bend = below * below * circuit.kink_below - above * above * circuit.kink_above;
    double steepness = greater(root, 0.1 * source);
    double crossing = bend / (below + above > 0.0 ? fabs(taken) : 1.0);
    current *= 1.0 + crossing / steepness;
    double rest = circuit.rest - circuit.sag * current - crossing;
    double settled_fast = current * circuit.slower * FAST_SHARE;
    double settled_slow = current * circuit.slower * SLOW_SHARE;
    double away_fast = state->fast[i] - settled_fast, away_slow = state->slow[i] - settled_slow;
    double polarisation = pair_heat(away_fast, settled_fast,
        circuit.conductance * (1.0 / FAST_SHARE), circuit.fast_decay, circuit.fast_mean)
        + pair_heat(away_slow, settled_slow,
        circuit.conductance * (1.0 / SLOW_SHARE), circuit.slow_decay, circuit.slow_mean);
    double ohmic = current * current * circuit.ohmic;

    /* record */
    double front_teeth = front->tooth_loss[i] * front_force * speed;
    double rear_teeth = rear->tooth_loss[i] * rear_force * speed;
    double rotation = car->rotating_mass[i] / dt * (end_speed - start);
    double roller = (force - uphill - rotation) * mean_speed;
    double into_tyres = force_at(tyres, drag_speed) * mean_speed;
    double front_drag = force_at(front_motor_drag, drag_speed) * mean_speed;
    double rear_drag = force_at(rear_motor_drag, drag_speed) * mean_speed;
    Drag residual = {
        car->residual_constant[i], car->residual_linear[i], car->residual_quadratic[i]};
    double front_gear = front_teeth + front_spin * mean_speed;
    double rear_gear = rear_teeth + rear_spin * mean_speed;
    double ambient = car->air_temperature[i];
    double tyre_warmth = (state->tyre_temperature[i] - ambient) * fixed->warm_inverse[i];
    double cell_cooling = car->battery_conductance[i] * (state->cell_temperature[i] - ambient);
    double front_cooling = front->conductance[i] * (state->front_temperature[i] - ambient);
    double rear_cooling = rear->conductance[i] * (state->rear_temperature[i] - ambient);
    double oil_cooling = car->oil_conductance[i] * (state->oil_temperature[i] - ambient);
    double tyre_cooling = load * (1.0 + car->speed_rise[i] * mean_speed * mean_speed) * mean_speed
        * tyre_warmth;

    /* An empty car is held: nothing moves and nothing draws. */
    double alive = state->outcome[i] == EMPTY ? 0.0 : 1.0;
#define ADD(name, value) totals->name[i] += alive * (value)
#define SET(name, value) state->name[i] = alive > 0.0 ? (value) : state->name[i]
    ADD(chemical, rest * current);
    ADD(terminal_out, greater(power, 0.0));
    ADD(terminal_in, greater(-power, 0.0));
    ADD(wheel_drive, greater(roller, 0.0));
    ADD(wheel_brake, greater(-roller, 0.0));
    ADD(air, force_at(air, drag_speed) * mean_speed);
    ADD(tyres, into_tyres);
    ADD(residual_drag, force_at(residual, drag_speed) * mean_speed);
    ADD(friction_brakes, brakes * mean_speed);
    ADD(front_motor_drag, front_drag);
    ADD(rear_motor_drag, rear_drag);
    ADD(front_gear, front_gear);
    ADD(rear_gear, rear_gear);
    ADD(front_drive_unit, front_power - front_teeth);
    ADD(rear_drive_unit, rear_power - rear_teeth);
    ADD(auxiliaries, car->load[i]);
    ADD(dcdc, fixed->accessories[i] - car->load[i]);
    ADD(climate, 0.0);
    ADD(cell_ohmic, ohmic);
    ADD(cell_polarisation, polarisation);
    ADD(cell_cooling, cell_cooling);
    ADD(front_unit_cooling, front_cooling);
    ADD(rear_unit_cooling, rear_cooling);
    ADD(oil_cooling, oil_cooling);
    ADD(tyre_cooling, tyre_cooling);

    double charge = state->charge[i] - current * fixed->taken[i];
    double end = charge <= car->empty[i] ? EMPTY
        : asked - end_speed > SHORTFALL ? FELL_SHORT : FOLLOWED;
    double front_heat = front_power - front_teeth + front_drag - front_cooling;
    double rear_heat = rear_power - rear_teeth + rear_drag - rear_cooling;
    double cell_heat = ohmic + polarisation - cell_cooling;
    double oil_heat = front_gear + rear_gear - oil_cooling;
    SET(speed, end_speed);
    SET(position, state->position[i] + mean_speed * dt);
    SET(height, state->height[i] + mean_speed * dt * sine);
    SET(charge, charge);
    SET(fast, settled_fast + away_fast * circuit.fast_decay);
    SET(slow, settled_slow + away_slow * circuit.slow_decay);
    SET(cell_temperature, state->cell_temperature[i] + cell_heat * fixed->cell_heating[i]);
    SET(front_temperature, state->front_temperature[i] + front_heat * fixed->front.heating[i]);
    SET(rear_temperature, state->rear_temperature[i] + rear_heat * fixed->rear.heating[i]);
    SET(oil_temperature, state->oil_temperature[i] + oil_heat * fixed->oil_heating[i]);
    SET(tyre_temperature,
        state->tyre_temperature[i] + (into_tyres - tyre_cooling) * fixed->tyre_heating[i]);
    SET(time, state->time[i] + dt);
    SET(axles, front_only ? FRONT : rear_only ? REAR : BOTH);
    SET(outcome, greater(state->outcome[i], end));
}

/* Drive LANES cars along one trace: `speed` has one point more than there are steps. */
void simulate(
    const Car *car, const double *table, const double *speed, const double *sine, int steps,
    double dt, double charge, Totals *totals, State *end)
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
        state.tyre_temperature[i] = car->air_temperature[i] + car->warm_rise[i];
    }
    for (int place = 0; place < steps; place++) {
        Row row;
        for (int i = 0; i < LANES; i++) look_up(car, table, &state, &row, i);
        for (int i = 0; i < LANES; i++)
            move(car, &fixed, &row, &state, &sums, speed[place + 1], sine[place], dt, i);
    }
    for (int place = 0; place < (int)(sizeof sums / sizeof(double)); place++)
        ((double *)totals)[place] = ((double *)&sums)[place] * dt;
    *end = state;
}

/* Drive `count` cars, a row of numbers each, and give a row of totals and one of states for each.
   The last cars stand in for the lanes that are left over. */
void simulate_many(
    const double *cars, int count, const double *table, const double *speed, const double *sine,
    int steps, double dt, double charge, double *totals, double *ends)
{
    enum { NUMBERS = sizeof(Car) / sizeof(double) / LANES };
    enum { SUMS = sizeof(Totals) / sizeof(double) / LANES };
    enum { STATES = sizeof(State) / sizeof(double) / LANES };
    double car[NUMBERS][LANES], sums[SUMS][LANES], end[STATES][LANES];
    for (int first = 0; first < count; first += LANES) {
        for (int i = 0; i < LANES; i++) {
            const double *row = cars + NUMBERS * (first + i < count ? first + i : count - 1);
            for (int place = 0; place < NUMBERS; place++) car[place][i] = row[place];
        }
        simulate((Car *)car, table, speed, sine, steps, dt, charge, (Totals *)sums, (State *)end);
        for (int i = 0; i < LANES && first + i < count; i++) {
            for (int at = 0; at < SUMS; at++) totals[SUMS * (first + i) + at] = sums[at][i];
            for (int at = 0; at < STATES; at++) ends[STATES * (first + i) + at] = end[at][i];
        }
    }
}
