/* What four tyres hold whose load shifts as the car pulls. `turning` is the share of the car's
   inertia that turns, with one axle or both: its part of the force never reaches the road. */

#include "ceiling_limits.h"

typedef struct { double front, rear, drag; } Hold;

typedef struct { double front, rear; } Grip;

/* What each axle holds at rest, and the resistance at the start of the step. */
static inline Hold hold(Moment now, const Limits *limits)
{
    double held = now.fixed->grip[now.i] * limits->weight;
    double front = held * now.car->front_share[now.i];
    double drag = force_at(limits->total, now.state->speed[now.i]);
    return (Hold){front, held - front, drag};
}

static inline double greatest_drive(
    Moment now, Hold tyres, double front_motor, double rear_motor)
{
    const Fixed *fixed = now.fixed;
    int i = now.i;
    double pushed = fixed->transfer[i] * fixed->turning[i] * tyres.drag;
    double front = tyres.front - pushed - fixed->front_turning[i] * tyres.drag;
    double rear = tyres.rear + pushed - fixed->rear_turning[i] * tyres.drag;
    double least = lesser(
        lesser(front_motor + rear_motor, (front_motor + rear) * fixed->rear_slip_inverse[i]),
        lesser((front + rear_motor) * fixed->front_slip_inverse[i],
            (front + rear) * fixed->slip_inverse[i]));
    return greater(least, 0.0);
}

static inline double greatest_stop(Moment now, Hold tyres)
{
    double turned = now.fixed->turning[now.i] * tyres.drag;
    return greater((tyres.front + tyres.rear + turned) * now.fixed->slip_inverse[now.i], 0.0);
}

/* The greatest size of each axle's force where motors and brakes together give `force`. */
static inline Grip by_axle(Moment now, Hold tyres, double sign, double force)
{
    const Fixed *fixed = now.fixed;
    int i = now.i;
    double net = sign * force - tyres.drag;
    double moved = fixed->transfer[i] * (sign * force - fixed->turning[i] * net);
    double front = greater(tyres.front - moved, 0.0) + sign * fixed->front_turning[i] * net;
    double rear = greater(tyres.rear + moved, 0.0) + sign * fixed->rear_turning[i] * net;
    return (Grip){greater(front, 0.0), greater(rear, 0.0)};
}
