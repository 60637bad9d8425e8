from __future__ import annotations

import os
import select
import signal
import sys
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture
from tests.builders import records
from tests.unit.cli.conftest import DAY, Run

from counterbrief.cli.fields import fields_of, referred
from counterbrief.model import KINDS, Naming, Person, Record, Source, Theme
from counterbrief.model.references import references
from counterbrief.workflow import Corpus

LIBRARY = Path(__file__).parents[3] / "library"

ANSWERS = {
    "capture": ["page", "ab" * 32, "1200", "text/html", "2026-11-01", "."],
    "claim": ["A home", "Everybody finds a home.", "y", "page", "", "paragraph 2", "n", "n"],
    "person": ["ليلى", "a former member", "", "pseudonym", "no", "", "", "", "yes", "her village", "her brother", ""],
    "plan": [
        *("testimony-profile", "One testimony", "What somebody tells", DAY, "en-GB", "Our house", "teachers"),
        *("training", "", "", "", "", "n"),
        *("y", "testimonies", "", "y", "words", "", "", "the-barrack", "", "y", "told", "", "Some left."),
        *("y", "page", "", "paragraph 2", "n", "n", "n"),
        *("y", "limits", ".", "y", "limit", "editor", "It is one voice.", "n"),
        *("n",),
    ],
    "source": [
        *("report", "A report", "y", "Nemo", "Anna", "", "y", "", "", "The house", "n", "A yearbook", "The press"),
        *("7", "2015-09", "", "https://example.org/a", "en", "page, study", "B", "Known for care.", "", ""),
    ],
    "statistic": [
        *("Letters", "page", "some ten", "10", "letters", ".", "y", "page", ".", "n", "y"),
        *("study", "twelve", "12", "letters", "", "in 2015", "2015", "n", "n", ""),
    ],
    "team-member": ["analyst", "", "n"],
    "testimony": [
        *("someone", "someone", "relayed", "page, study", "2015-09", "It was a barrack."),
        *("y", "page", "", "paragraph 3", "n", "n", "y", "The lock.", "n", "n"),
        *("y", "lock", "There was a lock", "en", "translation", "", "y", "page", "", "paragraph 3", "n", "n"),
        *("broken-promises", "3", "informed", "", "yes", "yes", "unknown", "yes", "y"),
        *("training", "teachers, pupils", "document", "en, ar", "2026-01-01", "2027-01-01"),
    ],
    "theme": ["The lock", "broken-promises", "emotional,social", "They were locked in.", "n", "claim-of-home", "n"],
}


def lines(*answers: str) -> str:
    return "\n".join(("writer", *answers, ""))


@pytest.mark.parametrize("kind", sorted(ANSWERS))
def test_answers_from_a_pipe_become_a_valid_canonical_file(
    kind: str, run: Run, corpus: Path, file_regression: FileRegressionFixture
) -> None:
    ran = run("new", kind, "made", str(corpus), given=lines(*ANSWERS[kind]))
    folder = next(one.folder for one in KINDS if one.name == kind)
    file = corpus / folder / "made.yaml"
    assert (ran.code, ran.out) == (0, f"{file.as_posix()}\n"), ran.err
    assert Corpus.open(corpus).find("made").invented
    assert run("fmt", "--check", str(corpus)).code == 0
    # The questions repeat the model's docstrings: one kind shows how they look, the others only what becomes of them.
    file_regression.check(f"{ran if kind == 'person' else ran.out}\n{file.read_text(encoding='utf-8')}")


