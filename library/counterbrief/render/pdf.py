"""The Document tree as an accessible, archivable PDF (PDF/UA-1 and PDF/A-3a), laid out by Typst."""

from __future__ import annotations

import datetime as dt
import functools
import os
import pickle
import re
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Literal

import attrs

from counterbrief.errors import CounterbriefError, MissingToolError, RenderError
from counterbrief.render.checks import check_document, code_point, texts
from counterbrief.render.fonts import FontSet, find_fonts, fonts_used
from counterbrief.render.pdf_job import pdf_job
from counterbrief.render.tree import Document

if TYPE_CHECKING:
    import typst

__all__ = ["fonts_used", "write_pdf"]

_INSTALL_TYPST = "pip install typst==0.15.2"
_STANDARDS: list[Literal["a-3a", "ua-1"]] = ["a-3a", "ua-1"]
_EVIDENCE = "Every statement of this brief, its citations, and the digests of what stands behind them"
_MISSING_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
#: So many different characters are reported at once; a text in a script without a font has hundreds.
_MOST_MISSING = 20
_FAMILIES_OF_THE_HOUSE = frozenset({"Source Serif 4", "Inter", "Noto Sans Arabic", "Noto Sans Hebrew"})


def write_pdf(document: Document, *, font_folders: Sequence[Path] = ()) -> bytes:
    """The document as PDF bytes: the same bytes on any day, for the same document, fonts and release of this library.

    ``evidence.json`` is attached as it is. ``font_folders`` adds fonts for scripts that the pinned ones lack; the
    machine's own fonts are never used. Threads share one compiler behind a lock (two at once are no faster).

    Raises :class:`~counterbrief.errors.RenderError` for what
    :func:`~counterbrief.render.checks.check_document` refuses, for a character that no font at hand has (named with
    its code point and place), and for anything that the layout warns of;
    :class:`~counterbrief.errors.MissingToolError` where Typst or a font package is not installed.
    """
    check_document(document)
    try:
        document.evidence.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RenderError("the evidence that travels with the brief is not UTF-8 text") from error
    job = _Job(document=document, fonts=find_fonts(font_folders))
    return _compile_apart(job) if _compiler.is_lost else _compiler.compile(job)


@attrs.frozen(kw_only=True)
class _Job:
    """One document to lay out, and the fonts for it."""

    document: Document
    fonts: FontSet


class _Compiler:
    """The one compiler of a process, with its fonts kept open between documents.

    Typst works in threads of its own, which a fork does not copy: in a child of a process that has compiled, the next
    compile would wait for them forever. Such a child hands its work to a new process.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._started_in: int | None = None
        self._opened: tuple[FontSet, typst.Fonts] | None = None

    @property
    def is_lost(self) -> bool:
        """Whether this process was forked from one that had compiled."""
        return self._started_in is not None and self._started_in != os.getpid()

    def after_fork(self) -> None:
        """Leave behind a lock that a thread of the parent may have held."""
        self._lock = threading.Lock()

    def compile(self, job: _Job) -> bytes:
        """The job's PDF."""
        with self._lock:
            self._started_in = os.getpid()
            fonts = self._open(job.fonts)
            source = pdf_job(job.document, *_families(fonts, job.fonts))
            data, warnings = self._laid_out(source, job, fonts)
        if warnings:
            raise RenderError(f"the layout of the PDF is not sound: {_sentences(item.message for item in warnings)}")
        if not isinstance(data, bytes):
            raise RenderError("the layout of the PDF gave no file")
        return data

    def _laid_out(self, source: str, job: _Job, fonts: typst.Fonts) -> tuple[object, list[typst.TypstWarning]]:
        nowhere = job.fonts.pinned[0]  # a file: no package can be found in it, and none unpacked into it
        midnight = dt.datetime.combine(job.document.meta.date, dt.time(), tzinfo=dt.UTC)
        missing: set[str] = set()
        engine = _typst()
        while True:
            compiler = engine.Compiler(
                _house(),
                root=nowhere.parent,
                font_paths=fonts,
                ignore_system_fonts=True,
                package_path=nowhere,
                package_cache_path=nowhere,
                sys_inputs={
                    "job": source,
                    "evidence": job.document.evidence.decode("utf-8"),
                    "evidence-description": _EVIDENCE,
                },
            )
            try:
                answer: tuple[object, list[typst.TypstWarning]] = compiler.compile_with_warnings(
                    format="pdf", pdf_standards=_STANDARDS, timestamp=int(midnight.timestamp())
                )
            except engine.TypstError as error:
                # One text shows one missing character at a time: the rest come to light without those known.
                found = {_unescaped(text) for text in _MISSING_GLYPH.findall(str(error))}
                if not found and not missing:
                    said = _sentences([error.message, *error.hints])
                    raise RenderError(f"the PDF could not be laid out: {said}") from error
                if not found - missing or len(missing) > _MOST_MISSING:
                    raise _missing_characters(missing, job.document) from error
                missing |= found
                for text in found:
                    source = source.replace(text, "")
            else:
                if missing:
                    raise _missing_characters(missing, job.document)
                return answer

    def _open(self, fonts: FontSet) -> typst.Fonts:
        if self._opened is None or self._opened[0] != fonts:
            opened = _typst().Fonts(
                include_system_fonts=False,
                include_embedded_fonts=False,
                font_paths=[str(path) for path in fonts.folders],
            )
            self._opened = (fonts, opened)
        return self._opened[1]


