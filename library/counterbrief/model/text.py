"""Text: what people read, in the languages they read it in, and the citations it stands on."""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

import attrs

from counterbrief.model import ids

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
#: Controls other than line feed and tab, lone surrogates, and the marks that silently turn the direction of a text.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\ufffe\uffff]"
)


def fault_of_text(value: str) -> str | None:
    """What is wrong with a piece of text, in words, or None."""
    if not value.strip():
        return "the text is empty; leave the key out where something is unknown"
    if value != value.strip():
        return "the text begins or ends with white space"
    hit = _UNPRINTABLE.search(value)
    if hit:
        return f"the text holds the unprintable character U+{ord(hit.group()):04X} at position {hit.start() + 1}"
    if not unicodedata.is_normalized("NFC", value):
        return "the text is not in Unicode's composed form (NFC); 'counterbrief fmt' mends it"
    return None


def is_text(_instance: object, _attribute: attrs.Attribute[str], value: str) -> None:
    """attrs validator: some printable text in NFC, without white space around it."""
    fault = fault_of_text(value)
    if fault:
        raise ValueError(fault)


def are_texts(_instance: object, _attribute: attrs.Attribute[tuple[str, ...]], value: tuple[str, ...]) -> None:
    """attrs validator: each is text as :func:`is_text` wants it."""
    for one in value:
        fault = fault_of_text(one)
        if fault:
            raise ValueError(fault)


def is_language(_instance: object, _attribute: attrs.Attribute[str], value: str) -> None:
    """attrs validator: a language tag of BCP 47 (language, script, region), or ``und`` where it is unknown."""
    if not _LANGUAGE.fullmatch(value):
        raise ValueError(f"{value!r} is not a language tag such as 'en', 'en-GB', 'ar' or 'und' (unknown)")


def _sorted_pairs(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(pairs))


@attrs.frozen(repr=False)
class LocalText(Mapping[str, str]):
    """One text in one or more languages, by language tag.

    Attributes:
        pairs: (language tag, text), sorted by tag
    """

    pairs: tuple[tuple[str, str], ...] = attrs.field(converter=_sorted_pairs)

    @pairs.validator
    def _check(
        self, attribute: attrs.Attribute[tuple[tuple[str, str], ...]], value: tuple[tuple[str, str], ...]
    ) -> None:
        if not value:
            raise ValueError("expected a text in at least one language, such as 'en: …'")
        ids.refuse_repeats(tuple(tag for tag, _ in value), attribute.name)
        for tag, text in value:
            is_language(self, attribute, tag)  # type: ignore[arg-type]  # the validator reads the value alone
            fault = fault_of_text(text)
            if fault:
                raise ValueError(f"{tag}: {fault}")

    @classmethod
    def of(cls, **texts: str) -> LocalText:
        """Make one from keywords: ``LocalText.of(en="…", en_GB="…")``."""
        return cls(tuple((tag.replace("_", "-"), text) for tag, text in texts.items()))

    def __getitem__(self, tag: str) -> str:
        for have, text in self.pairs:
            if have == tag:
                return text
        raise KeyError(tag)

    def __iter__(self) -> Iterator[str]:
        return (tag for tag, _ in self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)

    def __repr__(self) -> str:
        return f"LocalText({self.pairs!r})"

    def best(self, tag: str) -> str | None:
        """The text for a reader of ``tag``: its exact tag, or its language without script and region; else None."""
        language = tag.partition("-")[0]
        return self.get(tag) or self.get(language)


#: The labels of CSL 1.0.2's locators that a source of this field can need.
LOCATOR_LABELS = (
    "chapter",
    "column",
    "figure",
    "folio",
    "issue",
    "line",
    "note",
    "page",
    "paragraph",
    "part",
    "section",
    "table",
    "timestamp",
    "verse",
    "volume",
)


@attrs.frozen(kw_only=True)
class Locator:
    """Where in a source something stands. In YAML one line: ``paragraph 8``, ``page 12-13``, ``timestamp 00:12:30``.

    Attributes:
        label: what is counted, under its CSL name
        value: the number or range, as a reader would look it up
    """

    label: str = attrs.field()
    value: str = attrs.field(validator=is_text)

    @label.validator
    def _known(self, _attribute: object, value: str) -> None:
        if value not in LOCATOR_LABELS:
            raise ValueError(f"a locator begins with one of {', '.join(LOCATOR_LABELS)}; found {value!r}")

    @classmethod
    def parse(cls, line: str) -> Locator:
        """Read ``label value``; raises ValueError."""
        label, _, value = line.partition(" ")
        if not value:
            raise ValueError(f"expected a label and a value, such as 'paragraph 8'; found {line!r}")
        return cls(label=label, value=value.strip())

    def __str__(self) -> str:
        return f"{self.label} {self.value}"


class Certainty(enum.StrEnum):
    """How surely it is known what a piece of evidence goes back to."""

    STATED = "stated"  #: a source says so, or a person recorded it
    INFERRED = "inferred"  #: something points there, such as its place in a text
    UNKNOWN = "unknown"  #: nobody says


@attrs.frozen(kw_only=True)
class Origin:
    """What a piece of evidence goes back to. Only a stated origin counts towards corroboration (promise 3).

    Attributes:
        certainty: how surely it is known
        source: id of the source it goes back to; none where that is unknown
    """

    certainty: Certainty
    source: str | None = attrs.field(default=None, validator=attrs.validators.optional(ids.is_id))

    @source.validator
    def _named(self, _attribute: object, value: str | None) -> None:
        if (value is None) != (self.certainty is Certainty.UNKNOWN):
            raise ValueError(
                "an origin that is stated or inferred names its 'source', and one that is unknown does not"
            )


@attrs.frozen(kw_only=True)
class Citation:
    """What a text stands on: a source, and where in it.

    Attributes:
        source: id of the source
        reported_in: id of the source in which we read it, where the source itself was not seen (secondary citation)
        locator: where it stands in the source that was read
        origin: what this passage goes back to, where it is not what the records of the sources say
    """

    source: str = attrs.field(validator=ids.is_id)
    reported_in: str | None = attrs.field(default=None, validator=attrs.validators.optional(ids.is_id))
    locator: Locator | None = None
    origin: Origin | None = None

    @property
    def read(self) -> str:
        """Id of the source that was read: ``reported_in`` where there is one."""
        return self.reported_in or self.source


@attrs.frozen(kw_only=True)
class CitedText:
    """A text in our own words that says only what its sources say.

    Attributes:
        text: the text, by language
        cites: what it stands on; the gate refuses a text that stands on nothing
    """

    text: LocalText
    cites: tuple[Citation, ...] = ()
