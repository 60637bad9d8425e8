"""Bytes to text: what must hold before a file is looked at as YAML.

Everything here is about characters: the size of the file, its encoding, characters that nobody can see and that change
what a reader sees (control characters, bidirectional overrides: Unicode TR 36 and CVE-2021-42574), and the normal form
NFC (Unicode Annex 15), so that two spellings of one word are one string.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable, Sequence

from counterbrief.errors import CounterbriefError, Place, ProblemsError, ReadError

MAX_BYTES = 256 * 1024
"""The largest file that is read, in bytes (262,144)."""

MAX_PROBLEMS = 50
"""How many problems of one file are listed; a file with more is most likely not meant for us at all."""

_LAST_OF_PLANES = "".join(chr(plane + last) for plane in range(0x10000, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 controls but tab and line feed, DEL, C1 controls with the NEL line break
    "\u2028\u2029"  # line breaks for YAML 1.1, plain characters for YAML 1.2
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides and isolates
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"  # surrogates, no characters, a byte order mark inside the text
    + _LAST_OF_PLANES
    + "]"
)
"""One character that may stand neither in a file nor in a value."""

# The same rule the other way round and within 16 bits, where the regex engine uses a table: it clears nearly every text
# ten times faster; the rest (emoji, say) is searched with FORBIDDEN.
_ALLOWED = re.compile("[\t\n\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd]*")

_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_TAKE_OUT = "take it out; it cannot be seen in most editors"


def text_of(data: bytes, name: str, *, nfc: bool = True) -> str:
    """Return the text of a file, without byte order mark and with LF line breaks.

    With ``nfc=False`` text that is not in the normal form NFC is let through: `counterbrief fmt` mends it.
    Raises `ReadError`, or `ProblemsError` where several characters are at fault.
    """
    if len(data) > MAX_BYTES:
        raise ReadError(
            f"the file holds {len(data):,} bytes; at most {MAX_BYTES:,} are read",
            where=Place(file=name),
            hint="split it into several records",
        )
    for mark, encoding in _WIDE_MARKS:
        if data.startswith(mark):
            raise ReadError(
                f"expected UTF-8 text, found {encoding}",
                where=Place(file=name, line=1, column=1),
                hint='save the file again as "UTF-8"',
            )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error, name) from None
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    hidden = [] if clean(text) else _forbidden_characters(text, name)
    spelled = _unnormalised_words(text, name) if nfc and not unicodedata.is_normalized("NFC", text) else []
    raise_problems([*hidden, *spelled])
    return text


def clean(text: str) -> bool:
    """Return whether a text holds no forbidden character."""
    return _ALLOWED.fullmatch(text) is not None or FORBIDDEN.search(text) is None


def value_fault(value: str, *, nfc: bool = True) -> tuple[str, str] | None:
    """Return what is wrong with a single value, and what to do, or nothing: the rules of `text_of` for one string."""
    found = None if clean(value) else FORBIDDEN.search(value)
    if found:
        return f"found {named(found.group())}, which may not stand in a value", _advice(found.group())
    if nfc and not unicodedata.is_normalized("NFC", value):
        word = next((word for word in value.split() if not unicodedata.is_normalized("NFC", word)), value)
        return _unnormalised(word)
    return None


def named(character: str) -> str:
    """Name a character for people, in words that can be printed anywhere: ``U+202E (RIGHT-TO-LEFT OVERRIDE)``."""
    fallback = "control character" if unicodedata.category(character) == "Cc" else "no character"
    return f"U+{ord(character):04X} ({unicodedata.name(character, fallback)})"


def raise_problems(problems: Sequence[CounterbriefError]) -> None:
    """Raise the only problem as itself, several together, none not at all; a very long list is cut and says so."""
    if len(problems) == 1:
        raise problems[0]
    if len(problems) > MAX_PROBLEMS:
        cut = list(problems[:MAX_PROBLEMS])
        file = cut[-1].where.file if cut[-1].where else ""
        more = ReadError("the file has more problems, which are not listed", where=Place(file=file), hint="mend these")
        raise ProblemsError([*cut, more])
    if problems:
        raise ProblemsError(problems)


def _not_utf8(data: bytes, error: UnicodeDecodeError, name: str) -> ReadError:
    before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    where = Place(file=name, line=before.count("\n") + 1, column=len(before) - before.rfind("\n"))
    return ReadError(
        f"expected UTF-8 text, found the byte 0x{data[error.start]:02x} at offset {error.start}",
        where=where,
        hint='save the file again as "UTF-8", then check the letters near this place',
    )


def _advice(character: str) -> str:
    return "write an ordinary line break" if character in "\u2028\u2029\x85\r" else _TAKE_OUT


def _forbidden_characters(text: str, name: str) -> list[CounterbriefError]:
    problems: list[CounterbriefError] = []
    for where, character in _placed(text, FORBIDDEN.finditer(text), name):
        message = f"found {named(character)}, which may not stand in a file"
        problems.append(ReadError(message, where=where, hint=_advice(character)))
    return problems


def _placed(text: str, found: Iterable[re.Match[str]], name: str) -> Iterable[tuple[Place, str]]:
    line, line_start = 1, 0
    for count, match in enumerate(found):
        if count > MAX_PROBLEMS:
            return
        passed = text.count("\n", line_start, match.start())
        if passed:
            line += passed
            line_start = text.rfind("\n", line_start, match.start()) + 1
        yield Place(file=name, line=line, column=match.start() - line_start + 1), match.group()


def _unnormalised(word: str) -> tuple[str, str]:
    # The word is shown in its normal form, so that the message can be printed and compared like any other text.
    shown = unicodedata.normalize("NFC", word[:40]) + ("..." if len(word) > 40 else "")
    return (
        f"the word '{shown}' is not in the normal form NFC: its letters and accents are stored another way",
        "run `counterbrief fmt` on the file, or type the word again",
    )


def _unnormalised_words(text: str, name: str) -> list[CounterbriefError]:
    problems: list[CounterbriefError] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.isascii() or unicodedata.is_normalized("NFC", line):
            continue
        for word in re.finditer(r"\S+", line):
            if unicodedata.is_normalized("NFC", word.group()):
                continue
            message, hint = _unnormalised(word.group())
            where = Place(file=name, line=number, column=word.start() + 1)
            problems.append(ReadError(message, where=where, hint=hint))
            if len(problems) > MAX_PROBLEMS:
                return problems
            break
    return problems
