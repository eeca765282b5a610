"""Where there was no C compiler, index and serve say once that they are slow for it."""

import pytest

from index.segment import packing
from telusur.messages import use_language
from telusur.uncompiled import warn_if_uncompiled


@pytest.mark.parametrize(("language", "said"), [("id", "tanpa kompilasi"), ("en", "uncompiled")])
def test_an_uncompiled_installation_says_so(language, said, monkeypatch, capsys):
    monkeypatch.setattr(packing, "__file__", "packing.py")
    use_language(language)
    try:
        warn_if_uncompiled()
    finally:
        use_language("id")
    out, err = capsys.readouterr()
    assert not out
    assert err.count("\n") == 1
    assert said in err


def test_a_compiled_one_says_nothing(monkeypatch, capsys):
    monkeypatch.setattr(packing, "__file__", "packing.cpython-311-x86_64-linux-gnu.so")
    warn_if_uncompiled()
    assert capsys.readouterr() == ("", "")
