"""Locator labels: makes pandoc understand every label of CSL 1.0.2 in every language.

pandoc reads a locator from text and knows a label by its terms in the document's language. Here a style is given words
of our own for its labels, which never show.
"""

from __future__ import annotations

from xml.etree import ElementTree

from counterbrief.errors import CitationError

CSL_NAMESPACE = "http://purl.org/net/xbiblio/csl"
NS = f"{{{CSL_NAMESPACE}}}"
"""What ElementTree puts before the name of a CSL element."""

LABELS = frozenset(
    (
        "act appendix article-locator book canon chapter column elocation equation figure folio issue line note opus "
        "page paragraph part rule scene section sub-verbo supplement table timestamp title-locator verse version volume"
    ).split()
)
"""The locator labels of CSL 1.0.2 (Specification, "Locators")."""
PANDOC_LABELS = frozenset(
    "book chapter column figure folio issue line note opus page paragraph part section sub-verbo verse volume".split()
)
"""Those that pandoc's locator reader knows."""
BORROWED = "folio opus verse sub-verbo column line figure book paragraph part".split()
"""Labels whose place another may take where a document does not use them; no style prints these for anything else."""
ENGLISH = {
    "act": ("act", "acts"),
    "appendix": ("appendix", "appendices"),
    "article-locator": ("art.", "arts"),
    "canon": ("canon", "canons"),
    "elocation": ("location", "locations"),
    "equation": ("eq.", "eqs"),
    "rule": ("rule", "rules"),
    "scene": ("scene", "scenes"),
    "supplement": ("supp.", "supps"),
    "table": ("table", "tables"),
    "timestamp": ("", ""),
    "title-locator": ("title", "titles"),
    "version": ("version", "versions"),
}
"""What the labels unknown to pandoc read (one, several) where a style does not say. A time needs no word."""


def teach_labels(root: ElementTree.Element, labels: frozenset[str]) -> dict[str, str]:
    """Give every label a word of its own that the locator reader understands in any language.

    pandoc reads a locator from text and knows a label by its terms in the document's language. A ``verb`` form,
    which no style prints for a label, adds such a word without changing what is printed. A label unknown to pandoc
    takes the place of one that the document does not use, terms and tests included.
    """
    tested = {label for part in root.iter() for label in (part.get("locator") or "").split()}
    free = [label for label in BORROWED if label not in labels and label not in tested]
    standing: dict[str, str] = {label: label for label in sorted(labels & PANDOC_LABELS)}
    for label in sorted(labels - PANDOC_LABELS):
        if not free:
            raise CitationError(f"too many kinds of locators in one document: {', '.join(sorted(labels))}")
        standing[label] = free.pop(0)
    for label, stand_in in standing.items():
        if label != stand_in:
            _borrow(root, label, stand_in)
    terms = ElementTree.Element(f"{NS}terms")
    words = {}
    for number, (label, stand_in) in enumerate(sorted(standing.items())):
        words[label] = f"cblabel{chr(ord('a') + number)}"
        term = ElementTree.SubElement(terms, f"{NS}term", {"name": stand_in, "form": "verb"})
        term.text = words[label]
    if words:
        locale = ElementTree.Element(f"{NS}locale")
        locale.append(terms)
        _insert_locale(root, locale)
    return words


def _borrow(root: ElementTree.Element, label: str, stand_in: str) -> None:
    for part in root.iter():
        tests = (part.get("locator") or "").split()
        if label in tests:
            part.set("locator", " ".join(stand_in if test == label else test for test in tests))
    words = ElementTree.Element(f"{NS}locale")
    terms = ElementTree.SubElement(words, f"{NS}terms")
    for form in ("long", "short", "symbol"):
        term = ElementTree.SubElement(terms, f"{NS}term", {"name": stand_in, "form": form})
        for number, word in zip(("single", "multiple"), ENGLISH[label], strict=True):
            ElementTree.SubElement(term, f"{NS}{number}").text = word
    for locale in root.findall(f"{NS}locale"):
        for group in locale.findall(f"{NS}terms"):
            for known in group.findall(f"{NS}term"):
                if known.get("name") == stand_in:
                    group.remove(known)
                elif known.get("name") == label:
                    known.set("name", stand_in)
    _insert_locale(root, words)


def _insert_locale(root: ElementTree.Element, locale: ElementTree.Element) -> None:
    """Put a locale for all languages behind <info>; a style's locale for one language goes before it."""
    position = 1 if len(root) and root[0].tag == f"{NS}info" else 0
    root.insert(position, locale)
