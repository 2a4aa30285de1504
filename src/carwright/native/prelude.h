/* What the emitted C is written in: LANES cars side by side, one in each entry of a vector. */
#ifndef CARWRIGHT_PRELUDE_H
#define CARWRIGHT_PRELUDE_H
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#ifndef LANES
#define LANES 1
#endif

/* One call: where the first car's leaves stand, how far the next car's are, and of which type. */
typedef struct {
    const void *const *in;    /* a leaf that is missing is nothing */
    const int64_t *in_stride; /* in entries from car to car; 0 is one for all */
    const char *in_type;      /* f double, i int32, b bytes of 0 and 1 */
    double *const *out;       /* a leaf that nobody wants is missing */
    const int64_t *out_stride;
    int64_t count; /* cars */
    int64_t steps; /* entries of arrays along steps */
} Call;
/* Which leaf a scalar belongs to, which of its entries it is, of how many. */
typedef struct { int16_t leaf, entry, size; } Slot;

typedef double R;
#define INLINE static inline __attribute__((always_inline))
#if LANES == 1
typedef double D;
typedef int64_t B;
typedef uint64_t U;
typedef int64_t P;
#define EACH
#define AT(x) (x)
#define K(x) ((double)(x))
#define YES 1
#define NO 0
#define SELECT(c, a, b) ((c) ? (a) : (b))
#define CHOOSE(c, a, b) ((c) ? (a) : (b))
#define NOT(a) (!(a))
#define ONE_CAR
INLINE D SQRT(D x) { return __builtin_sqrt(x); }
INLINE D ABS(D x) { return __builtin_fabs(x); }
INLINE D TRUNC(D x) { return (double)(int32_t)x; }
INLINE P INDEX(D x, int64_t last) { int64_t n = (int64_t)x; return n < 0 ? 0 : n > last ? last : n; }
#define LOOK(table, p, k) (table)[(p) + (k)]
#define PICK(array, p, k) (array)[(p) + (k)]
INLINE int64_t bits_of(D x) { int64_t y; memcpy(&y, &x, sizeof y); return y; }
INLINE D number_of(int64_t x) { D y; memcpy(&y, &x, sizeof y); return y; }
#else
typedef double D __attribute__((vector_size(8 * LANES)));
typedef int64_t B __attribute__((vector_size(8 * LANES)));
typedef uint64_t U __attribute__((vector_size(8 * LANES)));
typedef int32_t I __attribute__((vector_size(4 * LANES)));
typedef struct { int32_t at[LANES]; } P;
#define EACH for (int lane = 0; lane < LANES; lane++)
#define AT(x) (x)[lane]
#define K(x) ((D){0} + (double)(x))
#define YES ((B){0} - 1)
#define NO ((B){0})
#define SELECT(c, a, b) ((D)(((c) & (B)(a)) | (~(c) & (B)(b))))
#define CHOOSE(c, a, b) (((c) & (a)) | (~(c) & (b)))
#define NOT(a) (~(a))
#define ONE_CAR _Static_assert(LANES == 1, "this program runs one car at a time");
INLINE D ABS(D x) { return (D)((B)x & ((B){0} + INT64_MAX)); }
INLINE D TRUNC(D x) { return __builtin_convertvector(__builtin_convertvector(x, I), D); }
#if defined(__clang__)
#define SQRT(x) __builtin_elementwise_sqrt(x)
#else
INLINE D SQRT(D x) { D y; EACH y[lane] = __builtin_sqrt(x[lane]); return y; }
#endif
INLINE P INDEX(D x, int64_t last)
{
    P p;
    I n = __builtin_convertvector(x, I), most = (I){0} + (int32_t)last, none = (I){0};
    n = (n & (n > none));
    n = (n & (n < most)) | (most & (n >= most));
    EACH p.at[lane] = n[lane];
    return p;
}
INLINE D LOOK(const double *t, P p, int k) { D y; EACH y[lane] = t[p.at[lane] + k]; return y; }
INLINE D PICK(const D *a, P p, int k) { D y; EACH y[lane] = a[p.at[lane] + k][lane]; return y; }
INLINE B bits_of(D x) { return (B)x; }
INLINE D number_of(B x) { return (D)x; }
#endif

#define LT(a, b) ((a) < (b))
#define LE(a, b) ((a) <= (b))
#define GT(a, b) ((a) > (b))
#define GE(a, b) ((a) >= (b))
#define EQ(a, b) ((a) == (b))
#define NE(a, b) ((a) != (b))
#define AND(a, b) ((a) & (b))
#define OR(a, b) ((a) | (b))
#define MAX(a, b) SELECT((a) > (b), a, b)
#define MIN(a, b) SELECT((a) < (b), a, b)
#define NUMBER(c) SELECT(c, K(1), K(0))
#define FINITE(x) (((x) - (x)) == K(0))
#define SIGN(x) (NUMBER((x) > K(0)) - NUMBER((x) < K(0)))
/* Of indices, which are the same for all cars. */
#define EVERY(c) ((c) ? YES : NO)
#define CLAMPED(i, last) ((i) < 0 ? 0 : (i) > (last) ? (last) : (i))

