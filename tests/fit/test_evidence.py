import numpy as np

from carwright.figure_table import FIGURES, INDEX
from carwright.fit.evidence import scaled
from carwright.population.evidence import QUALITIES
from carwright.population.variables import SCALED
from carwright.units import bare


def test_a_quality_scales_its_figures_and_no_other() -> None:
    values = np.ones((2, len(FIGURES)))
    at = np.zeros((2, len(QUALITIES)))
    at[1, QUALITIES.index("idle_load")] = np.log(1.5)
    changed = scaled(values, at)
    np.testing.assert_array_equal(changed[0], values[0])
    mine = {INDEX[bare(key)] for key in SCALED["idle_load"]}
    expected = [1.5 if place in mine else 1.0 for place in range(len(FIGURES))]
    np.testing.assert_allclose(changed[1], expected)
    np.testing.assert_array_equal(values, 1.0)
