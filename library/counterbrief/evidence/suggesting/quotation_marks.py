"""Quotation marks of many systems, in pairs: “…”, ‘…’, „…“, ”…”, «…», »…«, ‹…›, 「…」, 『…』, 〝…〞, "…", '…', ``…''.

Marks are paired block by block, as they nest. The same sign opens in one system and closes in another („…“ and “…”), so
a sign closes what is open if it can, and opens otherwise. Sets of signs: Unicode 15.1, section 6.2, table 6-5.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from counterbrief.evidence.suggesting.paragraphs import Block, blocks

#: The longest words between two marks, in code points; a mark that is farther from its partner has none.
LONGEST = 4000
_DEEPEST = 8
_AHEAD = 300  # code points that are looked at for the mark that closes behind an apostrophe

#: What closes each opening sign, in the order in which it is looked for.
_CLOSES = {
    "“": "”“",
    "”": "”“",  # Swedish ”…”; Arabic pages set ”…“
    "„": "“”„",
    "‟": "”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹",
    "‘": "’'",
    "‚": "‘’",
    "’": "’",
    "「": "」",
    "『": "』",
    "〝": "〞〟",
    "＂": "＂",
    '"': '"”',
    "'": "'",
    "``": "''",
    "‘‘": "’’",
    ",,": "''’’",
    "<<": ">>",
}
_TWO = ("``", "''", "‘‘", "’’", "<<", ">>", ",,")
_SIGNS = frozenset("".join(sign + closing for sign, closing in _CLOSES.items() if len(sign) == 1))
_BRACKETS = frozenset("([{¿¡—–-…=/*•")
_SINGLE = frozenset("'’‘‚")
_EITHER = frozenset("\"'”’＂»›")  # these open as they close, and where they stand tells which


@attrs.frozen(kw_only=True)
class Marked:
    """Words between a pair of quotation marks.

    Attributes:
        start: first code point behind the opening mark
        end: one behind the last before the closing mark
        opening: the opening mark
        closing: the closing mark; empty for speech that goes on in the next paragraph, which opens it again
        depth: 0 for the outermost quotation, 1 for one within it, and so on
        block: number of the block of text, from 0
        goes_on: whether the speech began in the block before
    """

    start: int
    end: int
    opening: str
    closing: str
    depth: int
    block: int
    goes_on: bool = False


def marked_spans(text: str) -> tuple[Marked, ...]:
    """Everything that stands in quotation marks, by where it begins; a mark without its partner marks nothing."""
    found: list[Marked] = []
    parts = blocks(text)
    continued = ""
    for number, block in enumerate(parts):
        following = text[parts[number + 1].start :][:2] if number + 1 < len(parts) else ""
        pairs, opened = _pairs(text, block)
        begins = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
        if opened is not None and following.startswith(opened[1]) and block.end > opened[0]:
            begins = sorted([*begins, (opened[0], block.end, opened[1], "")], key=lambda pair: (pair[0], -pair[1]))
        ends: list[int] = []
        for start, end, opening, closing in begins:
            while ends and ends[-1] < end:
                ends.pop()
            goes_on = bool(continued) and start == block.start + len(opening) and opening == continued
            found.append(
                Marked(
                    start=start,
                    end=end,
                    opening=opening,
                    closing=closing,
                    depth=len(ends),
                    block=number,
                    goes_on=goes_on,
                )
            )
            ends.append(end)
        continued = opened[1] if begins and any(not pair[3] for pair in begins) and opened is not None else ""
    return tuple(found)


def _signs(text: str, block: Block) -> Iterator[tuple[int, str]]:
    place = block.start
    while place < block.end:
        two = text[place : place + 2]
        if two in _TWO and place + 2 <= block.end and not (two == ",," and not text[place + 2 : place + 3].isalnum()):
            yield place, two
            place += 2
            continue
        if text[place] in _SIGNS:
            yield place, text[place]
        place += 1


def _pairs(text: str, block: Block) -> tuple[list[tuple[int, int, str, str]], tuple[int, str] | None]:
    """Pairs as (start, end, opening, closing), and the outermost mark that stays open, with the place behind it."""
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int, str, str]] = []
    for place, sign in _signs(text, block):
        before, after = text[place - 1 : place] if place > block.start else "", text[place + len(sign) :][:1]
        if sign in _SINGLE and before.isalnum() and after.isalnum():
            continue  # an apostrophe
        depth = next((at for at in reversed(range(len(stack))) if _closes(stack[at], sign, place)), None)
        if depth is not None and not _opens_here(sign, before, after):
            if sign in "'’" and _possessive(text, block, place):
                continue
            opening, start = stack[depth]
            if place > start:
                pairs.append((start, place, opening, sign))
            del stack[depth:]
        elif sign in _CLOSES and (sign not in _SINGLE | _EITHER or _opens_here(sign, before, after)):
            stack.append((sign, place + len(sign)))
            if len(stack) > _DEEPEST:
                del stack[0]
    opened = next(((start, sign) for sign, start in stack if _leads_in(text[block.start : start - len(sign)])), None)
    return pairs, opened


def _leads_in(before: str) -> bool:
    """Whether speech can begin here that goes on in the next paragraph: nothing before it, or 'X said:'."""
    return not before.strip() or before.rstrip().endswith((":", ","))


def _closes(opened: tuple[str, int], sign: str, place: int) -> bool:
    opening, start = opened
    closing = _CLOSES[opening]
    if place - start > LONGEST:
        return False
    return sign in (closing[at : at + len(sign)] for at in range(0, len(closing), len(sign)))


def _opens_here(sign: str, before: str, after: str) -> bool:
    """Whether a sign stands where one opens: behind a space or bracket, and before a word."""
    free = not before or before.isspace() or before in _BRACKETS or (before in _SIGNS and before != sign)
    if sign in _EITHER | _SINGLE:
        return (
            free and bool(after) and not after.isspace() and (after.isalnum() or after in "[(…¿¡—" or after in _SIGNS)
        )
    return free and sign in _CLOSES


def _possessive(text: str, block: Block, place: int) -> bool:
    """Whether a single mark behind an s is an apostrophe: a word follows, and a mark that can close comes later."""
    if text[place - 1 : place] not in ("s", "x", "z") or text[place + 1 : place + 2] != " ":
        return False
    if not text[place + 2 : place + 3].islower():
        return False
    rest = text[place + 1 : min(block.end, place + _AHEAD)]
    following = [at for at, char in enumerate(rest) if char in "'’‘"]
    for at in following:
        before, after = rest[at - 1 : at], rest[at + 1 : at + 2]
        if rest[at] == "‘":
            return False
        if not (before.isalnum() and after.isalnum()):
            return True
    return False
