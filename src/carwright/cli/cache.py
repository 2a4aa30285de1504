"""carwright cache: what is kept on disk between commands."""

from carwright import kept
from carwright.cli.output import print_json, print_text
from carwright.errors import InputError

MEGABYTE = 1_000_000
"""Bytes of a megabyte."""


def cache(*, clear: bool = False, json: bool = False) -> None:
    """Say where results are kept between commands and how large that is, or clear it.

    Nothing is lost with it but time: what is not there is worked out again. Another folder is named
    by CARWRIGHT_CACHE in the environment.

    Parameters
    ----------
    clear
        remove all that is kept
    json
        print one JSON document
    """
    folder = kept.cache_folder()
    if folder is None:
        raise InputError("nothing is kept: this user has no home", remedy="set CARWRIGHT_CACHE")
    if clear:
        kept.clear()
    found = kept.shelves()
    if json:
        shelves = [{"name": one.name, "files": one.files, "size_bytes": one.size} for one in found]
        print_json(
            {"schema_version": 1, "folder": str(folder), "cleared": clear, "shelves": shelves}
        )
        return
    print_text(f"{folder}: {'cleared' if clear else 'kept between commands'}")
    width = max((len(one.name) for one in found), default=0)
    for one in found:
        print_text(f"  {one.name:<{width}}  {one.files:>6} files {one.size / MEGABYTE:>8.1f} MB")
    if not found:
        print_text("  nothing")