def test_the_id_is_asked_for_where_it_is_not_given_and_the_writer_is_not_where_they_are(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(corpus)
    ran = run("new", "team-member", "--by", "writer", given="amal\nanalyst\n.\n")
    assert (ran.code, ran.out) == (0, "team/amal.yaml\n")


def test_a_member_may_be_the_first_of_a_team(run: Run, tmp_path: Path) -> None:
    (tmp_path / "corpus.yaml").write_text("format: 1\nname: x\n", encoding="utf-8")
    ran = run("new", "team-member", "amal", given="amal\nanalyst\n.\n")
    assert (ran.code, ran.out) == (0, "team/amal.yaml\n")


def test_all_fields_are_asked_for_when_wanted(run: Run, corpus: Path) -> None:
    asked = run("new", "source", "made", str(corpus), "--all", given="").err
    assert asked.startswith("written_by\n")
    answers = [
        "webpage",
        "A page",
        "",
        "n",
        "A site",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "an archive",
        "box 3",
        "en",
        ".",
    ]
    ran = run("new", "source", "made", str(corpus), "--all", given=lines(*answers))
    assert ran.code == 0, ran.err
    assert Corpus.open(corpus).get(Source, "made").archive_location == "box 3"


def test_texts_can_be_answered_in_another_language(run: Run, corpus: Path) -> None:
    ran = run("new", "theme", "made", str(corpus), "--language", "ar", given=lines("القفل", ".", "قفل", "n"))
    assert ran.code == 0, ran.err
    assert Corpus.open(corpus).get(Theme, "made").label["ar"] == "القفل"


def test_answers_are_composed_and_a_byte_order_mark_and_carriage_returns_do_not_matter(run: Run, corpus: Path) -> None:
    given = lines("", "a no\u0308rthern woman", "", "anonymous", ".").replace("\n", "\r\n")
    ran = run("new", "person", "made", str(corpus), given=b"\xef\xbb\xbf" + given.encode())
    assert ran.code == 0, ran.err
    assert Corpus.open(corpus).get(Person, "made").role["en"] == "a n\u00f6rthern woman"


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        (
            ["wrter"],
            "line 1 of the input is no answer to 'written_by': there is no team-member 'wrter'; did you mean 'writer'?",
        ),
        (["writer", "x", ""], "line 3 of the input is no answer to 'role': an answer is needed here"),
        (
            ["writer", "x", "a man", "", "namd"],
            "line 5 of the input is no answer to 'protection, naming': there is no choice 'namd'; did you mean 'named'?",
        ),
        (
            ["writer", "x", "a man", "", "anonymous", "."],
            "the answers up to line 6 of the input do not fit: a person who is anonymous has no 'name' in the corpus",
        ),
        (["writer", "x"], "the input ended at the question 'role', after 2 lines"),
    ],
)
def test_answers_that_cannot_be_taken_end_the_command_and_write_nothing(
    run: Run, corpus: Path, answers: list[str], message: str
) -> None:
    ran = run("new", "person", "made", str(corpus), given="".join(f"{answer}\n" for answer in answers))
    assert (ran.code, ran.out) == (2, "")
    said, _, remedy = ran.err.splitlines()[-1].rpartition("; ")
    assert (said.rpartition("; ")[0], remedy) == (message, "nothing is written")
    assert not (corpus / "people" / "made.yaml").exists()


def test_answers_that_are_not_utf_8_are_refused(run: Run, corpus: Path) -> None:
    ran = run("new", "person", "made", str(corpus), given="writer\nJosé\n".encode("latin-1"))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-1].endswith("of the input is not UTF-8; save the answers as UTF-8; nothing is written")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["persn"], "there is no kind of record 'persn'; did you mean 'person'?"),
        (["approval"], "Error: an approval is given with 'counterbrief approve RECORD --by ID'"),
        (["person", "page", "corpus"], "Error: the id 'page' belongs to a source; choose another"),
        (
            ["person", "Some One", "corpus"],
            "Error: 'Some One' is not an id: small letters a-z, digits and single hyphens between them, such as 'ebrahim-b'",
        ),
        (["person", "x", "corpus", "--by", "wrter"], "there is no team-member 'wrter'; did you mean 'writer'?"),
        (["person", "x", "nowhere"], "nowhere: there is no such folder; name the folder of a corpus"),
    ],
)
def test_what_cannot_be_made_is_refused_before_a_question_is_asked(
    run: Run, corpus: Path, arguments: list[str], message: str
) -> None:
    ran = run("new", *arguments, given="")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-1] == message


@pytest.mark.parametrize("record", list(records()), ids=lambda record: str(record.id))
def test_the_forms_know_every_reference_that_the_model_knows(record: Record) -> None:
    known = referred(type(record))
    for reference in references(record):
        assert known[tuple(step for step in reference.path if isinstance(step, str))] is reference.type


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.name != "approval"], ids=lambda kind: str(kind.name))
def test_the_forms_know_every_field_of_every_kind(kind: object) -> None:
    waiting = [next(one.type for one in KINDS if one is kind)]
    while waiting:
        for field in fields_of(waiting.pop()):
            if field.nested:
                waiting.append(field.type)
            else:
                assert isinstance(field.type, type)


