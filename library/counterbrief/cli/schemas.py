"""``counterbrief schema``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from counterbrief.cli.options import known_kind
from counterbrief.cli.printing import note, say
from counterbrief.codec import schema as schema_of
from counterbrief.codec import schemas, settings_schema
from counterbrief.files import write_whole
from counterbrief.model import KINDS


@click.command(
    epilog="""\b
Examples:
  counterbrief schema testimony                     print one schema
  counterbrief schema --out my-corpus/schemas       write them all
"""
)
@click.argument("kind", required=False)
@click.option("--out", metavar="FOLDER", help="Write every schema into this folder.")
def schema(kind: str | None, out: str | None) -> None:
    """Write JSON Schemas, with which editors check while you type.

    KIND is a kind of record, or 'corpus' for corpus.yaml.
    """
    if (kind is None) == (out is None):
        raise click.UsageError("give either a KIND to print, or --out FOLDER to write them all")
    if kind is not None:
        shape = settings_schema() if kind == "corpus" else schema_of(known_kind(kind))
        # Schemas are in English: ASCII suits every console.
        say(json.dumps(shape, indent=2))
        return
    folder = Path(out or ".")
    for name, data in schemas().items():
        write_whole(folder / name, data)
        say((folder / name).as_posix())
    note(_for_editors(folder))


def _for_editors(folder: Path) -> str:
    """The settings of an editor with the YAML language server (VS Code's "YAML" extension, Neovim, Emacs, Zed)."""
    here = folder.as_posix()
    shapes = {f"{here}/{kind.name}.schema.json": f"**/{kind.folder}/*.yaml" for kind in KINDS}
    settings = json.dumps({"yaml.schemas": {f"{here}/corpus.schema.json": "**/corpus.yaml", **shapes}}, indent=2)
    return (
        "For an editor with the YAML language server (VS Code with its YAML extension, Neovim, Emacs), put this into its"
        f" settings:\n{settings}\nOr begin a file with a line such as\n"
        "# yaml-language-server: $schema=../schemas/testimony.schema.json"
    )
