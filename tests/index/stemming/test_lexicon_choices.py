"""Words that rules would take to another word that merely looks like their root."""

import pytest

from index.analysis.stemming import Chain

CASES = [
    # slowly has nothing to do with land, around with turning
    ("perlahan", "perlahan"),
    ("perlahan-lahan", "perlahan"),
    ("memperlahan", "perlahan"),
    ("seputar", "seputar"),
    ("pasalnya", "pasalnya"),
    ("penjuru", "penjuru"),
    ("serangkaian", "rangkai"),
    ("beralasan", "alasan"),
    # the youth is not the young, an army no lifting, an association of nations no united states
    ("pemuda", "pemuda"),
    ("kepemudaan", "pemuda"),
    ("angkatan", "angkatan"),
    ("seangkatan", "angkatan"),
    ("pengangkatan", "angkat"),
    ("pengangkatannya", "angkat"),
    ("kesatuan", "kesatuan"),
    ("perserikatan", "perserikatan"),
    ("perbendaharaan", "perbendaharaan"),
    ("menengah", "menengah"),
    ("kejuruan", "kejuruan"),
    ("kawanan", "kawanan"),
    # finance is more than money
    ("keuangan", "keuangan"),
    ("keuangannya", "keuangan"),
    # a kingdom has more than its king, a chance is not what someone had time for
    ("kerajaan", "kerajaan"),
    ("kesempatan", "kesempatan"),
    ("kesempatannya", "kesempatan"),
    # including is not entering, along not length; and other words that hold sentences together
    ("termasuk", "termasuk"),
    ("sepanjang", "sepanjang"),
    ("sebenarnya", "sebenarnya"),
    ("khususnya", "khususnya"),
    ("sesungguhnya", "sesungguhnya"),
    ("sehubungan", "sehubungan"),
    # to put forward has nothing to do with a face
    ("mengemukakan", "kemuka"),
    ("dikemukakannya", "kemuka"),
    ("terkemuka", "kemuka"),
    # who forecasts the weather
    ("prakiraan", "prakira"),
    ("memprakirakan", "prakira"),
    ("memfasilitasi", "fasilitas"),
    ("fasilitas", "fasilitas"),
    ("panutan", "panutan"),
    ("menganut", "anut"),
    # who mediates goes to the middle, who is appointed is lifted
    ("menengahi", "tengah"),
    # to find is not to meet, to admit is not I
    ("pertemuannya", "bertemu"),
    ("menemui", "bertemu"),
    ("penemuan", "temu"),
    ("ditemukan", "temu"),
    ("pengakuannya", "mengaku"),
    ("aku", "aku"),
    # manners are not what is done, incomes and opinions not what can be, to await not later
    ("perilakunya", "perilaku"),
    ("memperlakukan", "perlakuan"),
    ("pelaku", "laku"),
    ("berpendapatan", "pendapatan"),
    ("pendapatnya", "pendapat"),
    ("mendapat", "dapat"),
    ("dinantikan", "menanti"),
    ("nantinya", "nanti"),
    # deep is not in, to oppose not about, to unite not one, to watch not very
    ("kedalamannya", "mendalam"),
    ("didalam", "dalam"),
    ("bertentangan", "menentang"),
    ("persatuan", "bersatu"),
    ("satunya", "satu"),
    ("pengamatan", "pengamat"),
    # who is kept in prison holds out, or defends a country, only by chance
    ("penahanan", "ditahan"),
    ("mempertahankan", "tahan"),
    # a border is not a limit; a newspaper no day, a canal not on and on, transport no relation
    ("berbatasan", "perbatasan"),
    ("terbatas", "batas"),
    ("harian", "harian"),
    ("seharian", "hari"),
    ("terusan", "terusan"),
    ("perhubungan", "perhubungan"),
    ("pengetahuannya", "pengetahuan"),
    ("sepengetahuan", "pengetahuan"),
    ("diketahui", "tahu"),
    ("peninggalan", "peninggalan"),
    ("pengadaannya", "pengadaan"),
    ("pasangan", "pasangan"),
    ("pemasangan", "pasang"),
    ("berkesempatan", "kesempatan"),
    # a unit is not one, a prison no society, a power station does not rise
    ("satuannya", "satuan"),
    ("menyatukan", "bersatu"),
    ("pemasyarakatan", "pemasyarakatan"),
    ("kemasyarakatan", "masyarakat"),
    ("pembangkitnya", "pembangkit"),
    ("membangkitkan", "bangkit"),
    # archipelagos, and the rise that parties are named after, are related words
    ("kepulauan", "kepulauan"),
    ("pulau-pulau", "pulau"),
    ("kebangkitan", "kebangkitan"),
    ("ramadhani", "ramadhani"),
    # an award has no price, to handle is no hand, to utter not the north, to watch no witness
    ("penghargaan", "penghargaan"),
    ("harganya", "harga"),
    ("penanganannya", "menangani"),
    ("tangannya", "tangan"),
    ("mengutarakan", "mengutarakan"),
    ("disaksikan", "menyaksikan"),
    ("kesaksian", "saksi"),
    ("pengorbanan", "pengorbanan"),
    ("pemukulan", "memukul"),
    ("pukul", "pukul"),
    ("kekerasan", "kekerasan"),
    ("menabung", "tabungan"),
    ("berlayar", "pelayaran"),
    ("diundang", "undangan"),
    ("perundang-undangan", "undang"),
    ("kenegaraan", "kenegaraan"),
    ("terpapar", "terpapar"),
    # but a feast (hari raya) is celebrated
    ("perayaan", "raya"),
    # slips of the pen
    ("diberbagai", "berbagai"),
    ("kontruksi", "konstruksi"),
    ("tropi", "trofi"),
    ("tropinya", "trofi"),
    ("kemanusian", "manusia"),
]


@pytest.mark.parametrize(("word", "stem"), CASES)
def test_stem(chain: Chain, word: str, stem: str) -> None:
    assert chain(word).term == stem
