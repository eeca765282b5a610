"""What several folders of tests need: the sample as an index, and the archive where it is."""

import signal
import sys
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests import uncompiled  # noqa: E402 - before any module of ours is imported

if uncompiled.wanted():
    uncompiled.install()

# How long an example takes tells of the machine's other work, and never of an error.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

SHARED_DATA = ROOT.parent / "shared" / "data"

# A shell that starts the tests in the background has them ignore Ctrl-C, and so would every program
# that a test starts and then interrupts.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real articles, which stands beside the checkout on some machines only."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the archive of real articles (../shared/data) is not on this machine")
    return SHARED_DATA


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory) -> Path:
    """The directory of an index of the sample articles. Tests read it and leave it as it is."""
    from corpus.sample import sample_path
    from index.ingest import ingest

    folder = tmp_path_factory.mktemp("sample") / "index"
    report = ingest(folder, [sample_path()])
    assert report.added
    assert not report.failed
    return folder


@pytest.fixture(scope="session", autouse=True)
def _files_are_removed_at_once():
    """Old files of an index go with the commit, so that tests can look at what is left."""
    from index import storage

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(storage, "REMOVE_LATER", False)
        yield
