import pytest

from carwright.carfile.called import called


@pytest.mark.parametrize(
    ("name", "variant", "whole"),
    [
        ("SU7", None, "Xiaomi SU7"),
        ("SU7", "Max", "Xiaomi SU7 Max"),
        ("SU7 Max", "Max", "Xiaomi SU7 Max"),
    ],
)
def test_the_variant_is_said_once(name: str, variant: str | None, whole: str):
    assert called("Xiaomi", name, variant) == whole
