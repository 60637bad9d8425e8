"""Who may have said quoted words: candidates, the best first, each with the reason why it is one.

The rules, in order: (1) behind the words, '“…,” said X', '“…,” X said', '… the report cited X as saying'; (2) before them, the
nearest verb of saying and its subject, 'X said: “…”', 'according to X', 'were told by X'; (3) 'he' and 'they' stand for the
nearest name or role before them, up to two paragraphs back; (4) without a verb, a name or role of the sentence, then of
the sentence before. A place where no rule fits has no candidate: the page does not say.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence

import attrs

from counterbrief.evidence.folding import words
from counterbrief.evidence.suggesting import speaking_words as known
from counterbrief.evidence.suggesting.paragraphs import Block
from counterbrief.evidence.suggesting.quotation_marks import Marked
from counterbrief.evidence.suggesting.who_phrases import Phrase, WhoKind, phrases
from counterbrief.model.people import Person

#: At most so many candidates are told for one quotation.
MOST = 4
_BACK = 2  # paragraphs that are searched for whom a pronoun stands for
_WINDOW = 600
_VERBS = 4  # verbs before the words that are asked for their subject
_SENTENCES = 8  # sentences that are searched for whom a pronoun stands for
_NEAR = 90  # code points in which a speaker stands behind a verb
_FAR = 240  # code points in which a verb stands behind the words

_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bRep)(?<!\bSen)(?<!\bProf)(?<!\bGen)[.!?…।。؟]['’”»)\]]*\s+(?=[^a-z_])"
)
_LEAD = re.compile(r"[\s,–—-]*")
_NEXT_TO = re.compile(r"(?:,[^.;:]{1,80},)?\s*(?:(?:also|then|later|has|had|have|once|further|even|\w+ly)\s+){0,3}")
#: 'the clerk', which no list of roles has, just before its verb.
_PLAIN = re.compile(
    r"\b((?i:the|a|an|one|another|his|her|their)\s+(?:[^\W\d_A-Z][\w’'-]*\s+){0,1}[^\W\d_A-Z][\w’'-]*)\s+$"
)
_PRONOUN = re.compile(r"[^\W\d_]+")


@attrs.frozen(kw_only=True)
class Candidate:
    """Somebody who may have said the words.

    Attributes:
        name: the name or role as the page prints it
        kind: a person, or a document or body
        start: where it stands (first code point); None for the speaker of a turn that the text does not show
        end: one behind its last code point
        person: id of the person of that name in the corpus, where there is one
        named: whether it is a name; else a role, such as 'a defector from India'
        many: whether it names several people
        said: whether words of saying lead to it; else it only stands near
        reason: why it is a candidate, in words for people
    """

    name: str
    kind: WhoKind
    start: int | None = None
    end: int | None = None
    person: str | None = None
    named: bool = False
    many: bool = False
    said: bool = False
    reason: str


@attrs.frozen(eq=False, slots=False)
class Page:
    """A page made ready to be asked for speakers.

    Attributes:
        text: the page
        parts: its blocks
        spans: everything in quotation marks
        people: the people of the corpus
    """

    text: str
    parts: tuple[Block, ...]
    spans: tuple[Marked, ...]
    people: tuple[Person, ...] = ()
    _made: dict[int, str] = attrs.field(factory=dict, init=False)

    @functools.cached_property
    def begun(self) -> tuple[int, ...]:
        """For each quotation the one in which its speech begins: that of a paragraph before, where it goes on from there."""
        begun: list[int] = []
        open_one = 0
        for number, span in enumerate(self.spans):
            begun.append(begun[open_one] if span.goes_on else number)
            if span.depth == 0 and not span.closing:
                open_one = number
        return tuple(begun)

    def narrated(self, depth: int) -> str:
        """The text with all that is quoted at this depth or deeper blanked out, place by place."""
        if depth not in self._made:
            chars = list(self.text)
            for span in self.spans:
                if span.depth == depth:
                    chars[span.start : span.end] = [
                        "_" if not char.isspace() else " " for char in chars[span.start : span.end]
                    ]
            self._made[depth] = "".join(chars)
        return self._made[depth]


def candidates(page: Page, number: int) -> tuple[Candidate, ...]:
    """The candidates for the quotation ``page.spans[number]``, the best first."""
    number = page.begun[number]
    span = page.spans[number]
    finder = _Finder(page, span, _inside_of(page, number))
    found: dict[tuple[str, ...], Candidate] = {}
    for phrase, reason, said in finder.found():
        made = Candidate(
            name=phrase.words,
            kind=phrase.kind,
            start=phrase.start,
            end=phrase.end,
            person=_person(page.people, phrase),
            named=phrase.named,
            many=phrase.many,
            said=said,
            reason=reason,
        )
        found.setdefault(words(phrase.words), made)
        if len(found) == MOST:
            break
    return tuple(found.values())


def person_named(people: Sequence[Person], name: str) -> str | None:
    """Id of the one person of that name, also of its last part; None where there is none or several."""
    wanted = words(name)
    whole = [person.id for person in people if person.name and words(person.name) == wanted]
    part = [person.id for person in people if person.name and wanted and words(person.name)[-len(wanted) :] == wanted]
    found = whole or part
    return found[0] if len(found) == 1 else None


def _person(people: Sequence[Person], phrase: Phrase) -> str | None:
    if phrase.kind is not WhoKind.PERSON or phrase.many:
        return None
    if phrase.named:
        return person_named(people, phrase.words)
    has = set(words(phrase.words))
    matching = [
        person.id
        for person in people
        if person.name is None and person.origin is not None and _holds(has, [person.origin.get("en", "")])
    ]
    return matching[0] if len(matching) == 1 else None


def _holds(has: set[str], texts: Sequence[str]) -> bool:
    wanted = {word for text in texts for word in words(text)}
    return bool(wanted) and wanted <= has


def _inside_of(page: Page, number: int) -> tuple[int, int]:
    """The block in which a quotation stands, or for one within another the outer one's words."""
    span = page.spans[number]
    for before in reversed(range(number)):
        outer = page.spans[before]
        if outer.depth == span.depth - 1 and outer.start <= span.start and span.end <= outer.end:
            return outer.start, outer.end
    block = page.parts[span.block]
    return block.start, block.end


