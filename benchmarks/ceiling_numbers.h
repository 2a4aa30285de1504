/* The numbers of the step in C: of a car and what surrounds it, of its state and of its record.

   Each has the meaning and unit that the docstrings of carwright.car and carwright.state give it.
   LANES cars move side by side, each number of theirs an array, so that the compiler can use
   vectors; with one lane it is the plain program. */

#include <math.h>
#include <stdint.h>
#include <string.h>

#define OF_AXLE(X, at)                                                                        \
    X(present, at.unit.present) X(peak_torque, at.unit.peak_torque)                           \
    X(peak_power, at.unit.peak_power) X(delivered_share, at.unit.delivered_share)             \
    X(first_gear_step, at.unit.first_gear_step) X(base_speed, at.unit.base_speed)             \
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
    X(mass, car.body.mass) X(towed_mass, car.body.towed_mass)                                 \
    X(rotating_mass, car.body.rotating_mass)                                                  \
    X(front_rotating_share, car.body.front_rotating_share)                                    \
    X(drag_area, car.body.drag_area) X(front_share, car.body.front_share)                     \
    X(load_transfer, car.body.load_transfer) X(rolling, car.tyre.rolling_coefficient)         \
    X(speed_rise, car.tyre.speed_rise) X(tyre_coefficient, car.tyre.temperature_coefficient)  \
    X(warm_rise, car.tyre.warm_rise) X(still_share, car.tyre.still_share)                     \
    X(tyre_heat_capacity, car.tyre.heat_capacity)                                             \
    X(tyre_grip, car.tyre.grip) X(residual_constant, car.residual.constant)                   \
    X(residual_linear, car.residual.linear) X(residual_quadratic, car.residual.quadratic)     \
    X(chemistry, car.battery.chemistry) X(cells, car.battery.cells_in_series)                 \
    X(rest_empty, car.battery.shift.empty) X(rest_tilt, car.battery.shift.tilt)               \
    X(capacity, car.battery.capacity) X(resistance, car.battery.resistance)                   \
    X(ohmic_share, car.battery.ohmic_share) X(fast_share, car.battery.fast_share)             \
    X(slow_share, car.battery.slow_share)                                                     \
    X(activation, car.battery.activation) X(fast_capacitance, car.battery.fast_capacitance)   \
    X(slow_capacitance, car.battery.slow_capacitance) X(empty, car.battery.empty_charge)      \
    X(full, car.battery.full_charge) X(nominal_voltage, car.battery.nominal_voltage)          \
    X(lowest_voltage, car.battery.lowest_voltage)                                             \
    X(highest_voltage, car.battery.highest_voltage)                                           \
    X(pack_derate_start, car.battery.derate_start) X(pack_derate_end, car.battery.derate_end) \
    X(coolant_heat_capacity, car.thermal.heat_capacity)                                       \
    X(pack_to_coolant, car.thermal.pack_conductance) X(chiller_power, car.thermal.chiller_power) \
    X(front_to_coolant, car.thermal.front_conductance)                                        \
    X(rear_to_coolant, car.thermal.rear_conductance)                                          \
    X(radiator_still, car.thermal.radiator_still)                                             \
    X(radiator_rise, car.thermal.radiator_rise) X(cool_above, car.thermal.cool_above)         \
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
    X(coolant_temperature, coolant_temperature)                                               \
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
    X(tyre_cooling, tyre_cooling) X(cell_to_coolant, cell_to_coolant)                         \
    X(front_unit_to_coolant, front_unit_to_coolant)                                           \
    X(rear_unit_to_coolant, rear_unit_to_coolant) X(coolant_cooling, coolant_cooling)

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

