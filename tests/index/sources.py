"""Sources to be indexed, and what became of them."""

import json

from tests.index.helpers import held

TEXT = "Judul {0}\n\nWarga desa {0} memanen padi pada pagi yang cerah ini bersama-sama.\n"


def write(path, word):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT.format(word), encoding="utf-8")


def write_lines(path, records):
    path.write_text(
        "".join(
            json.dumps({"title": f"Judul {id_}", "id": id_, "body": body}) + "\n"
            for id_, body in records.items()
        ),
        encoding="utf-8",
    )


def counts(report):
    return (report.added, report.updated, report.unchanged, report.removed, len(report.failed))


def ids(home):
    return set(held(home))