class _Finder:
    def __init__(self, page: Page, span: Marked, inside: tuple[int, int]) -> None:
        self.page, self.span = page, span
        self.text = page.narrated(span.depth)
        self.low = max(inside[0], span.start - _WINDOW)
        high = min(inside[1], span.end + _WINDOW)
        opens, closes = span.start - len(span.opening), min(high, span.end + len(span.closing))
        self.before = (_sentence_start(self.text, self.low, opens), opens)
        stop = _SENTENCE_END.search(self.text, closes, high)
        self.after = (closes, stop.start() + 1 if stop else high)
        quoted = page.text[span.start : span.end].rstrip("'’")
        #: “We left.” He … : what follows is another sentence, unless it is all that it says.
        self.closed = (
            quoted.endswith((".", "!", "?", "…"))
            and re.match(r"\s+[^\Wa-z_]", self.text[closes : high + 1]) is not None
        )

    @functools.cached_property
    def phrases_before(self) -> tuple[Phrase, ...]:
        return phrases(self.text, *self.before)

    def found(self) -> Iterator[tuple[Phrase, str, bool]]:
        """Phrase, reason, and whether words of saying lead to it."""
        rules = [self.behind(), self.ahead()]
        if self.text[slice(*self.before)].rstrip().endswith((":", ",")):
            rules.reverse()  # X said: “…”
        for rule in rules:
            yield from ((phrase, reason, True) for phrase, reason in rule)
        yield from ((phrase, reason, False) for phrase, reason in self.beside())

    def behind(self) -> Iterator[tuple[Phrase, str]]:
        """Rule 1."""
        start, end = self.after
        lead = _LEAD.match(self.text, start, end)
        begin = lead.end() if lead else start
        near = min(end, begin + _FAR)
        cited = known.CITED_AS.search(self.text, begin, near)
        if cited:
            yield from self.of_group(cited, f"the page has '{_flat(cited.group())}' behind the words")
        verb = known.SAYING.match(self.text, begin, near)
        if verb and not self.closed:
            yield from self.at(verb.end(), end, f"'{_flat(verb.group())}' stands behind the words, before this")
            return
        verb = known.SAYING.search(self.text, begin, near)
        if verb is None or re.search(r"[.;:!?\n]|\b(?:while|but|although)\b", self.text[begin : verb.start()]):
            return
        if self.closed and self.text[verb.end() : end].strip(" .)’”\n"):
            return
        yield from self.subject(begin, verb, "behind the words")

    def ahead(self) -> Iterator[tuple[Phrase, str]]:
        """Rule 2: the verbs before the words, the nearest first."""
        start, end = self.before
        told = list(known.CITED_AS.finditer(self.text, start, end))
        verbs = list(known.SAYING.finditer(self.text, start, end))
        according = list(known.ACCORDING.finditer(self.text, start, end))
        for match in sorted([*told, *verbs, *according], key=lambda one: -one.end())[:_VERBS]:
            if match.re is known.CITED_AS:
                yield from self.of_group(match, f"the page has '{_flat(match.group())}' before the words")
            elif match.re is known.ACCORDING:
                yield from self.at(match.end(), end, f"'{_flat(match.group())}' stands before this")
            else:
                yield from self.subject(start, match, "before the words")
        behind = None if self.closed else known.ACCORDING.search(self.text, *self.after)
        if behind:
            yield from self.at(behind.end(), self.after[1], f"'{_flat(behind.group())}' stands before this")

    def beside(self) -> Iterator[tuple[Phrase, str]]:
        """Rule 4."""
        reason = "it stands in the sentence; no verb says that they speak"
        yield from ((one, reason) for one in _preferred(self.phrases_before))
        if self.span.depth:
            return
        block = self.page.parts[self.span.block]
        sentence = _sentence_start(
            self.text, max(block.start, self.before[0] - _WINDOW), max(block.start, self.before[0] - 1)
        )
        if sentence < self.before[0]:
            found = _preferred(phrases(self.text, sentence, self.before[0]))
            yield from ((one, "it stands in the sentence before; no verb says that they speak") for one in found)

    def subject(self, start: int, verb: re.Match[str], where: str) -> Iterator[tuple[Phrase, str]]:
        """The subject of a verb of saying: the phrase or pronoun just before it, else the last one that names a person."""
        reason = f"the subject of '{_flat(verb.group())}' {where}"
        pronoun = re.search(
            r"([^\W\d_]+)(?:\s+(?:also|then|later|has|had|once|further|\w+ly))*\s+$", self.text[start : verb.start()]
        )
        if pronoun:
            word = pronoun.group(1).casefold()
            if word in known.HE | known.THEY or word == "it":
                yield from self.stands_for(word, start + pronoun.start(1), reason)
                return
        caseless = self.caseless(start, verb)
        if caseless is not None:
            yield caseless, f"it stands beside '{_flat(verb.group())}'"
            return
        inside = [
            one
            for one in phrases(self.text, start, verb.start())
            if one.kind is WhoKind.PERSON or one.sure or one.named
        ]
        plain = _PLAIN.search(self.text[start : verb.start()])
        if plain and not (inside and inside[-1].end > start + plain.start(1)):
            begin, end = start + plain.start(1), start + plain.end(1)
            yield (
                Phrase(words=_flat(plain.group(1)), start=begin, end=end, kind=WhoKind.PERSON, sure=False),
                reason,
            )
            return
        if not inside:
            pronouns = [
                one
                for one in _PRONOUN.finditer(self.text, start, verb.start())
                if one.group().casefold() in known.HE | known.THEY
            ]
            if pronouns:
                yield from self.stands_for(pronouns[0].group().casefold(), pronouns[0].start(), reason)
            return
        last = inside[-1]
        between = self.text[last.end : verb.start()]
        if _close(between):
            yield last, reason
        sure = [one for one in inside if one.sure and one is not last]
        if not _close(between) and last.sure:
            sure.append(last)
        yield from ((one, f"it stands before '{_flat(verb.group())}'") for one in reversed(sure))

    def caseless(self, start: int, verb: re.Match[str]) -> Phrase | None:
        """In scripts without capitals: up to three words behind the verb, or before it where it ends its clause."""
        letter = verb.group()[0]
        if letter.lower() != letter.upper():
            return None
        behind = re.match(r"\s+(?!_)((?:[^\s:،,.«»“”\"।_]+\s*){1,3})", self.text[verb.end() : self.before[1] + _NEAR])
        if behind is not None and "\u0600" <= letter <= "\u06ff":
            begin, found = verb.end() + behind.start(1), behind.group(1)
        else:
            before = re.search(r"((?:[^\s:،,.«»“”\"।_]+\s+){1,3})$", self.text[start : verb.start()])
            if before is None:
                return None
            begin, found = start + before.start(1), before.group(1)
        found = found.rstrip()
        return Phrase(
            words=_flat(found), start=begin, end=begin + len(found), kind=WhoKind.PERSON, named=True, sure=False
        )

    def at(self, start: int, end: int, reason: str) -> Iterator[tuple[Phrase, str]]:
        """The phrase or pronoun that begins here."""
        word = _PRONOUN.match(self.text, start + len(self.text[start:end]) - len(self.text[start:end].lstrip()), end)
        if word and word.group().casefold() in known.HE | known.THEY:
            yield from self.stands_for(word.group().casefold(), word.start(), reason)
            return
        for one in phrases(self.text, start, min(end, start + _NEAR)):
            if len(self.text[start : one.start].split()) <= 2 and not re.search(r"[.;:]", self.text[start : one.start]):
                yield one, reason
            return
        verb = known.SAYING.search(self.text, max(self.low, start - 20), start)
        if verb and verb.end() == start:
            caseless = self.caseless(start, verb)
            if caseless is not None:
                yield caseless, reason

    def of_group(self, match: re.Match[str], reason: str) -> Iterator[tuple[Phrase, str]]:
        name = "cited" if match.group("cited") else "by"
        yield from self.at(match.start(name), match.end(name), reason)

    def stands_for(self, word: str, place: int, reason: str) -> Iterator[tuple[Phrase, str]]:
        """Rule 3: whom a pronoun stands for."""
        many, thing = word in known.THEY, word == "it"
        for low, high in itertools.islice(self.sentences_before(place), _SENTENCES):
            fitting = [
                one
                for one in phrases(
                    self.page.narrated(0) if self.span.depth == 0 or high <= self.low else self.text, low, high
                )
                if one.sure and (one.kind is WhoKind.DOCUMENT) == thing and (thing or one.many == many)
            ]
            fitting.sort(key=lambda one: not one.named)
            if fitting:
                yield fitting[0], f"'{word}', {reason}, seems to stand for it"
                return

    def sentences_before(self, place: int) -> Iterator[tuple[int, int]]:
        """Sentences of the block before a place, and of blocks before, the nearest first."""
        at = self.span.block
        for number in range(at, max(-1, at - _BACK - 1), -1):
            block = self.page.parts[number]
            if number != at and block.article != self.page.parts[at].article:
                return
            end = place if number == at else block.end
            low = max(block.start, end - _WINDOW)
            while end > low:
                start = _sentence_start(self.page.narrated(0), low, end)
                yield start, end
                end = start
                while end > low and self.page.text[end - 1].isspace():
                    end -= 1


def _sentence_start(text: str, low: int, place: int) -> int:
    start = low
    for match in _SENTENCE_END.finditer(text, low, place):
        if match.end() < place:
            start = match.end()
    return start


def _close(between: str) -> bool:
    """Whether a subject and its verb are near: an adverb or auxiliary between them at most, or an apposition."""
    return _NEXT_TO.fullmatch(between) is not None


def _preferred(found: Sequence[Phrase]) -> list[Phrase]:
    """People of a sentence: names before roles, one before many."""
    people = [one for one in found if one.sure and one.kind is WhoKind.PERSON]
    return sorted(people, key=lambda one: (not one.named, one.many))


def _flat(text: str) -> str:
    return " ".join(text.split())
