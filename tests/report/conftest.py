"""One study of the four cars of the model page, driven once for all tests of the report."""

from pathlib import Path

import pytest

from carwright.report.compose import compose
from carwright.report.study import study

MAIN = "xiaomi-su7-max"
AGAINST = ("tesla-model-3-rwd-2022", "xpeng-p7-rwd-2020")


@pytest.fixture(scope="session")
def found():
    return study(MAIN, AGAINST, None)


@pytest.fixture(scope="session")
def text(found):
    return compose(found)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what rests on the study: it takes most of a minute, once a worker."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if Path(__file__).parent in item.path.parents and "found" in fixtures:
            item.add_marker(pytest.mark.slow)
