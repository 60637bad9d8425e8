"""``counterbrief capture``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from counterbrief.cli.options import on_option
from counterbrief.cli.printing import note, say
from counterbrief.codec import write_record
from counterbrief.workflow import Corpus


@click.command(
    epilog="""\b
Examples:
  counterbrief capture page.html --by amal
  counterbrief capture interview.vtt --by amal --source interview-2024 --private
  counterbrief capture saved/*.pdf --corpus my-corpus --by amal --captures /secure/captures

Reads HTML, WARC and WACZ, PDF, plain text, DOCX, ODT, VTT and SRT. Needs: pip install 'counterbrief[captures]'
"""
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--by", required=True, metavar="ID", help="Id of the team member who captures.")
@click.option("--source", "source_id", metavar="ID", help="The source it is a copy of; else it is found or drafted.")
@click.option("--captures", metavar="FOLDER", help="Where the bytes are kept. [default: beside the corpus]")
@click.option("--corpus", default=".", metavar="FOLDER", help="The corpus. [default: the current folder]")
@click.option("--address", metavar="URL", help="Where it was saved from.")
@click.option("--encoding", metavar="NAME", help="Its encoding, where it declares none or a wrong one.")
@click.option("--method", metavar="TEXT", help="How it was saved.")
@click.option("--private", is_flag=True, help="The document is not published.")
@on_option
def capture(
    *,
    files: tuple[str, ...],
    by: str,
    source_id: str | None,
    captures: str | None,
    corpus: str,
    address: str | None,
    encoding: str | None,
    method: str | None,
    private: bool,
    on: dt.date,
) -> None:
    """Keep saved documents, record them, and draft their sources.

    The bytes are kept under their SHA-256 in a folder outside the corpus. A source that is drafted holds only what the
    document states; read it before you cite it.
    """
    from counterbrief.store.captures import CaptureStore
    from counterbrief.workflow.capture import capture as capture_file
    from counterbrief.workflow.capture import default_captures

    if source_id is not None and len(files) > 1:
        raise click.UsageError("--source names the source of one file; capture the others in calls of their own")
    opened = Corpus.open(corpus)
    store = CaptureStore(Path(captures) if captures is not None else default_captures(corpus))
    for file in files:
        done = capture_file(
            opened,
            file,
            store=store,
            by=by,
            on=on,
            source_id=source_id,
            method=method,
            private=private,
            address=address,
            encoding=encoding,
        )
        opened = done.corpus
        say(f"{file}: {done.capture.id}, {done.capture.size} bytes, sha256 {done.capture.sha256}")
        for line in done.notes:
            note(f"  note: {line}")
        if done.drafted:
            opened = opened.put(done.source)
            place = opened.place(done.source.id)
            note(f"  drafted {place.file if place else done.source.id}; read it before you cite it:")
            note("".join(f"    {line}\n" for line in write_record(done.source).decode().splitlines()).rstrip("\n"))
            for field, where in sorted(done.found.items()):
                note(f"    {field}: from {where}")
