"""``python -m bench [SOURCE]``: Telusur beside its peers, in one run."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import click

from bench.peers import PEERS, TELUSUR, look_for
from bench.plot import svg
from bench.report import markdown, rewrite
from bench.run import Options, run
from corpus.sample import sample_path

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
PICTURE = "performance.svg"
NAMES = [peer.name for peer in PEERS]


@click.command()
@click.argument("source", default=str(sample_path()), metavar="[SOURCE]")
@click.option(
    "--recombine",
    "recombined",
    type=click.IntRange(1),
    multiple=True,
    metavar="N",
    help="Also N articles recombined from those of SOURCE; may be repeated.",
)
@click.option("--no-source", is_flag=True, help="Only the recombined ones, not SOURCE as it is.")
@click.option(
    "--peers",
    default=",".join(NAMES),
    metavar="NAMES",
    help="Which engines, with commas; default: all.",
)
@click.option("--queries", type=click.IntRange(1), default=60, help="Of each kind; default: 60.")
@click.option("--rounds", type=click.IntRange(1), default=5, help="Default: 5.")
@click.option("--builds", type=click.IntRange(1), default=1, help="Of each index; default: 1.")
@click.option(
    "--added", type=click.IntRange(1, 600), default=50, help="Articles added singly; default: 50."
)
@click.option("--seed", type=int, default=1, help="Of queries and recombining; default: 1.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write bench.json, bench.md and a picture of each archive into this folder.",
)
@click.option("--docs", is_flag=True, help="Rewrite the tables of docs/performance.md.")
@click.option(
    "--scratch",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    help="Where the indexes lie meanwhile; default: the system's folder for such.",
)
def main(
    source: str,
    recombined: tuple[int, ...],
    no_source: bool,
    peers: str,
    queries: int,
    rounds: int,
    builds: int,
    added: int,
    seed: int,
    out: Path | None,
    docs: bool,
    scratch: Path | None,
) -> None:
    """Run Telusur and its peers over the articles of SOURCE (default: the project's sample)."""
    wanted = [peer for peer in PEERS if peer.name in _names(peers)]
    found, missing = look_for(wanted)
    for peer in missing:
        click.echo(f"Left out: {peer.name}. To include it: {peer.install}", err=True)
    options = Options(source, recombined, not no_source, queries, rounds, builds, added, seed)
    with tempfile.TemporaryDirectory(dir=scratch, prefix="bench-") as folder:
        figures = run(options, found, missing, Path(folder))
    text = markdown(figures)
    pictures = {s["name"]: svg(s, list(figures["peers"])) for s in figures["sizes"]}
    if out:
        _write(out, json.dumps(figures, indent=1), text, pictures)
    if docs:
        # The picture shows the largest archive.
        PAGE.with_name(PICTURE).write_text(list(pictures.values())[-1], "utf-8")
        rewrite(PAGE, f"{text}\n![The times as a picture]({PICTURE})")
    click.echo(text)


def _names(given: str) -> set[str]:
    """The engines that are meant; Telusur is always one of them."""
    names = {name.strip() for name in given.split(",")}
    unknown = names.difference(NAMES)
    if unknown:
        raise click.BadParameter(f"no such engine: {', '.join(sorted(unknown))}")
    return names | {TELUSUR}


def _write(out: Path, figures: str, text: str, pictures: dict[str, str]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    (out / "bench.json").write_text(figures + "\n", "utf-8")
    (out / "bench.md").write_text(text, "utf-8")
    for name, picture in pictures.items():
        (out / f"{name}.svg").write_text(picture, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
