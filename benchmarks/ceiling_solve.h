/* Fourth beat: axles share the force, losses follow, the circuit gives the current. */

#include "ceiling_achieve.h"

typedef struct { double front, rear, front_loss, rear_loss, axles; } Share;

typedef struct {
    double power, current, chemical, fast, slow, ohmic_loss, polarisation_loss;
} Electric;

static inline double loss_at(Loss loss, double force)
{
    return loss.constant + force * (loss.linear + force * loss.quadratic);
}

static inline Share share_of(Moment now, const Achieved *done)
{
    double force = done->motors, slack = 1e-9 * force;
    double least = greater(force - done->rear_limit, 0.0);
    double most = greater(lesser(force, done->front_limit), least);
    Loss front = done->front_loss, rear = done->rear_loss;
    double bend = greater(front.quadratic + rear.quadratic, 1e-12);
    double best = (rear.quadratic * force + 0.5 * (rear.linear - front.linear)) / bend;
    double both_front = between(best, least, most), both_rear = force - both_front;
    front.constant = force > 0.0 ? front.constant : front.off;
    rear.constant = force > 0.0 ? rear.constant : rear.off;
    double front_on = loss_at(front, both_front), rear_on = loss_at(rear, both_rear);
    double front_alone = loss_at(front, force), rear_alone = loss_at(rear, force);
    double penalty = now.car->switching_penalty[now.i], axles = now.state->axles[now.i];
    double cost_both = front_on + rear_on + (axles == BOTH ? 0.0 : penalty);
    double cost_front = front_alone + rear.off + (axles == FRONT ? 0.0 : penalty)
        + (force > done->front_limit + slack ? IMPOSSIBLE : 0.0);
    double cost_rear = rear_alone + front.off + (axles == REAR ? 0.0 : penalty)
        + (force > done->rear_limit + slack ? IMPOSSIBLE : 0.0);
    int front_only = (cost_front < cost_both) & (cost_front <= cost_rear);
    int rear_only = (cost_rear < cost_both) & (cost_rear < cost_front);
    double chosen = front_only ? FRONT : rear_only ? REAR : BOTH;
    return (Share){
        .front = rear_only ? 0.0 : front_only ? force : both_front,
        .rear = front_only ? 0.0 : rear_only ? force : both_rear,
        .front_loss = rear_only ? front.off : front_only ? front_alone : front_on,
        .rear_loss = front_only ? rear.off : rear_only ? rear_alone : rear_on,
        .axles = force > 0.0 ? chosen : axles,
    };
}

/* Mean heat of one pair over the step; `away` is how far it starts from where it settles. */
static inline double pair_heat(
    double away, double settled, double conductance, double decay, double mean)
{
    double squared_mean = 0.5 * mean * (1.0 + decay);
    return (settled * settled + away * (2.0 * settled * mean + away * squared_mean)) * conductance;
}

static inline Electric electric(Moment now, const Limits *limits, double power)
{
    const Circuit *at = &limits->circuit;
    double source = at->source, space = source * source - 4.0 * at->resistance * power;
    double root = sqrt(greater(space, 0.0));
    double steepest = 0.5 * source * limits->conductance;
    double straight = space > 0.0 ? 2.0 * power / (source + root) : steepest;
    double per_ampere = now.fixed->per_capacity[now.i], taken = straight * per_ampere;
    int falls = (taken > at->into) & (at->into >= 0.0);
    int rises = (taken < at->into - 1.0 / SPANS) & (at->into <= 1.0 / SPANS);
    double kink = falls ? at->kink_below : rises ? at->kink_above : 0.0;
    double edge = falls ? at->into : at->into - 1.0 / SPANS;
    double per_share = kink / per_ampere, bent = source + 2.0 * kink * edge;
    double stiffer = at->resistance + kink * per_ampere;
    double asked = power + per_share * edge * edge;
    double left = bent * bent - 4.0 * stiffer * asked;
    double current = left > 0.0 ? 2.0 * asked / (bent + sqrt(greater(left, 0.0)))
                                : 0.5 * bent / stiffer;
    double beyond = current * per_ampere - edge;

    double fast_share = now.car->fast_share[now.i], slow_share = now.car->slow_share[now.i];
    double fast = current * at->slower * fast_share, fast_away = now.state->fast[now.i] - fast;
    double slow = current * at->slower * slow_share, slow_away = now.state->slow[now.i] - slow;
    double fast_heat = pair_heat(
        fast_away, fast, at->conductance * (1.0 / fast_share), at->fast_decay, at->fast_mean);
    double slow_heat = pair_heat(
        slow_away, slow, at->conductance * (1.0 / slow_share), at->slow_decay, at->slow_mean);
    return (Electric){
        .power = power,
        .current = current,
        .chemical = current * (at->rest - at->sag * current) - per_share * beyond * beyond,
        .fast = fast + fast_away * at->fast_decay,
        .slow = slow + slow_away * at->slow_decay,
        .ohmic_loss = current * current * at->ohmic,
        .polarisation_loss = fast_heat + slow_heat,
    };
}
