/* Runs the programs: on some threads, called by ctypes or by XLA. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include "prelude.h"
#include "xla_ffi.h"

enum { MOST_PROGRAMS = 128, MOST_THREADS = 64, CARS_AT_ONCE = 4 };
SEEN const char *carwright_version(void) { return VERSION; }

typedef void Run(const Call *, int64_t, int64_t, void *);
typedef int64_t Memory(int64_t);
typedef struct {
    Run *one, *many;            /* one car at a time; `lanes` side by side */
    Memory *one_needs, *many_needs;
    int32_t lanes, n_in, n_out, along; /* `along`: an input along steps, or -1 */
    const int32_t *in_rank, *out_rank;
} Program;
static Program programs[MOST_PROGRAMS];

/* Tells where a program is; the arrays of ranks stay with who tells. */
SEEN void carwright_know(int32_t number, const Program *program) { programs[number] = *program; }

typedef struct {
    atomic_llong next;
    const Call *call;
    const Program *program;
    int64_t chunk;
    atomic_int failed;
} Work;

static void *work(void *given)
{
    Work *w = given;
    int alone = w->call->count == 1 || !w->program->many;
    int64_t size = (alone ? w->program->one_needs : w->program->many_needs)(w->call->steps);
    char *memory = malloc((size_t)size + 64);
    if (!memory) {
        atomic_store(&w->failed, 1);
        return 0;
    }
    void *aligned = (void *)(((uintptr_t)memory + 63) / 64 * 64);
    for (;;) {
        int64_t from = atomic_fetch_add(&w->next, w->chunk), count = w->call->count;
        if (from >= count) break;
        int64_t to = from + w->chunk < count ? from + w->chunk : count;
        (alone ? w->program->one : w->program->many)(w->call, from, to, aligned);
    }
    free(memory);
    return 0;
}

/* Runs a program over the cars of a call; 0 where it did, 1 where memory was short. The caller works
   too, and does all where no thread can be had. Chunks do not change what comes out. */
SEEN int32_t carwright_run(int32_t number, const Call *call, int32_t threads)
{
    const Program *program = &programs[number];
    int64_t lanes = program->many ? program->lanes : 1, chunk = lanes * CARS_AT_ONCE;
    int64_t most = (call->count + chunk - 1) / chunk;
    if (threads > most) threads = (int32_t)most;
    if (threads > MOST_THREADS) threads = MOST_THREADS;
    Work w = {.call = call, .program = program, .chunk = chunk};
    pthread_t others[MOST_THREADS];
    int started = 0;
    while (started < threads - 1 && !pthread_create(&others[started], 0, work, &w)) started++;
    work(&w);
    for (int k = 0; k < started; k++) pthread_join(others[k], 0);
    return atomic_load(&w.failed);
}

static void *refused(const FfiFrame *f, const char *why)
{
    FfiErrorArgs args = {sizeof args, 0, why, FFI_INVALID_ARGUMENT};
    return f->api->error_create(&args);
}

static int64_t product(const int64_t *dims, int64_t n)
{
    int64_t all = 1;
    for (int64_t k = 0; k < n; k++) all *= dims[k];
    return all;
}

/* An attribute of whole numbers by the first letter of its name. */
static FfiArray attribute(const FfiFrame *f, char letter)
{
    for (int64_t k = 0; k < f->attrs.size; k++)
        if (f->attrs.names[k]->ptr[0] == letter) return *f->attrs.values[k];
    return (FfiArray){0};
}

/* The handler of XLA. Attributes: `call`, number of the program and threads; `inputs` and `outputs`,
   places of the leaves that are there. Leaves stand apart; each has all cars of the batch in front,
   or one for all. */
SEEN void *carwright_handler(FfiFrame *f)
{
    if (f->extension_start && f->extension_start->type == FFI_METADATA) {
        FfiMetadata *told = ((FfiMetadataExtension *)f->extension_start)->metadata;
        told->api_version.major_version = f->api ? f->api->api_version.major_version : 0;
        told->api_version.minor_version = f->api ? f->api->api_version.minor_version : 1;
        return 0;
    }
    if (f->stage != FFI_EXECUTE) return 0;
    FfiArray how = attribute(f, 'c'), inputs = attribute(f, 'i'), outputs = attribute(f, 'o');
    int64_t number = how.size == 2 ? how.data[0] : -1;
    if (number < 0 || number >= MOST_PROGRAMS || !programs[number].one)
        return refused(f, "carwright: no such native program was loaded");
    const Program *p = &programs[number];
    size_t n_in = (size_t)p->n_in, n_out = (size_t)p->n_out;
    if (f->args.size != (int64_t)inputs.size || f->rets.size != (int64_t)outputs.size || !outputs.size)
        return refused(f, "carwright: other arguments than the native program has");
    const void **in = calloc(n_in * 17 + n_out * 16, 1);
    if (!in) return refused(f, "carwright: out of memory");
    double **out = (double **)(in + n_in);
    int64_t *in_stride = (int64_t *)(out + n_out), *out_stride = in_stride + n_in;
    char *type = (char *)(out_stride + n_out);
    Call call = {in, in_stride, type, out, out_stride, 1, 0};
    for (size_t k = 0; k < outputs.size; k++) {
        const FfiBuffer *b = f->rets.values[k];
        int64_t leaf = outputs.data[k], outer = b->rank - p->out_rank[leaf];
        if (!k) call.count = product(b->dims, outer);
        out[leaf] = b->data;
        out_stride[leaf] = product(b->dims + outer, p->out_rank[leaf]);
    }
    const char *why = 0;
    for (size_t k = 0; k < inputs.size && !why; k++) {
        const FfiBuffer *b = f->args.values[k];
        int64_t leaf = inputs.data[k], outer = b->rank - p->in_rank[leaf];
        int64_t cars = product(b->dims, outer < 0 ? 0 : outer);
        if (outer < 0 || (cars != 1 && cars != call.count)) why = "carwright: some axes of the batch are not everywhere";
        in[leaf] = b->data;
        in_stride[leaf] = outer > 0 && cars == call.count ? product(b->dims + outer, p->in_rank[leaf]) : 0;
        type[leaf] = b->dtype == FFI_FLOAT64 ? 'f' : b->dtype == FFI_INT32 ? 'i' : 'b';
        if (leaf == p->along) call.steps = b->dims[b->rank - 1];
    }
    if (!why && call.count && carwright_run((int32_t)number, &call, (int32_t)how.data[1])) why = "carwright: out of memory";
    free(in);
    return why ? refused(f, why) : 0;
}
