# cython: annotation_typing=False
"""Writings of one word: old spelling, short and informal forms, words glued together.

Compiled where there is a C compiler; the types stand in ``variants.pxd``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import count

from index.analysis.stemming.lexicon import default_lexicon
from index.patterns import pattern

# Not what the news writes in capitals for something else: DPT, SPT, HRS, PD, JD, LG,
# RB, JT, TH.
_SHORT = """
yg yang, dgn dengan, dg dengan, tdk tidak, utk untuk, krn karena, karna karena, dlm dalam,
kpd kepada, sdh sudah, blm belum, tsb tersebut, jg juga, sy saya, org orang, thn tahun,
tgl tanggal, kmrn kemarin, sblm sebelum, stlh setelah, bnyk banyak, bbrp beberapa,
ttg tentang, trs terus, skrg sekarang, jl jalan, jln jalan, kec kecamatan, kab kabupaten,
prov provinsi, jkt jakarta, bdg bandung, feb februari,
agt agustus, agust agustus, sept september, okt oktober, nov november,
nopember november, pebruari februari, lpg elpiji
"""
_INFORMAL = """
ga tidak, gak tidak, ngga tidak, nggak tidak, engga tidak, enggak tidak, kagak tidak,
aja saja, udah sudah, udh sudah, emang memang, gimana bagaimana, kalo kalau, klo kalau, gitu begitu,
gini begini, bener benar, cepet cepat, dateng datang, temen teman, ampe sampai, sampe sampai,
bikin buat, pake pakai, ntar nanti, entar nanti, bgt banget, pengen ingin, pingin ingin
"""
_GLUED = """
ibukota ibu kota, kerjasama kerja sama, tandatangan tanda tangan, terimakasih terima kasih,
tanggungjawab tanggung jawab, sumberdaya sumber daya, bulutangkis bulu tangkis,
sepakbola sepak bola, orangtua orang tua, luarbiasa luar biasa, lalulintas lalu lintas,
airmata air mata, suratkabar surat kabar, dutabesar duta besar, rumahsakit rumah sakit,
matauang mata uang, bawahtanah bawah tanah, ujicoba uji coba, tatakelola tata kelola,
matapelajaran mata pelajaran, sukubunga suku bunga, daurulang daur ulang, narasumber nara sumber,
kacamata kaca mata, walikota wali kota, balaikota balai kota, batubara batu bara,
dinihari dini hari, gempabumi gempa bumi, perempatfinal perempat final, idulfitri idul fitri,
iduladha idul adha, insyaallah insya allah, hongkong hong kong, bandarlampung bandar lampung,
bekerjasama bekerja sama, bertanggungjawab bertanggung jawab, berterimakasih berterima kasih,
tandatangani tanda tangani, memberitahu memberi tahu, diberitahu diberi tahu,
seringkali sering kali, siapapun siapa pun, apapun apa pun, kapanpun kapan pun,
dimanapun di mana pun, darimana dari mana, adapula ada pula, perhari per hari, perbulan per bulan,
pertahun per tahun, perkilogram per kilogram
"""
# Roots of two words that are written apart unless an affix stands on both sides: *menandatangani*
# is to put one's *tanda tangan*. Those of _GLUED are, too.
_COMPOUND = """
tenagakerja tenaga kerja, tenagalistrik tenaga listrik, tindaklanjut tindak lanjut,
beritahu beri tahu, atasnama atas nama, ikutserta ikut serta, warganegara warga negara,
tatanegara tata negara, tatausaha tata usaha, keretaapi kereta api, sepedamotor sepeda motor,
sebarluas sebar luas, ambilalih ambil alih, alihfungsi alih fungsi, alihdaya alih daya,
latarbelakang latar belakang, jualbeli jual beli, salahpaham salah paham, garisbawah garis bawah,
serahterima serah terima, lipatganda lipat ganda, beladiri bela diri, putarbalik putar balik,
putusasa putus asa, citarasa cita rasa, tumbuhkembang tumbuh kembang,
kembangbiak kembang biak, kambinghitam kambing hitam, campuraduk campur aduk,
petikemas peti kemas, simpangsiur simpang siur, babakbelur babak belur, siapsiaga siap siaga,
dukacita duka cita, sukacita suka cita, unjukrasa unjuk rasa, padupadan padu padan,
ingintahu ingin tahu, anaktiri anak tiri, anakemas anak emas, nomorsatu nomor satu,
nomordua nomor dua, kelapasawit kelapa sawit, gawatdarurat gawat darurat,
palangmerah palang merah, gunungapi gunung api, bumihangus bumi hangus, arusutama arus utama
"""


def _table(text: str) -> dict[str, str]:
    pairs = (entry.strip().split(" ", 1) for entry in text.replace("\n", " ").split(","))
    return {form: words.strip() for form, words in pairs}


SHORT_FORMS = _table(_SHORT)
INFORMAL_FORMS = _table(_INFORMAL)
GLUED = {form: tuple(words.split()) for form, words in _table(_GLUED).items()}
COMPOUNDS = GLUED | {form: tuple(words.split()) for form, words in _table(_COMPOUND).items()}
# What is written together with the word behind it, and by many apart.
GLUING = ("pasca", "antar", "anti", "multi", "non")
_SHORTEST_GLUED = 4
_SHORTEST_STRAY = 4
_ONE_WORD = frozenset(("antipati", "antariksa", "multitasking"))

# Republican and older spelling: what a sign of it is today.
_TODAY = {"tj": "c", "dj": "j", "nj": "ny", "sj": "sy", "ch": "kh", "oe": "u"}
_OLD = pattern("|".join(_TODAY))
_OLD_WITH_J = pattern("|".join((*_TODAY, "j")))
_SURELY_OLD = pattern("tj|dj|nj|sj|oe")
_SHORTEST_OLD = 4


def respelled(form: str) -> Iterator[str]:
    """What a form may be in today's spelling: ``tjinta``: *cinta*; ``wajah``: nothing.

    In a word of surely old spelling, a *j* alone may be today's *y*, too (``djaja``: *jaya*).
    """
    if len(form) < _SHORTEST_OLD or not _OLD.search(form):
        return
    yield _OLD.sub(lambda match: _TODAY[match[0]], form)
    if "j" in _OLD.sub("", form) and _SURELY_OLD.search(form):
        yield _OLD_WITH_J.sub(lambda match: _TODAY.get(match[0], "y"), form)


def glued_parts(form: str) -> tuple[str, ...]:
    """The words that a form is glued of, if it is, by its looks: ``ibukota``, ``antikorupsi``."""
    known = GLUED.get(form)
    if known:
        return known
    if not form.startswith(GLUING):
        return ()
    for first in GLUING:
        rest = form[len(first) :]
        if form.startswith(first) and len(rest) >= _SHORTEST_GLUED and form not in _ONE_WORD:
            return first, rest
    return ()


# What a blank is lost beside most often, short as it is.
_SHORT_NEIGHBOURS = frozenset(("dan", "yang", "di", "ke", "dari", "itu", "ini", "pada", "oleh"))


# As many cuts as one number has bits for; of longer words each is looked at.
_MOST_CUTS = 64
_EVERY_CUT = 2**64 - 1
_ONE = 1
# About ten times as many as the lexicon has words.
_MARKS = 1 << 17
WORTH_MARKING = 500
"""Forms of which every cut is looked at before marks are made, which takes as long as for so many.

