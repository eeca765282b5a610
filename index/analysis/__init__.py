"""How Indonesian text becomes terms."""

from index.analysis.pipeline import Token, analyze, fold, normalise, stem

__all__ = ["Token", "analyze", "fold", "normalise", "stem"]
