"""Words that hold a sentence together and say little of what it is about.

They weigh little where a query has other words too, and demand nothing; in a phrase each of them
stands where it was typed. Words that carry news are not among them, however frequent they are:
``umum, kasus, masalah, ibu, bung, pihak, tempat, tinggi, besar, pertama, tahun, tidak, jauh`` and
numbers. All of them are in the index like any other word.
"""

from __future__ import annotations

_QUESTION = """
apa apakah siapa siapakah kapan kapankah berapa berapakah mana manakah dimana dimanakah
darimana darimanakah kemana kemanakah bagaimana bagaimanakah mengapa mengapakah kenapa
"""

_FUNCTION = """
yang di ke dari dan atau pada dalam untuk dengan oleh bagi kepada terhadap antara sebagai
secara serta adalah ialah merupakan ada ini itu tersebut para sang si akan telah sudah sedang
sebuah juga saja pun nya lah kah jika maka karena sebab bahwa hingga sampai saat ketika menurut
tentang mengenai setelah sesudah selama didalam kedalam sajakah
"""

_ASKING = """
nama namanya bernama maksud maksudnya dimaksud dimaksudkan pengertian definisi arti artinya istilah
sebutan disebut kepanjangan jumlah jumlahnya banyak banyaknya banyakkah persentase kali
lama lamanya lamakah umur umurnya usia usianya letak letaknya terletak lokasi lokasinya berlokasi
berada asal berasal tanggal sekarang dilakukan diadakan diadakannya diselenggarakan dilaksanakan
berlangsung terjadi terjadinya dianggap menjadi memiliki mempunyai dapat bisa
"""

QUESTION_WORDS = frozenset(_QUESTION.split())
"""Words that make a query a question; a question mark at its end does so too."""

FUNCTION_WORDS = QUESTION_WORDS | frozenset(_FUNCTION.split())
"""All of them, as they are written in lower case."""

ASKING_WORDS = frozenset(_ASKING.split())
"""Words by which a question says what kind of answer it wants: *siapa nama*, *berapa jumlah*.

The answer seldom repeats them. So they weigh less, in a question and written small; in any other
query they are content. None of them is a function word.
"""
