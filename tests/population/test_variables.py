from carwright.figure_table import FIGURES
from carwright.population.evidence import QUALITIES
from carwright.population.variables import QUALITY_OF, SCALED


def test_each_quality_scales_figures_that_there_are() -> None:
    keys = {row.key for row in FIGURES}
    assert set(SCALED) == set(QUALITIES)
    assert set(QUALITY_OF) <= keys


def test_no_figure_has_two_qualities() -> None:
    assert sum(len(keys) for keys in SCALED.values()) == len(QUALITY_OF)
