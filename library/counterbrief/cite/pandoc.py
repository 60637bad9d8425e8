"""The one module that starts pandoc: a long-lived process that answers many documents, or one process a document.

A document is pandoc's JSON form of itself; its citations come back worded. ``pandoc lua`` has no sandbox, so a
document whose metadata could name a file or an address is refused here and, again, in ``worker.lua``.
pandoc is GPL software: it is only ever run as a separate program, never linked.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any, cast

from counterbrief.errors import CitationError, MissingToolError

OLDEST_PANDOC = (3, 9)
"""Older versions word some citations differently."""
INSTALL_HINT = 'run: pip install "pypandoc_binary==1.17"'
DEFAULT_TIMEOUT = 60.0
"""Seconds that one document may take, the start of the process included."""
ALLOWED_METADATA = frozenset({"csl", "lang", "link-bibliography", "references"})
"""None of these makes pandoc open a file: the style in ``csl`` must be a ``data:`` URI."""


def find_pandoc() -> Path:
    """Return the pandoc program that the ``pypandoc_binary`` package carries.

    A pandoc on the search path is not used: its version would decide how citations read.
    """
    spec = find_spec("pypandoc")
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    for folder in (spec.submodule_search_locations or []) if spec is not None else []:
        program = Path(folder) / "files" / name
        if program.is_file():
            return program
    raise MissingToolError("citations need pandoc, which is not installed", hint=INSTALL_HINT)


def process(document: Mapping[str, Any], *, timeout: float = DEFAULT_TIMEOUT, one_shot: bool = False) -> dict[str, Any]:
    """Word the citations of one pandoc document (JSON form) and return the document.

    ``timeout`` is in seconds. ``one_shot`` starts a sandboxed pandoc for this document alone instead of asking the
    long-lived process; the answer is the same. Safe to call from several threads and after a fork.
    """
    _refuse_files(document)
    try:
        request = json.dumps(document, ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode("ascii")
    except (TypeError, ValueError) as error:
        raise CitationError(f"a citation holds a value that is not JSON: {error}") from error
    answer = _once(request, timeout) if one_shot else _shared.ask(request, timeout)
    try:
        result = json.loads(answer)
    except ValueError as error:
        raise CitationError("pandoc answered something that is not JSON", hint=INSTALL_HINT) from error
    if "error" in result:
        raise CitationError(f"pandoc could not word the citations: {result['error']}")
    return cast("dict[str, Any]", result)


def stop() -> None:
    """Stop the long-lived process of this Python process, if there is one. The next document starts a new one."""
    _shared.stop()


def worker_pid() -> int | None:
    """Return the process id of the long-lived process while it runs, else None."""
    return _shared.pid


class _Worker:
    """One long-lived ``pandoc lua`` process."""

    def __init__(self, timeout: float) -> None:
        program = find_pandoc()
        script = files("counterbrief.cite").joinpath("worker.lua").read_text(encoding="utf-8")
        # -E keeps Lua's environment variables out. The script goes in as text, so that a zipped package works.
        # Its error stream is dropped: warnings only, and a thread that empties it would stand in the way of a fork.
        self._process = _start([str(program), "lua", "-E", "-e", script], program, errors=subprocess.DEVNULL)
        greeting = self._exchange(None, timeout)
        try:
            version = str(json.loads(greeting)["pandoc"])
        except (ValueError, KeyError, TypeError) as error:
            self.stop()
            raise MissingToolError("the pandoc that is installed does not start", hint=INSTALL_HINT) from error
        try:
            _check_version(version)
        except MissingToolError:
            self.stop()
            raise

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, request: bytes, timeout: float) -> bytes:
        return self._exchange(request + b"\n", timeout)

    def _exchange(self, request: bytes | None, timeout: float) -> bytes:
        """Send a line and read a line. A timer that kills the process bounds both without polling."""
        late = threading.Event()

        def give_up() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(timeout, give_up)
        timer.daemon = True
        timer.start()
        try:
            if request is not None:
                _write_all(_pipe(self._process.stdin), request)
            answer = _read_line(_pipe(self._process.stdout))
        except OSError:
            answer = b""
        finally:
            timer.cancel()
            timer.join()  # no thread of ours is left over when a server forks
        if late.is_set():
            self.stop()
            raise CitationError(
                f"pandoc did not word the citations within {timeout:g} seconds",
                hint="the style may loop, or the document is very large; give a longer time",
            )
        if not answer.endswith(b"\n"):
            self.stop()
            raise _DiedError
        return answer

    def stop(self) -> None:
        """End the process: its input ends, and it is killed where that is not enough."""
        _pipe(self._process.stdin).close()
        try:
            self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        _pipe(self._process.stdout).close()

    def forget(self) -> None:
        """Let go of a process that belongs to the parent of this forked process."""
        for stream in (self._process.stdin, self._process.stdout):
            _pipe(stream).close()
        # Without a return code Popen would try to wait for a process that is not a child of this one.
        self._process.returncode = 0


class _DiedError(Exception):
    """The long-lived process ended in the middle of a document."""


class _Shared:
    """The long-lived process of this Python process, started when first asked."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._worker: _Worker | None = None

    @property
    def pid(self) -> int | None:
        worker = self._worker
        return worker.pid if worker is not None and worker.alive else None

    def ask(self, request: bytes, timeout: float) -> bytes:
        with self._lock:
            # A process that was killed from outside since the last document is replaced once, unnoticed. A document
            # that kills a fresh process too is the cause itself.
            for _ in range(2):
                try:
                    return self._ready(timeout).ask(request, timeout)
                except _DiedError:
                    self._drop()
                except CitationError:
                    self._drop()
                    raise
            raise CitationError(
                "pandoc ended without an answer",
                hint="the document may be too large for the memory of this machine, or pandoc is damaged; "
                + INSTALL_HINT,
            )

    def _ready(self, timeout: float) -> _Worker:
        if self._worker is not None and not self._worker.alive:
            self._drop()
        if self._worker is None:
            self._worker = _Worker(timeout)
        return self._worker

    def _drop(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.stop()

    def stop(self) -> None:
        with self._lock:
            self._drop()

    def after_fork(self) -> None:
        """Start afresh in a forked process: another thread may have held the lock, the pipes are the parent's."""
        self._lock = threading.Lock()
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.forget()


_shared = _Shared()
atexit.register(stop)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_shared.after_fork)


