"""Each rule with a table of its own."""

import pytest

from index.analysis.stemming import Chain

TABLE = {
    "short": "ada>ada ibu>ibu rp>rp di>di ü>ü",
    "number": "2019>2019 100000>100000",
    "digits": "covid19>covid19 2ne1>2ne1",
    "as is": "syafi'ah>syafi'ah jakarta->jakarta-",
    "root": "makan>makan menteri>menteri berita>berita media>media masalah>masalah kepala>kepala",
    "whole": (
        "kepada>kepada tersebut>tersebut adalah>adalah kalimantan>kalimantan susi>susi "
        "belarus>belarus irian>irian dimas>dimas menggala>menggala catalunya>catalunya"
    ),
    "exception": "perbankan>bank belajar>ajar nggak>tidak nonton>tonton bertemu>bertemu",
    "spelling": "sholat>salat resiko>risiko putera>putra isteri>istri jendral>jenderal",
    "name": "zulhas>zulhas marquez>marquez",
    "reduplication": (
        "anak-anak>anak anak-anaknya>anak sebesar-besarnya>besar besar-besaran>besar "
        "bersama-sama>bersama tolong-menolong>tolong perundang-undangan>undang "
        "menari-nari>tari berjalan-jalan>jalan mobil-mobilan>mobil terus-menerus>terus "
        "surat-menyurat>surat bertahun-tahun>tahun memata-matai>mata satu-satunya>satu "
        "melihat-lihat>lihat kebarat-baratan>barat malaikat-malaikat-nya>malaikat "
        "meniru-nirukan>tiru mengada-ada>ada sama-sama>sama hiruk-hiruk>hiruk"
    ),
    "compound": "tanda-tangan>tanda-tangan soekarno-hatta>soekarno-hatta k-pop>k-pop",
    "prefix se-": "sekelompok>kelompok setahun>tahun se-jawa>jawa",
    "prefix di-": "ditangkap>tangkap dimakan>makan di-phk>phk",
    "prefix meN-": (
        "mengalami>alami menulis>tulis memotong>potong menyapu>sapu mengirim>kirim mengatur>atur "
        "melihat>lihat membaca>baca mencari>cari menjadi>jadi mengganti>ganti memproduksi>produksi "
        "mentransfer>transfer mengecek>cek mengebom>bom memasak>masak menikah>nikah "
        "menari>tari menyanyi>nyanyi mengukir>ukir mengubah>ubah memilih>pilih"
    ),
    "prefix peN-": "penulis>tulis pemain>main pengirim>kirim penyakit>sakit",
    "prefix pe-": "pekerja>kerja petinju>tinju pebisnis>bisnis",
    "prefix per-": "perkuat>kuat",
    "prefix ber-": "berjalan>jalan berada>ada bekerja>kerja berenang>renang berubah>ubah",
    "prefix ter-": "tertangkap>tangkap terasa>rasa tercermin>cermin terendah>rendah",
    "prefix N-": "ngurus>urus nyuruh>suruh ngejelas>jelas",
    "prefix Ce-": "lelembut>lembut",
    "suffix -an": "tulisan>tulis masukan>masuk pilihan>pilih ujian>uji",
    "suffix -kan": "turunkan>turun sahkan>sah",
    "suffix -i": "kunjungi>kunjung sukai>suka",
    "clitic -nya": "rumahnya>rumah zulhasnya>zulhas kepadanya>kepada sixpacknya>sixpack",
    "clitic -ku": "rumahku>rumah kepadaku>kepada",
    "clitic -lah": "itulah>itu pergilah>pergi",
    "confix meN-kan": "mengatakan>kata menerbangkan>terbang mengirimkan>kirim mengesahkan>sah",
    "confix meN-i": "memiliki>milik menyukai>suka menaiki>naik",
    "confix di-kan": "dilakukan>laku digunakan>guna",
    "confix di-i": "dimiliki>milik diikuti>ikut",
    "confix di-ke-i": "diketahui>tahu",
    "confix di-per-kan": "diperdagangkan>dagang",
    "confix meN-per-i": "memperbaiki>baik memperingati>ingat",
    "prefix meN-per-": "memperkuat>kuat memperkecil>kecil",
    "confix meN-per-kan": "memperhatikan>hati memertahankan>tahan",
    "confix meN-ber-kan": "memberlakukan>laku memberdayakan>daya",
    "confix peN-an": "penangkapan>tangkap penerbangan>terbang pengiriman>kirim penggunaan>guna",
    "confix peN-ber-an": "pemberdayaan>daya pemberlakuan>laku",
    "confix per-an": "perekonomian>ekonomi perubahan>ubah perusahaan>usaha perkapalan>kapal",
    "confix ke-an": "kementerian>menteri keamanan>aman kepolisian>polisi",
    "confix ke-ber-an": "keberhasilan>hasil keberadaan>ada",
    "confix ke-ter-an": "keterlambatan>lambat keterlibatan>libat",
    "confix ke-tidak-an": "ketidakpastian>pasti ketidakadilan>adil",
    "confix ke-peN-an": "kepemimpinan>pimpin kepemilikan>milik",
    "confix ber-an": "berdatangan>datang",
    "confix ber-ke-an": "berkelanjutan>lanjut",
    "confix ber-peN-an": "berpenghasilan>hasil berpendidikan>didik",
    "confix Ce-an": "bebatuan>batu reruntuhan>runtuh",
    "confix peN-an -nya": "penangkapannya>tangkap",
    "confix meN-kan -nya": "mengatakannya>kata",
    "prefix se- -nya": "sewajarnya>wajar",
    "snowball": "menbuat>buat",
    "preposition di": "dilapangan>lapang dipasaran>pasar dilingkungan>lingkung",
    "rest": "dizzylomkan>dizzylomkan dimitri>dimitri disusan>disusan",
    "plain": "mississippo>mississippo",
}
CASES = [(rule, *pair.split(">")) for rule, pairs in TABLE.items() for pair in pairs.split()]


@pytest.mark.parametrize(("rule", "word", "stem"), CASES, ids=[case[1] for case in CASES])
def test_rule(chain: Chain, rule: str, word: str, stem: str) -> None:
    found = chain(word)
    assert found.term == stem
    assert found.rule == rule


def test_a_form_is_stemmed_alike_with_and_without_remembering(chain: Chain) -> None:
    for _, word, _ in CASES:
        assert chain(word) == chain.stem(word)