_compiler = _Compiler()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_compiler.after_fork)


@functools.cache
def _house() -> bytes:
    return files("counterbrief.render").joinpath("house.typ").read_bytes()


def _typst() -> ModuleType:
    """Typst, which is not loaded before the first PDF."""
    try:
        import typst
    except ImportError as error:
        raise MissingToolError("PDFs are laid out by Typst, which is not installed", hint=_INSTALL_TYPST) from error
    return typst


def _families(fonts: typst.Fonts, wanted: FontSet) -> tuple[list[str], list[str]]:
    """The families of the user's folders, and those of the optional packages, without the house's own."""
    chosen = {str(path) for path in wanted.chosen}
    found: tuple[set[str], set[str]] = (set(), set())
    for font in fonts.fonts():
        if font.family not in _FAMILIES_OF_THE_HOUSE:
            found[0 if font.path in chosen else 1].add(font.family)
    return sorted(found[0]), sorted(found[1] - found[0])


def _missing_characters(missing: set[str], document: Document) -> RenderError:
    """Which characters no font has, and where they stand."""
    lines = [f"{_described(text)} in {_place_of(text, document)}" for text in sorted(missing)]
    return RenderError(
        f"no font at hand has {'; nor '.join(lines)}",
        hint="take the character out, or name a folder with a font that has it (font_folders)",
    )


def _unescaped(text: str) -> str:
    """The text behind a message of Typst, which prints it as Rust does."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)


def _described(text: str) -> str:
    if len(text) > 1:
        return f'the characters {code_point(text)} ("{text}")'
    name = unicodedata.name(text, "")
    return f'the character {code_point(text)}{f" {name}" if name else ""} ("{text}")'


def _place_of(text: str, document: Document) -> str:
    """Where the text stands; characters that a writer joins may stand nowhere together, so one of them is enough."""
    found = [place for place, printed in texts(document) if text in printed]
    found = found or [place for place, printed in texts(document) if any(character in printed for character in text)]
    return found[0] if found else "the document"


def _sentences(messages: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(message.strip() for message in messages))


def _compile_apart(job: _Job) -> bytes:
    """The job's PDF from a new process; errors come back as they were raised."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [_python(), "-m", "counterbrief.render.pdf"],
        input=pickle.dumps(job),
        capture_output=True,
        env=environment,
        check=False,
    )
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RenderError(
            f"the process that lays out the PDF ended with code {done.returncode}: {said[-1] if said else 'no message'}"
        )
    answer: object = pickle.loads(done.stdout)  # noqa: S301 - from the process started above
    if isinstance(answer, CounterbriefError):
        raise answer
    if not isinstance(answer, bytes):
        raise RenderError("the process that lays out the PDF gave no file")
    return answer


def _python() -> str:
    """The interpreter: inside some web servers ``sys.executable`` is the server."""
    if Path(sys.executable or "").name.lower().startswith(("python", "pypy")):
        return sys.executable
    places = (
        Path(sys.prefix) / "bin" / "python3",
        Path(sys.prefix) / "bin" / "python",
        Path(sys.prefix) / "python.exe",
    )
    return next((str(path) for path in places if path.is_file()), sys.executable)


def serve() -> None:
    """Answer one job on standard input with its PDF, or with its error, on standard output."""
    job = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - from the process that started this one
    answer: bytes | CounterbriefError
    try:
        answer = _compiler.compile(job)
    except CounterbriefError as error:
        answer = error
    sys.stdout.buffer.write(pickle.dumps(answer))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    serve()
