"""Names learned from capitals."""

from index.analysis.naming import NameTally, learn_names

TEXT = "Warga kota Bekasi dan Maluku datang ke rumah Bekasi.\nPergi ke kota. Menurut warga, ada.\n"


def test_a_word_capitalised_in_mid_sentence_is_a_name() -> None:
    names = learn_names([TEXT] * 25)
    assert names == {"bekasi", "maluku"}


def test_a_word_seen_too_seldom_is_none() -> None:
    assert "maluku" not in learn_names([TEXT] * 24)


def test_a_word_also_written_small_is_none() -> None:
    assert "presiden" not in learn_names(["kata Presiden itu"] * 90 + ["kata presiden itu"] * 10)
    assert "presiden" in learn_names(["kata Presiden itu"] * 95 + ["kata presiden itu"] * 5)


def test_the_first_word_of_a_sentence_tells_nothing() -> None:
    assert learn_names(["Rumah. Rumah! Rumah? “Rumah besar itu"] * 50) == frozenset()


def test_headings_tell_nothing() -> None:
    assert learn_names(["Warga Datang Ke Rumah Besar Pagi Ini"] * 50) == frozenset()


def test_tallies_add_up() -> None:
    one, other, whole = NameTally(), NameTally(), NameTally()
    for number in range(30):
        (one if number % 2 else other).add(TEXT)
        whole.add(TEXT)
    one.merge(other)
    assert one.names() == whole.names() == {"bekasi", "maluku"}