/* exp without a call and without a branch: 2^n times a polynomial of |r| <= ln(2)/2, in Estrin's
   order; from -708 to 708, beyond which it stays. */
INLINE D EXP(D given)
{
    const double magic = 1.5 * (double)((int64_t)1 << 52);
    D x = MIN(MAX(given, K(-708.0)), K(708.0));
    D shifted = x * K(1.4426950408889634) + K(magic);
    D n = shifted - K(magic);
    D r = x - n * K(6.93147180369123816490e-01) - n * K(1.90821492927058770002e-10);
    D r2 = r * r, r4 = r2 * r2, r8 = r4 * r4;
    D low = (K(1.0) + r + (K(0.5) + K(1.6666666666666666e-1) * r) * r2)
        + (K(4.1666666666666664e-2) + K(8.3333333333333333e-3) * r
            + (K(1.3888888888888889e-3) + K(1.9841269841269841e-4) * r) * r2) * r4;
    D high = (K(2.4801587301587302e-5) + K(2.7557319223985893e-6) * r
            + (K(2.7557319223985891e-7) + K(2.5052108385441719e-8) * r) * r2)
        + (K(2.0876756987868099e-9) + K(1.6059043836821613e-10) * r) * r4;
    /* Shifted without a sign: what leaves at the top is no overflow. */
    return number_of(bits_of(low + high * r8) + (B)((U)bits_of(shifted) << 52));
}
/* Once a program, never in its loops: libraries round them differently in the last bit. */
INLINE D LOG(D x) { D y; EACH AT(y) = log(AT(x)); return y; }
INLINE D POW(D x, D z) { D y; EACH AT(y) = pow(AT(x), AT(z)); return y; }

INLINE double entry(const void *from, char type, int64_t at)
{
    return type == 'f' ? ((const double *)from)[at]
        : type == 'i' ? ((const int32_t *)from)[at] : ((const uint8_t *)from)[at];
}

/* Scalars of LANES cars; the places beyond the last car hold it again. */
static __attribute__((noinline)) void take(const Slot *slots, int n, const Call *call, int64_t first, D *to)
{
    for (int s = 0; s < n; s++) {
        int leaf = slots[s].leaf;
        if (leaf < 0) continue;
        for (int lane = 0; lane < LANES; lane++) {
            int64_t car = first + lane < call->count ? first + lane : call->count - 1;
            ((double *)&to[s])[lane] = call->in[leaf]
                ? entry(call->in[leaf], call->in_type[leaf], call->in_stride[leaf] * car + slots[s].entry) : 0.0;
        }
    }
}
static __attribute__((noinline)) void put_back_all(const Slot *slots, int n, const Call *call, int64_t first, const D *from)
{
    for (int s = 0; s < n; s++) {
        int leaf = slots[s].leaf;
        if (leaf < 0 || !call->out[leaf]) continue;
        for (int lane = 0; lane < LANES && first + lane < call->count; lane++)
            call->out[leaf][call->out_stride[leaf] * (first + lane) + slots[s].entry] = ((const double *)&from[s])[lane];
    }
}
/* One entry of an array along steps, of every car. */
INLINE D given_at(const Call *call, int leaf, int64_t first, int64_t at)
{
    const void *from = call->in[leaf];
    if (!from) return K(0);
    char type = call->in_type[leaf];
    int64_t stride = call->in_stride[leaf];
    if (!stride) return K(entry(from, type, at));
    D y;
    EACH {
        int64_t car = first;
#if LANES > 1
        car = first + lane < call->count ? first + lane : call->count - 1;
#endif
        AT(y) = entry(from, type, stride * car + at);
    }
    return y;
}
#define GIVEN(leaf, at) given_at(call, leaf, first, at)
#if LANES == 1
#define GIVE(leaf, size, at, x) call->out[leaf][call->out_stride[leaf] * first + (at)] = (x)
#else
#define GIVE(leaf, size, at, x) { D y_ = (x); EACH if (first + lane < call->count) \
    call->out[leaf][call->out_stride[leaf] * (first + lane) + (at)] = y_[lane]; }
#endif

#ifdef _WIN32
#define SEEN __declspec(dllexport)
#else
#define SEEN __attribute__((visibility("default")))
#endif
/* Bytes of working memory of one call, aligned to 64. */
#define MEMORY(name, size) SEEN int64_t name##_memory(int64_t steps) { (void)steps; return (int64_t)sizeof(D) * (size); }
#define PROGRAM(name, takes, puts) \
    SEEN void name(const Call *call, int64_t from, int64_t to, void *memory_) { \
    const int64_t steps = call->steps; D *const memory = (D *)memory_; D given[takes], put[puts]; \
    (void)steps; (void)memory; \
    for (int64_t first = from; first < to; first += LANES) { \
        take(taken, (int)(sizeof taken / sizeof *taken), call, first, given);
#define END_OF_PROGRAM put_back_all(put_back, (int)(sizeof put_back / sizeof *put_back), call, first, put); } }
#endif