def _once(request: bytes, timeout: float) -> bytes:
    """Run a sandboxed pandoc for one document."""
    program = find_pandoc()
    _check_version(_version_of(str(program)))
    arguments = [str(program), "--sandbox", "--citeproc", "--from=json", "--to=json"]
    with _start(arguments, program) as running:
        try:
            answer, errors = running.communicate(request, timeout=timeout)
        except subprocess.TimeoutExpired:
            running.kill()
            raise CitationError(f"pandoc did not word the citations within {timeout:g} seconds") from None
    if running.returncode != 0:
        raise CitationError(f"pandoc could not word the citations: {errors.decode('utf-8', 'replace').strip()}")
    return answer


@lru_cache(maxsize=4)
def _version_of(program: str) -> str:
    with _start([program, "--version"], Path(program)) as running:
        words = running.communicate(timeout=DEFAULT_TIMEOUT)[0].decode("utf-8", "replace").split()
    return words[1] if len(words) > 1 else ""


def _check_version(version: str) -> None:
    numbers = tuple(int(part) for part in version.split(".") if part.isdigit())
    if numbers < OLDEST_PANDOC:
        wanted = ".".join(map(str, OLDEST_PANDOC))
        raise MissingToolError(f"citations need pandoc {wanted} or later, found {version or 'none'}", hint=INSTALL_HINT)


def _start(arguments: list[str], program: Path, errors: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            bufsize=0,
            cwd=program.parent,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise MissingToolError(f"pandoc does not start: {error.strerror or error}", hint=INSTALL_HINT) from error


def _environment() -> dict[str, str]:
    """Return what pandoc sees: nothing of the user's, so that no setting or start file of theirs changes an answer."""
    nowhere = str(Path(find_pandoc().anchor, "nonexistent"))
    environment = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": nowhere, "XDG_DATA_HOME": nowhere, "APPDATA": nowhere}
    # Windows programs do not start without these two.
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "WINDIR") if name in os.environ}
    return environment | kept


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:  # pragma: no cover - every process here is started with three pipes
        raise AssertionError
    return stream


def _write_all(stream: IO[bytes], data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[stream.write(rest) :]


def _read_line(stream: IO[bytes]) -> bytes:
    """Read to the end of a line, in large pieces: the pipe is unbuffered, so that a fork copies no half-read bytes."""
    pieces: list[bytes] = []
    while piece := stream.read(65536):
        pieces.append(piece)
        if piece.endswith(b"\n"):
            break
    return b"".join(pieces)


def _refuse_files(document: Mapping[str, Any]) -> None:
    metadata = document.get("meta")
    if not isinstance(metadata, Mapping):
        raise CitationError("a citation document needs metadata with a style")
    for name in sorted(metadata.keys() - ALLOWED_METADATA):
        raise CitationError(f"metadata field {name!r} is refused: it could make pandoc open a file or an address")
    style = metadata.get("csl")
    address = style.get("c") if isinstance(style, Mapping) and style.get("t") == "MetaString" else None
    if not isinstance(address, str) or not address.startswith("data:"):
        raise CitationError("a citation style must be given in memory, as a data: URI, never as a file or an address")
