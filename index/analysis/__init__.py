"""How Indonesian text becomes terms."""

from index.analysis.normalising import normalise
from index.analysis.pipeline import (
    BUILT_IN,
    Analysis,
    Token,
    analyze,
    default_analysis,
    fold,
    stem,
)

__all__ = [
    "BUILT_IN",
    "Analysis",
    "Token",
    "analyze",
    "default_analysis",
    "fold",
    "normalise",
    "stem",
]
