"""The page about a car: one HTML file that holds everything and works offline."""

from carwright.report.compose import page as page
from carwright.report.compose import write as write

__all__ = ["page", "write"]
