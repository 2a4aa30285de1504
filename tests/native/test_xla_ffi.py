"""The handler's view of XLA's calling convention is that of the jaxlib that is installed."""

import subprocess
from pathlib import Path

import jax
import pytest

from carwright.native.compile import HERE, compiler

PAIRS = {
    "FfiExtension": ("XLA_FFI_InternalExtension", ("struct_size", "type", "next")),
    "FfiVersion": ("XLA_FFI_Api_Version", ("major_version", "minor_version")),
    "FfiMetadata": ("XLA_FFI_Metadata", ("struct_size", "api_version")),
    "FfiMetadataExtension": ("XLA_FFI_Metadata_Extension", ("metadata",)),
    "FfiErrorArgs": ("XLA_FFI_Error_Create_Args", ("message", "errc")),
    "FfiApi": ("XLA_FFI_Api", ("api_version", "internal_api")),
    "FfiBuffer": ("XLA_FFI_Buffer", ("dtype", "data", "rank", "dims")),
    "FfiBuffers": ("XLA_FFI_Args", ("size", "types")),
    "FfiAttributes": ("XLA_FFI_Attrs", ("size", "types", "names")),
    "FfiText": ("XLA_FFI_ByteSpan", ("ptr", "len")),
    "FfiArray": ("XLA_FFI_Array", ("dtype", "size", "data")),
    "FfiFrame": ("XLA_FFI_CallFrame", ("api", "stage", "args", "rets", "attrs")),
}
RENAMED = [
    ("FfiApi", "error_create", "XLA_FFI_Api", "XLA_FFI_Error_Create"),
    ("FfiBuffers", "values", "XLA_FFI_Args", "args"),
    ("FfiBuffers", "values", "XLA_FFI_Rets", "rets"),
    ("FfiAttributes", "values", "XLA_FFI_Attrs", "attrs"),
    ("FfiFrame", "context", "XLA_FFI_CallFrame", "ctx"),
]
VALUES = {
    "FFI_METADATA": "XLA_FFI_Extension_Metadata",
    "FFI_EXECUTE": "XLA_FFI_ExecutionStage_EXECUTE",
    "FFI_INVALID_ARGUMENT": "XLA_FFI_Error_Code_INVALID_ARGUMENT",
    "FFI_BOOL": "XLA_FFI_DataType_PRED",
    "FFI_INT32": "XLA_FFI_DataType_S32",
    "FFI_FLOAT64": "XLA_FFI_DataType_F64",
}


def test_every_field_stands_where_xla_has_it(tmp_path: Path):
    command = compiler()
    if command is None:
        pytest.skip("no compiler of C")
    fields = [
        (ours, field, theirs, field) for ours, (theirs, names) in PAIRS.items() for field in names
    ]
    checks = [
        f'_Static_assert(offsetof({a}, {x}) == offsetof({b}, {y}), "{a}.{x}");'
        for a, x, b, y in (*fields, *RENAMED)
    ]
    checks += [f'_Static_assert({a} == (int){b}, "{a}");' for a, b in VALUES.items()]
    source = tmp_path / "check.c"
    heads = '#include "xla/ffi/api/c_api.h"\n#include "xla_ffi.h"\n'
    source.write_text(heads + "\n".join(checks) + "\n", encoding="utf-8")
    made = subprocess.run(
        [
            *command,
            "-std=gnu11",
            f"-I{HERE}",
            f"-I{jax.ffi.include_dir()}",
            "-fsyntax-only",
            source,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
