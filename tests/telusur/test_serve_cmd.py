"""``telusur serve`` and ``telusur demo``: they answer, say where, and end politely."""

import contextlib
import re
import signal
import socket
import urllib.request

import pytest

from tests.telusur.running import run, start


@contextlib.contextmanager
def served(*arguments):
    """The running server: its address, the lines it printed, and its process."""
    process = start(*arguments)
    lines = []
    try:
        while not (lines and "Ctrl-C" in lines[-1]):
            line = process.stdout.readline()
            assert line, process.stderr.read()
            lines.append(line.rstrip())
        yield re.search(r"http://\S+", "\n".join(lines)).group(), lines, process
    finally:
        process.kill()
        process.communicate()


def get(address):
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.status, answer.read().decode()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_serve_answers_and_ends_politely(ending, sample_index):
    with served("serve", "--index", sample_index, "--port", 0) as (address, lines, process):
        assert str(sample_index) in lines[0]
        status, page = get(f"{address}?q=pasukan")
        assert status == 200
        assert "<mark>" in page
        process.send_signal(ending)
        _out, err = process.communicate(timeout=30)
        assert process.returncode == 0
        assert "Traceback" not in err


def test_serve_without_an_index_says_how_to_make_one(tmp_path):
    result = run("serve", "--index", tmp_path / "none")
    assert result.exit_code == 2
    assert "telusur index" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_taken_port_is_an_error_with_a_remedy(sample_index):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = run("serve", "--index", sample_index, "--port", port)
    assert result.exit_code == 2
    assert f"Porta {port}" in result.stderr
    assert "--port" in result.stderr


def test_a_host_that_is_not_here_is_an_error(sample_index):
    result = run("serve", "--index", sample_index, "--host", "192.0.2.1", "--port", 0)
    assert result.exit_code == 2
    assert "192.0.2.1" in result.stderr


def test_demo_builds_the_sample_serves_it_and_offers_a_query(tmp_path):
    with served("demo", "--index", tmp_path / "demo", "--port", 0) as (_address, lines, _process):
        query = next(line for line in lines if line.startswith("Coba: "))
        status, page = get(query.removeprefix("Coba: "))
        assert status == 200
        assert "<mark>" in page


def test_demo_without_a_folder_uses_the_cache_of_the_user(tmp_path):
    with served("demo", "--port", 0):
        assert (tmp_path / "cache" / "telusur" / "demo").is_dir()


def test_a_damaged_demo_index_is_built_anew(tmp_path):
    folder = tmp_path / "demo"
    with served("demo", "--index", folder, "--port", 0):
        pass
    for file in folder.iterdir():
        if file.is_file():
            file.write_bytes(b"damaged")
    with served("demo", "--index", folder, "--port", 0) as (address, _lines, _process):
        assert "<mark>" in get(f"{address}?q=pasukan")[1]
