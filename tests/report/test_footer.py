import platform

from carwright import __version__
from carwright.report.footer import footer


def test_the_page_says_what_it_rests_on(found):
    made = footer(found)
    for words in (__version__, platform.python_version(), "float64", "class_defaults.toml"):
        assert words in made
    assert all(car.file.digest in made for car in found.cars)