A search from a shell has a few, a run over articles some hundred thousand.
"""
_looked_at = count()


def lost_blank(form: str, is_word: Callable[[str], bool]) -> tuple[str, ...]:
    """The two words of a form written without the blank between them; nothing if it is not two.

    One of them must be in the lexicon as it stands, ``is_word`` says whether the other one is known
    by its root. Of several ways to cut, the one with the longest word of the lexicon is taken.
    """
    longest = 0
    found: tuple[str, ...] = ()
    cuts = _EVERY_CUT
    if next(_looked_at) >= WORTH_MARKING:
        starts, ends = _marks()
        cuts = _likely_cuts(form, starts, ends)
    if not cuts:
        return found
    known = _known_words()
    for cut in range(2, len(form) - 1):
        if not cuts >> cut & 1:
            continue
        first, second = form[:cut], form[cut:]
        if cut > longest and first in known and _are_two(first, second, second, is_word):
            longest, found = cut, (first, second)
        rest = len(form) - cut
        if rest > longest and second in known and _are_two(first, second, first, is_word):
            longest, found = rest, (first, second)
    return found


def _likely_cuts(form: str, starts: bytes, ends: bytes) -> int:
    """Before which letters a word of the lexicon may end or behind which one may begin, as bits.

    For nearly every place the marks tell that none does, at a fraction of the cost of looking.
    """
    size = len(form)
    if size >= _MOST_CUTS:
        return _EVERY_CUT
    cuts = mark = 0
    for place in range(size):
        mark = _mark_with(mark, ord(form[place]))
        if starts[mark >> 3] >> (mark & 7) & 1:
            cuts |= _ONE << (place + 1)
    mark = 0
    for place in range(size - 1, -1, -1):
        mark = _mark_with(mark, ord(form[place]))
        if ends[mark >> 3] >> (mark & 7) & 1:
            cuts |= _ONE << place
    # One letter is no word.
    return cuts & ~(_ONE << 1 | _ONE | _ONE << size | _ONE << (size - 1))


def _mark_with(mark: int, sign: int) -> int:
    """The mark of letters with one more."""
    return (mark * 33 + sign) & (_MARKS - 1)


@cache
def _marks() -> tuple[bytes, bytes]:
    """Which marks the words of the lexicon have, read forwards and backwards: a bit a mark."""
    starts, ends = bytearray(_MARKS >> 3), bytearray(_MARKS >> 3)
    _mark_all(list(_known_words()), starts, ends)
    return bytes(starts), bytes(ends)


def _mark_all(words: list[str], starts: bytearray, ends: bytearray) -> None:
    """Set the bits of words, by their marks forwards and backwards."""
    for word in words:
        size = len(word)
        mark = 0
        for place in range(size):
            mark = _mark_with(mark, ord(word[place]))
        starts[mark >> 3] |= 1 << (mark & 7)
        mark = 0
        for place in range(size - 1, -1, -1):
            mark = _mark_with(mark, ord(word[place]))
        ends[mark >> 3] |= 1 << (mark & 7)


@cache
def _known_words() -> frozenset[str]:
    """What the lexicon has as it stands."""
    lexicon = default_lexicon()
    return frozenset((*lexicon.roots, *lexicon.whole))


def _are_two(first: str, second: str, other: str, is_word: Callable[[str], bool]) -> bool:
    """Whether both words may stand alone, and the ``other`` than the known one is known, too."""
    if not (_may_stand(first) and _may_stand(second)):
        return False
    return other in _known_words() or is_word(other)


def _may_stand(word: str) -> bool:
    return len(word) >= _SHORTEST_STRAY or word in _SHORT_NEIGHBOURS
