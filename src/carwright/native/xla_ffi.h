/* What the handler needs of the calling convention of XLA's foreign function interface, version 0.
   Layouts only, so that building needs no headers of jaxlib; tests/native/test_xla_ffi.py holds them
   to the headers of the jaxlib that is installed. */
#ifndef CARWRIGHT_XLA_FFI_H
#define CARWRIGHT_XLA_FFI_H
#include <stddef.h>
#include <stdint.h>

enum { FFI_METADATA = 1, FFI_EXECUTE = 3, FFI_INVALID_ARGUMENT = 3 };
enum { FFI_BOOL = 1, FFI_INT32 = 4, FFI_FLOAT64 = 12 };

typedef struct FfiExtension {
    size_t struct_size;
    int type;
    struct FfiExtension *next;
} FfiExtension;

typedef struct {
    size_t struct_size;
    FfiExtension *extension_start;
    int major_version, minor_version;
} FfiVersion;

typedef struct {
    size_t struct_size;
    FfiVersion api_version;
} FfiMetadata;

typedef struct {
    FfiExtension extension_base;
    FfiMetadata *metadata;
} FfiMetadataExtension;

typedef struct {
    size_t struct_size;
    FfiExtension *extension_start;
    const char *message;
    int errc;
} FfiErrorArgs;

typedef struct {
    size_t struct_size;
    FfiExtension *extension_start;
    FfiVersion api_version;
    const void *internal_api;
    void *(*error_create)(FfiErrorArgs *);
} FfiApi;

typedef struct {
    size_t struct_size;
    FfiExtension *extension_start;
    int dtype;
    void *data;
    int64_t rank;
    int64_t *dims;
} FfiBuffer;

typedef struct {
    size_t struct_size;
    FfiExtension *extension_start;
    int64_t size;
    int *types;
    FfiBuffer **values;
} FfiBuffers;

typedef struct {
    const char *ptr;
    size_t len;
} FfiText;

typedef struct {
    int dtype;
    size_t size;
    const int64_t *data;
} FfiArray;

typedef struct {
    size_t struct_size;
    FfiExtension *extension_start;
    int64_t size;
    int *types;
    FfiText **names;
    FfiArray **values;
} FfiAttributes;

typedef struct {
    size_t struct_size;
    FfiExtension *extension_start;
    const FfiApi *api;
    void *context;
    int stage;
    FfiBuffers args;
    FfiBuffers rets;
    FfiAttributes attrs;
} FfiFrame;
#endif
