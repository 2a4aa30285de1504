"""Files as text."""

from pathlib import Path

import pytest

from carwright.carfile.text_file import LARGEST_FILE, decode, is_there, read
from carwright.errors import InputError


def test_a_file_is_read_whole(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes("é\r\nb\n".encode())
    file = read(path)
    assert (file.file, file.raw, file.text) == (str(path), "é\r\nb\n".encode(), "é\r\nb\n")


def test_a_mark_of_utf_8_is_no_text():
    assert decode(b"\xef\xbb\xbfa: b", "f") == "a: b"


@pytest.mark.parametrize(
    ("raw", "what", "line"),
    [
        (b"a\nb\n\xe9\n", "byte 0xe9 is no UTF-8", 3),
        (b"a\n\x1b[31m", "U\\+001B", 2),
        ("a\n\nb\x85c\x9b".encode(), "U\\+009B", 3),
        (b"a\n\xed\xa0\x80", "no UTF-8", 2),
    ],
)
def test_the_line_of_what_is_no_text_is_named(raw, what, line):
    with pytest.raises(InputError, match=what) as caught:
        decode(raw, "f")
    assert caught.value.line == line


def test_the_largest_file_is_read_and_a_larger_one_is_not(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"x" * LARGEST_FILE)
    assert len(read(path).raw) == LARGEST_FILE
    path.write_bytes(b"x" * (LARGEST_FILE + 1))
    with pytest.raises(InputError, match="too large"):
        read(path)


def test_no_path_is_too_odd_to_ask_for():
    assert not is_there(Path("\0"))
    assert not is_there(Path("x" * 5000))
    assert is_there(Path())