class Terminal:
    """A child that talks with us over a terminal of its own."""

    def __init__(self, *arguments: str, **variables: str) -> None:
        import pty  # not there on Windows

        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
            environment = {**kept, "PYTHONPATH": str(LIBRARY), "TERM": "xterm", **variables}
            os.execve(sys.executable, [sys.executable, "-m", "counterbrief", *arguments], environment)
        self.heard = b""

    def expect(self, text: str) -> None:
        """Read until the text was printed."""
        while text.encode() not in self.heard:
            data = self._read()
            assert data, f"{text!r} was not printed, but {self.heard!r}"
            self.heard += data
        self.heard = self.heard.partition(text.encode())[2]

    def type(self, answer: str) -> None:
        """Type an answer and press the return key."""
        os.write(self.handle, f"{answer}\n".encode())

    def interrupt(self) -> None:
        """Press Ctrl-C, and once more where nothing happens: a signal just before readline listens waits for a key."""
        for _ in range(20):
            os.write(self.handle, b"\x03")
            if select.select([self.handle], [], [], 0.5)[0]:
                data = self._read()
                self.heard += data
                if not data:
                    return

    def end(self) -> tuple[int, str]:
        """The exit code and everything that was not read yet."""
        while data := self._read():
            self.heard += data
        _, status = os.waitpid(self.pid, 0)
        os.close(self.handle)
        return os.waitstatus_to_exitcode(status), self.heard.decode()

    def _read(self) -> bytes:
        """What was printed; nothing once the child is gone. A child that says nothing for long is ended."""
        if not select.select([self.handle], [], [], 20)[0]:
            os.kill(self.pid, signal.SIGKILL)
            return b""
        try:
            return os.read(self.handle, 4096)
        except OSError:  # Linux says so when the child is gone
            return b""


needs_terminals = pytest.mark.skipif(sys.platform == "win32", reason="platform: Windows has no pseudo-terminals here")


@needs_terminals
def test_a_person_at_a_terminal_is_asked_again_and_keeps_what_was_right(corpus: Path) -> None:
    talk = Terminal("new", "person", "made", str(corpus), "--by", "writer", NO_COLOR="1")
    for question, answer in (
        ("name (optional)", "Amal"),
        ("role", ""),
        ("an answer is needed here", "a former member"),
        ("origin (optional)", ""),
        ("protection, naming", "anonymos"),
        ("did you mean 'anonymous'?", "anonymous"),
        ("protection, minor", "."),
        ("a person who is anonymous has no 'name' in the corpus; once more, an empty line keeps your answer", ""),
        ("role", ""),
        ("origin (optional)", ""),
        ("protection, naming", "pseudonym"),
        ("protection, minor", "."),
    ):
        talk.expect(question)
        talk.expect("> ")
        talk.type(answer)
    code, said = talk.end()
    assert code == 0
    assert "corpus/people/made.yaml" in said
    person = Corpus.open(corpus).get(Person, "made")
    assert (person.name, person.role["en"], person.protection.naming) == ("Amal", "a former member", Naming.PSEUDONYM)


@needs_terminals
def test_ctrl_c_at_a_question_ends_quietly_and_writes_nothing(corpus: Path) -> None:
    talk = Terminal("new", "person", "made", str(corpus), "--by", "writer")
    talk.expect("> ")
    talk.interrupt()
    code, said = talk.end()
    assert code == 130
    assert "Traceback" not in said
    assert not (corpus / "people" / "made.yaml").exists()


@needs_terminals
def test_colours_and_progress_are_for_terminals_and_for_those_who_want_them(corpus: Path) -> None:
    code, said = Terminal("build", str(corpus), "--formats", "md", "--on", DAY).end()
    assert code == 0
    assert "1 of 1: brief" in said
    assert "\x1b[1mbrief\x1b[0m" in said
    for variables in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        code, said = Terminal("check", str(corpus), "--on", DAY, **variables).end()
        assert code == 0
        assert "\x1b[" not in said
        assert "all is well" in said
