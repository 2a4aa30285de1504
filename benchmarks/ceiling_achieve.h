/* Second and third beat: the force that the asked speed takes, and what the car achieves. */

#include "ceiling_grip.h"

typedef struct { double quadratic, linear, constant, off; } Loss;

typedef struct { double force, sign, size; } Demand;

typedef struct {
    Loss front_loss, rear_loss;
    double force, motors, brakes, front_limit, rear_limit, speed, mean_speed, drag_speed;
} Achieved;

static inline Demand demand_of(Moment now, Limits *limits)
{
    limits->total.constant *= limits->speed > 0.0 ? 1.0 : 0.0;
    double faster = now.fixed->inertia[now.i] * (limits->wanted - now.state->speed[now.i]);
    Demand ask;
    ask.force = faster + force_at(limits->total, limits->speed);
    ask.sign = ask.force >= 0.0 ? 1.0 : -1.0;
    ask.size = ask.sign * ask.force;
    return ask;
}

static inline Loss axle_loss(
    const Axle *axle, const FixedAxle *fixed, const Limits *limits, double slowness, double sign,
    int i)
{
    double torque = (1.0 + sign * axle->tooth_loss[i]) * fixed->turns_inverse[i];
    double shaft_speed = limits->speed * axle->turns[i];
    double weak = greater(1.0 - axle->onset_speed[i] * limits->voltage_ratio * slowness, 0.0);
    double weakening = axle->weakening[i] * weak;
    double beyond = shaft_speed * limits->voltage_inverse * fixed->base_inverse[i];
    double weakened = axle->weakened_copper[i] * greater(beyond * beyond - 1.0, 0.0);
    double switched = 1.0 - SWITCHED + SWITCHED * limits->voltage_ratio;
    double linear = axle->load_iron[i] * shaft_speed + axle->inverter[i] * switched;
    return (Loss){
        .quadratic = axle->copper[i] * (1.0 + weakened) * torque * torque,
        .linear = linear * torque + axle->tooth_loss[i] * limits->speed,
        .constant = axle->standby[i] + axle->switching[i] * limits->voltage_ratio + weakening,
        .off = axle->standby[i] + axle->holds_field[i] * weakening,
    };
}

static inline double battery_force(
    Moment now, const Limits *limits, Loss front, Loss rear, double sign)
{
    double both = front.quadratic + rear.quadratic;
    double twice = 2.0 * front.quadratic * rear.quadratic;
    double linear = rear.quadratic * front.linear + front.quadratic * rear.linear
        + sign * limits->speed * both;
    double constant = front.constant + rear.constant + now.fixed->accessories[now.i];
    double give = greater(limits->give - constant, 0.0), take = -limits->take - constant;
    double space = linear * linear + 2.0 * twice * (sign > 0.0 ? give : take) * both;
    double root = sqrt(greater(space, 0.0));
    return greater(sign * root - linear, 0.0) / greater(twice, 1e-30);
}

static inline void motion(Moment now, const Limits *limits, Demand demand, Achieved *done)
{
    double start = now.state->speed[now.i], middle = 0.5 * start, force = done->force;
    double rate = 2.0 * now.fixed->inertia[now.i];
    Drag drag = limits->total;
    double stiffness = drag.linear + rate, push = force - drag.constant + rate * start;
    double space = greater(stiffness * stiffness + 4.0 * drag.quadratic * push, 0.0);
    double mean = 2.0 * push / (stiffness + sqrt(space > 0.0 ? space : 1.0));
    mean = fabs(force - demand.force) <= 1e-9 * limits->weight ? limits->speed : mean;
    double against = mean < middle ? force_at(drag, middle) - force : 1.0;
    done->speed = mean < middle ? 0.0 : 2.0 * mean - start;
    done->mean_speed = mean < middle ? rate * middle * middle / against : mean;
    done->drag_speed = mean < middle ? middle : mean;
}

static inline Achieved achieve(Moment now, const Limits *limits, Demand demand)
{
    const Car *car = now.car;
    const Fixed *fixed = now.fixed;
    int i = now.i;
    double sign = demand.sign;
    Achieved done;
    done.front_loss = axle_loss(
        &car->front, &fixed->front, limits, limits->front_slowness, sign, i);
    done.rear_loss = axle_loss(&car->rear, &fixed->rear, limits, limits->rear_slowness, sign, i);
    double battery = battery_force(now, limits, done.front_loss, done.rear_loss, sign);
    double front_lever = sign > 0.0 ? fixed->front.driving[i] : fixed->front.braking[i];
    double rear_lever = sign > 0.0 ? fixed->rear.driving[i] : fixed->rear.braking[i];
    double front_motor = limits->front_torque * front_lever;
    double rear_motor = limits->rear_torque * rear_lever;
    Hold tyres = hold(now, limits);
    double greatest = greatest_drive(now, tyres, front_motor, rear_motor);
    double total = lesser(demand.size, sign > 0.0 ? greatest : greatest_stop(now, tyres));

    double lift = fixed->lift[i];
    double wanted = lesser(total, lift) + car->blend[i] * greater(total - lift, 0.0);
    wanted *= between((limits->speed - car->fade_low[i]) * fixed->fade_inverse[i], 0.0, 1.0);
    Grip grip = by_axle(now, tyres, sign, total);
    double front_share = sign > 0.0 ? front_motor : car->front_limit[i] * wanted;
    double rear_share = sign > 0.0 ? rear_motor : car->rear_limit[i] * wanted;
    done.front_limit = lesser(lesser(front_motor, grip.front), front_share);
    done.rear_limit = lesser(lesser(rear_motor, grip.rear), rear_share);
    double motors = lesser(sign > 0.0 ? total : wanted, done.front_limit + done.rear_limit);
    done.motors = lesser(motors, battery);
    done.brakes = sign > 0.0 ? 0.0 : total - done.motors;
    done.force = sign * (done.motors + done.brakes);
    motion(now, limits, demand, &done);
    return done;
}
