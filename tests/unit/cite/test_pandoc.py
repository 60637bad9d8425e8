import json
import os
import select
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from counterbrief.cite import cite, default_style, html, pandoc
from counterbrief.errors import CitationError, MissingToolError

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork, signals or executable scripts")
LIBRARY = Path(pandoc.__file__).parents[2]


def worded(title: str, *, one_shot: bool = False) -> str:
    item = {"id": "a", "type": "book", "title": title, "language": "en"}
    return html(cite(default_style(), [item], [[{"id": "a"}]], locale="en-GB", one_shot=one_shot).notes[0])


def run_python(script: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        env=os.environ | {"PYTHONPATH": str(LIBRARY)} | environment,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.stderr.decode() == ""
    return done.stdout.decode("utf-8")


def document(**metadata: Any) -> dict[str, Any]:
    style = {"t": "MetaString", "c": "data:application/xml;base64,AAAA"}
    return {"pandoc-api-version": [1, 23, 1], "meta": {"csl": style} | metadata, "blocks": []}


def test_importing_starts_nothing_and_loads_no_pypandoc() -> None:
    script = "import sys, counterbrief.cite as c; print('pypandoc' in sys.modules, c.pandoc.worker_pid())"

    assert run_python(script).strip() == "False None"


def test_one_process_answers_many_documents() -> None:
    assert worded("One") == "<i>One</i> (no date stated)."
    first = pandoc.worker_pid()
    assert worded("Two") == "<i>Two</i> (no date stated)."

    assert first is not None
    assert pandoc.worker_pid() == first


def test_a_process_killed_in_between_is_replaced() -> None:
    worded("One")
    first = pandoc.worker_pid()
    assert first is not None
    os.kill(first, signal.SIGTERM)

    assert worded("Two") == "<i>Two</i> (no date stated)."
    assert pandoc.worker_pid() != first


def test_a_stopped_process_is_started_again_when_needed() -> None:
    worded("One")
    pandoc.stop()
    assert pandoc.worker_pid() is None
    pandoc.stop()

    assert worded("Two") == "<i>Two</i> (no date stated)."


@posix_only
def test_a_process_that_does_not_answer_is_given_up_in_time() -> None:
    worded("One")
    first = pandoc.worker_pid()
    assert first is not None
    os.kill(first, signal.SIGSTOP)

    with pytest.raises(CitationError) as caught:
        pandoc.process(document(references={"t": "MetaString", "c": "x" * 1_000_000}), timeout=0.3)

    assert str(caught.value) == (
        "pandoc did not word the citations within 0.3 seconds; "
        "the style may loop, or the document is very large; give a longer time"
    )
    assert worded("Two") == "<i>Two</i> (no date stated)."


def test_one_shot_says_the_same() -> None:
    title = "A “title” with <i>signs</i> & 'marks'"

    assert worded(title, one_shot=True) == worded(title)


def test_one_shot_reports_a_style_that_pandoc_cannot_read() -> None:
    with pytest.raises(CitationError, match="pandoc could not word the citations: "):
        pandoc.process(document(), one_shot=True)
    with pytest.raises(CitationError, match="pandoc could not word the citations: "):
        pandoc.process(document())


def test_threads_share_the_process_and_get_their_own_answers() -> None:
    titles = [f"Title {number}" for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(worded, titles))

    assert answers == [f"<i>{title}</i> (no date stated)." for title in titles]


FORK = """
import os
from counterbrief.cite import cite, default_style, pandoc, plain
def words(title):
    item = {"id": "a", "type": "book", "title": title}
    return plain(cite(default_style(), [item], [[{"id": "a"}]], locale="en-GB").notes[0])
words("parent")
first = pandoc.worker_pid()
reader, writer = os.pipe()
child = os.fork()
if child == 0:
    assert pandoc.worker_pid() is None
    os.write(writer, f"{words('child')} {pandoc.worker_pid() != first}".encode())
    pandoc.stop()
    os._exit(0)
os.close(writer)
print(os.read(reader, 1000).decode(), os.waitpid(child, 0)[1])
print(words("parent again"), pandoc.worker_pid() == first)
"""


@posix_only
def test_a_forked_server_process_starts_its_own() -> None:
    assert run_python(FORK).splitlines() == [
        "child (no date stated). True 0",
        "parent again (no date stated). True",
    ]


ORPHAN = """
import os, sys
from counterbrief.cite import cite, default_style, pandoc
cite(default_style(), [{"id": "a", "title": "T"}], [[{"id": "a"}]], locale="en-GB")
print(pandoc.worker_pid(), flush=True)
sys.stdin.read()
os._exit(1)
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="only Linux tells when a process of another one ends")
def test_the_process_ends_when_its_parent_dies_without_a_word() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", ORPHAN],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(LIBRARY)},
    )
    assert parent.stdin is not None
    assert parent.stdout is not None
    with parent:
        handle = os.pidfd_open(int(parent.stdout.readline()))
        parent.stdin.close()
        ended, _, _ = select.select([handle], [], [], 20)
        os.close(handle)

    assert ended == [handle]


def test_nothing_of_the_user_changes_the_answer(tmp_path: Path) -> None:
    script = (
        "from counterbrief.cite import *\n"
        "items = [{'id': str(n), 'type': 'book', 'title': t, 'issued': {'date-parts': [[2015, 9, n]]}}"
        " for n, t in enumerate(['é', 'z', 'a', 'Ä', 'لماذا'], start=1)]\n"
        "worded = cite(default_style(), items, [[{'id': i['id']} for i in items]], locale='de-DE')\n"
        "import sys; sys.stdout.buffer.write(repr(worded).encode())\n"
    )
    (tmp_path / "pandoc").mkdir()
    (tmp_path / "pandoc" / "init.lua").write_text("error('a start file of the user')", encoding="utf-8")

    plainly = run_python(script, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    elsewhere = run_python(
        script,
        PYTHONHASHSEED="2",
        TZ="Asia/Manila",
        LC_ALL="ar_SA.UTF-8",
        XDG_DATA_HOME=str(tmp_path),
        LUA_INIT="error('a variable of the user')",
    )

    assert plainly == elsewhere
    assert "September 2015" in plainly


@pytest.mark.parametrize("field", ["bibliography", "citation-abbreviations", "citation-style", "nocite"])
def test_metadata_that_could_name_a_file_is_refused(field: str) -> None:
    with pytest.raises(CitationError) as caught:
        pandoc.process(document(**{field: {"t": "MetaString", "c": "secret.bib"}}))

    assert str(caught.value) == (f"metadata field {field!r} is refused: it could make pandoc open a file or an address")


@pytest.mark.parametrize(
    "style",
    [
        {"t": "MetaString", "c": "apa.csl"},
        {"t": "MetaString", "c": "https://example.org/apa.csl"},
        {"t": "MetaInlines", "c": [{"t": "Str", "c": "data:x"}]},
        None,
    ],
)
def test_a_style_that_is_not_in_memory_is_refused(style: object) -> None:
    with pytest.raises(CitationError) as caught:
        pandoc.process(document(csl=style))

    assert str(caught.value) == (
        "a citation style must be given in memory, as a data: URI, never as a file or an address"
    )


def test_the_process_itself_refuses_files_too() -> None:
    script = files("counterbrief.cite").joinpath("worker.lua").read_text(encoding="utf-8")
    asked = [
        document(bibliography={"t": "MetaString", "c": "secret.bib"}),
        document(csl={"t": "MetaString", "c": "https://example.org/apa.csl"}),
    ]
    done = subprocess.run(
        [str(pandoc.find_pandoc()), "lua", "-E", "-e", script],
        input="".join(json.dumps(one) + "\n" for one in asked).encode(),
        capture_output=True,
        check=True,
    )

    assert [json.loads(line) for line in done.stdout.decode().splitlines()[1:]] == [
        {"error": "metadata field bibliography is refused"},
        {"error": "the style must be given in memory"},
    ]


HINT = 'run: pip install "pypandoc_binary==1.17"'


def test_a_missing_pandoc_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    pandoc.stop()
    monkeypatch.setattr(pandoc, "find_spec", lambda _name: None)

    with pytest.raises(MissingToolError) as caught:
        worded("T")

    assert str(caught.value) == f"citations need pandoc, which is not installed; {HINT}"


@posix_only
@pytest.mark.parametrize(
    ("script", "message"),
    [
        ('echo \'{"pandoc": "3.1.11"}\'; cat', f"citations need pandoc 3.9 or later, found 3.1.11; {HINT}"),
        ("echo hello; cat", f"the pandoc that is installed does not start; {HINT}"),
        (
            "exit 3",
            (
                "pandoc ended without an answer; the document may be too large for the memory of this machine, "
                f"or pandoc is damaged; {HINT}"
            ),
        ),
    ],
)
def test_an_old_or_damaged_pandoc_says_what_to_install(
    script: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pandoc"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    pandoc.stop()
    monkeypatch.setattr(pandoc, "find_pandoc", lambda: program)

    with pytest.raises((CitationError, MissingToolError)) as caught:
        worded("T")

    assert str(caught.value) == message
    assert pandoc.worker_pid() is None


@posix_only
def test_an_old_pandoc_is_refused_in_one_shot_mode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pandoc"
    program.write_text("#!/bin/sh\necho pandoc 2.17\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(pandoc, "find_pandoc", lambda: program)

    with pytest.raises(MissingToolError) as caught:
        worded("T", one_shot=True)

    assert str(caught.value) == f"citations need pandoc 3.9 or later, found 2.17; {HINT}"
