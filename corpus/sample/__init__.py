"""Sample articles written for the project, in every format that has a reader."""

from importlib import resources
from pathlib import Path


def sample_path() -> Path:
    """The folder of the sample articles; ``corpus.read`` takes it as it is."""
    return Path(str(resources.files("corpus.sample")))
