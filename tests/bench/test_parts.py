"""Marking, the load generator, looking for peers."""

import sys
from threading import Thread

import pytest

from bench.constant import create_app
from bench.load import LoadFailed, requests_a_second
from bench.marking import LENGTH, marked
from bench.peers import Peer, look_for
from bench.peers.base import Analysing, batches


def test_a_snippet_is_escaped_and_marks_whole_words_of_the_original():
    text = "Gubernur & Menteri <bertemu>; kementerian tidak."
    assert marked(text, {"menteri"}) == (
        "Gubernur &amp; <mark>Menteri</mark> &lt;bertemu&gt;; kementerian tidak."
    )


def test_a_snippet_is_taken_where_most_different_words_stand():
    text = "banjir " * 5 + "kata " * 100 + "banjir di bandung " + "lain " * 100
    snippet = marked(text, {"banjir", "bandung"})
    assert "<mark>bandung</mark>" in snippet
    assert len(snippet) < LENGTH + 60


def test_a_text_without_the_words_shows_its_beginning():
    assert marked("x" * 500, {"banjir"}) == "x" * LENGTH


def test_each_different_word_is_stemmed_once():
    asked = []
    analyse = Analysing(lambda word: asked.append(word) or word[:3])
    assert analyse.terms("Banjir banjir besar") == ["ban", "ban", "bes"]
    analyse.terms("besar")
    assert sorted(asked) == ["banjir", "besar"]


def test_batches_hold_everything_in_order():
    assert list(batches(range(7), 3)) == [[0, 1, 2], [3, 4, 5], [6]]


def test_a_peer_that_is_not_installed_is_missing():
    absent = Peer("nothing", "nothing", "Nothing", ("no_such_module_anywhere",), "not at all")
    here = Peer("here", "fts5", "Fts5", ("json",), "")
    found, missing = look_for([absent, here])
    assert missing == [absent]
    assert [(each.peer, each.python) for each in found] == [(here, sys.executable)]


@pytest.fixture
def server():
    from web.server import Server

    server = Server(create_app(1234), port=0)
    thread = Thread(target=server.run)
    thread.start()
    yield server.url.rstrip("/")
    server.stop()
    thread.join()


def test_the_load_generator_asks_for_every_path_and_reads_every_answer(server):
    rate, size = requests_a_second(server, ["/api/search?q=a"] * 20, clients=3)
    assert rate > 0
    assert size == 1234


def test_an_answer_that_is_no_200_ends_the_load(server):
    with pytest.raises(LoadFailed, match="404"):
        requests_a_second(server, ["/nowhere"])
