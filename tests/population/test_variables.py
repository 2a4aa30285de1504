from carwright.figure_table import FIGURES
from carwright.population.evidence import KINDS
from carwright.population.variables import QUALITY_OF, SCALED


def test_each_quality_of_a_road_load_scales_a_figure_that_there_is() -> None:
    keys = {row.key for row in FIGURES}
    assert tuple(SCALED) == KINDS["road"]
    assert set(QUALITY_OF) <= keys


def test_no_figure_has_two_qualities() -> None:
    assert len(SCALED) == len(QUALITY_OF)
