"""Saying that Telusur runs uncompiled: rightly, but slowly."""

from __future__ import annotations

import click

from telusur.messages import _


def warn_if_uncompiled() -> None:
    """Tell on stderr that the hot loops are not compiled, where they are not."""
    from index.segment import packing

    if not str(packing.__file__).endswith(".py"):
        return
    said = _(
        "Telusur terpasang tanpa kompilasi: hasilnya sama, tetapi jauh lebih lambat. "
        "Pasang gcc dan python3-dev, lalu pasang Telusur lagi."
    )
    click.echo(f"telusur: {said}", err=True)
