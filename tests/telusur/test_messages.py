"""The language of the command line, and the catalogue behind it."""

import gettext
import time

import pytest

from telusur import messages
from tests.telusur import catalogue


@pytest.fixture(autouse=True)
def _zone_afterwards():
    yield
    time.tzset()


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "id"),
        ({"LANG": "C.UTF-8"}, "id"),
        ({"LANG": "id_ID.UTF-8"}, "id"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "id_ID.UTF-8"}, "id"),
        ({"LANG": "id_ID.UTF-8", "LC_MESSAGES": "en_GB"}, "en"),
        ({"LANG": "en_US.UTF-8", "TELUSUR_LANG": "id"}, "id"),
        ({"TELUSUR_LANG": "en"}, "en"),
        ({"TELUSUR_LANG": "fr"}, "id"),
    ],
)
def test_the_environment_chooses_the_language(environment, language, monkeypatch):
    for name in ("TELUSUR_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert messages.wanted_language() == language


def test_numbers_days_and_sizes_are_written_as_the_language_does():
    assert messages.number(54437) == "54.437"
    assert messages.number(3.24, 1) == "3,2"
    assert messages.day("2025-11-10") == "10 November 2025"
    assert messages.day("2025-05-02T17:30:00+07:00") == "2 Mei 2025"
    assert messages.file_size(3_400_000) == "3,4 MB"
    messages.use_language("en")
    assert messages.number(54437) == "54,437"
    assert messages.number(3.24, 1) == "3.2"
    assert messages.day("2025-05-02") == "2 May 2025"
    assert messages.file_size(812) == "812 B"


def test_a_time_is_told_in_the_zone_of_the_reader(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Jakarta")
    time.tzset()
    assert messages.moment("2025-11-10T10:30:00+00:00") == "10 November 2025 17.30 WIB"
    messages.use_language("en")
    assert messages.moment("2025-11-10T18:30:00+00:00") == "11 November 2025 01:30 WIB"
    assert messages.moment(None) == ""


@pytest.mark.parametrize("text", ["", None, "entah", "2025-13-01", "2025"])
def test_what_is_no_day_stays_as_it_is(text):
    assert messages.day(text) == (text or "")


def test_english_counts_one_article_and_many():
    messages.use_language("en")
    said = [messages.plural("{total} artikel", "{total} artikel", n) for n in (0, 1, 2)]
    assert said == ["{total} articles", "{total} article", "{total} articles"]


def _texts(source):
    return {message.id for message in source if message.id}


def test_the_catalogue_has_every_text_and_no_other():
    # make translations brings it in step
    assert _texts(catalogue.texts_in_source()) == _texts(catalogue.stored_catalogue())


def test_every_text_is_translated_with_the_same_fields():
    for message in catalogue.stored_catalogue():
        if not message.id:
            continue
        translations = message.string if message.pluralizable else (message.string,)
        source = message.id[0] if message.pluralizable else message.id
        for text in translations:
            assert text, source
            assert _fields(text) <= _fields(source), source


def _fields(text):
    import string

    return {
        field for _literal, field, _spec, _conversion in string.Formatter().parse(text) if field
    }


def test_the_compiled_catalogue_is_that_of_the_source():
    with catalogue.MO_FILE.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in catalogue.stored_catalogue():
        if message.id and not message.pluralizable:
            assert compiled.gettext(message.id) == message.string
