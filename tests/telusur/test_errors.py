"""Every error is one line: what is wrong, and what to do."""

import errno
from pathlib import Path

import click
import pytest

from index.analysis.evaluation import TableUnreadable
from index.errors import (
    IndexDamaged,
    IndexFault,
    IndexLocked,
    IndexMissing,
    IndexOutdated,
    IndexUnwritable,
)
from searcher.evaluation.measures import MeasuresMissing
from searcher.evaluation.sets import SetUnreadable
from searcher.results import RequestError
from telusur import messages
from telusur.errors import _FAULTS as FAULTS_IN_INDONESIAN
from telusur.errors import one_line
from web.server import PortTaken, ServerFault

HERE = Path("arsip/indeks")
FACTS = {"path": HERE, "host": "127.0.0.1", "port": 8080}
FAULTS = [
    IndexMissing(HERE),
    IndexDamaged(HERE, "a.seg is cut short"),
    IndexOutdated(HERE, 9, 1),
    IndexLocked(HERE, "process 12"),
    IndexUnwritable(HERE, "no space left"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
def test_an_index_fault_is_told_in_indonesian_with_its_detail(fault):
    line = one_line(fault, FACTS)
    assert "ndeks di" in line or "indeks di" in line
    assert str(HERE) in line
    detail = {"IndexDamaged": "cut short", "IndexLocked": "process 12"}.get(type(fault).__name__)
    assert detail is None or detail in line


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
def test_in_english_it_is_the_stages_own_message(fault):
    messages.use_language("en")
    try:
        assert one_line(fault, FACTS) == f"{fault.message} {fault.remedy}"
    finally:
        messages.use_language("id")


def test_every_fault_of_another_stage_has_its_indonesian():
    kinds = [*IndexFault.__subclasses__(), ServerFault, PortTaken]
    kinds += [MeasuresMissing, SetUnreadable, TableUnreadable]
    assert set(FAULTS_IN_INDONESIAN) == {kind.__name__ for kind in kinds}


def test_without_the_facts_the_stages_own_message_stays():
    assert one_line(IndexMissing(HERE)) == f"{IndexMissing(HERE)}"


def test_a_request_error_says_its_message_and_remedy():
    error = RequestError("since", "Not a day.", "Write 2025-11-10.")
    assert "Write 2025-11-10." in one_line(error)


@pytest.mark.parametrize(
    ("error", "parts"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), ["No space left", "ruang disk"]),
        (PermissionError(errno.EACCES, "Permission denied", "x\x1b"), ["x\ufffd: ", "izin"]),
        (OSError("odd"), ["odd."]),
    ],
)
def test_an_error_of_the_system_names_the_file_and_a_remedy(error, parts):
    line = one_line(error)
    assert all(part in line for part in parts)


def test_an_unexpected_error_tells_how_to_see_more():
    line = one_line(ZeroDivisionError("division by zero\n\x1b[2J"))
    assert "ZeroDivisionError: division by zero" in line
    assert "--debug" in line
    assert len(line.splitlines()) == 1


def test_a_click_error_of_no_known_kind_is_told_as_it_is():
    assert one_line(click.ClickException("as it is")) == "as it is"