static inline double lesser(double a, double b) { return a < b ? a : b; }
static inline double greater(double a, double b) { return a > b ? a : b; }
static inline double between(double x, double low, double high)
{
    return lesser(greater(x, low), high);
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

/* What no step changes, worked out once for each drive. */
typedef struct {
    double slowest[LANES], base_inverse[LANES], derate_inverse[LANES], fading[LANES];
    double drag_linear[LANES], drag_quadratic[LANES], driving[LANES], braking[LANES];
    double turns_inverse[LANES], launch_torque[LANES], delivered_power[LANES], heating[LANES];
} FixedAxle;

typedef struct {
    FixedAxle front, rear;
    double inertia[LANES], rotation[LANES], air[LANES], lift[LANES];
    double level_weight[LANES], hill_weight[LANES];
    double grip[LANES], transfer[LANES], turning[LANES], front_turning[LANES], rear_turning[LANES];
    double rear_slip_inverse[LANES], front_slip_inverse[LANES], slip_inverse[LANES];
    double nominal_inverse[LANES], accessories[LANES];
    double charge_inverse[LANES], cold_inverse[LANES], fade_inverse[LANES];
    double per_capacity[LANES], per_fast[LANES], per_slow[LANES];
    double cell_heating[LANES], oil_heating[LANES], tyre_heating[LANES];
    double tyre_still[LANES], tyre_rise[LANES];
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
    fixed->launch_torque[i] = axle->peak_torque[i] * axle->first_gear_step[i];
    fixed->delivered_power[i] = axle->peak_power[i] * axle->delivered_share[i];
    fixed->heating[i] = dt / axle->heat_capacity[i];
}

static void fix(const Car *car, Fixed *fixed, double dt, int i)
{
    fix_axle(&car->front, &fixed->front, dt, i);
    fix_axle(&car->rear, &fixed->rear, dt, i);
    double density = car->pressure[i] / (SPECIFIC_GAS_CONSTANT_OF_AIR * car->air_temperature[i]);
    double moved = car->mass[i] + car->towed_mass[i];
    double inertia = moved + car->rotating_mass[i];
    fixed->inertia[i] = inertia / dt;
    fixed->rotation[i] = car->rotating_mass[i] / dt;
    fixed->air[i] = 0.5 * density * car->drag_area[i];
    fixed->level_weight[i] = car->mass[i] * GRAVITY;
    fixed->hill_weight[i] = moved * GRAVITY;
    fixed->lift[i] = car->mass[i] * car->deceleration[i];
    fixed->grip[i] = car->tyre_grip[i] * car->road_grip[i];
    fixed->transfer[i] = fixed->grip[i] * car->load_transfer[i];
    fixed->turning[i] = car->rotating_mass[i] / inertia;
    fixed->front_turning[i] = fixed->turning[i] * car->front_rotating_share[i];
    fixed->rear_turning[i] = fixed->turning[i] - fixed->front_turning[i];
    double shift = fixed->transfer[i] * (1.0 - fixed->turning[i]);
    fixed->rear_slip_inverse[i] = 1.0 / greater(1.0 - shift - fixed->rear_turning[i], 1e-3);
    fixed->front_slip_inverse[i] = 1.0 / (1.0 + shift - fixed->front_turning[i]);
    fixed->slip_inverse[i] = 1.0 / (1.0 - fixed->turning[i]);
    fixed->nominal_inverse[i] = 1.0 / car->nominal_voltage[i];
    fixed->accessories[i] = car->load[i] / car->dcdc_efficiency[i];
    fixed->charge_inverse[i] = 1.0 / greater(car->full[i] - car->fading_charge[i], 1e-3);
    fixed->cold_inverse[i] = 1.0 / greater(car->cold_whole[i] - car->cold_none[i], 1e-3);
    fixed->fade_inverse[i] = 1.0 / greater(car->fade_high[i] - car->fade_low[i], 1e-3);
    fixed->per_capacity[i] = dt / car->capacity[i];
    fixed->per_fast[i] = dt / car->fast_capacitance[i];
    fixed->per_slow[i] = dt / car->slow_capacitance[i];
    fixed->cell_heating[i] = dt / car->battery_heat_capacity[i];
    fixed->oil_heating[i] = dt / car->oil_heat_capacity[i];
    fixed->tyre_heating[i] = dt / car->tyre_heat_capacity[i];
    double warm_loss = car->rolling[i] * (1.0 + car->speed_rise[i] * WARM_SPEED * WARM_SPEED);
    double cooling = warm_loss * (WARM_SPEED / car->warm_rise[i]);
    fixed->tyre_still[i] = cooling * car->still_share[i];
    fixed->tyre_rise[i] = cooling * (1.0 - car->still_share[i]) * (1.0 / WARM_SPEED);
}
