"""Texts that try to be markup, and documents that hold one of them in every place where a text can stand."""

from __future__ import annotations

import attrs
from tests.unit.render import sample

from counterbrief.render.tree import (
    Bar,
    BarChart,
    Cell,
    Document,
    Foreign,
    Heading,
    Origin,
    Paragraph,
    Quotation,
    SourceEntry,
    SourceList,
    Styled,
    Table,
    Text,
)

#: Every one of these must come out of every writer as it went in.
PRINTED = {
    "typst code": '#panic("x") #import "@preview/a:1.0.0": b',
    "typst markup": "= a *b* _c_ $d$ <e> @f // g /* h */ \\ ~ --- ... -? `i` \"j\" 'k'",
    "html": "</p><script>alert(1)</script><!-- x --> &amp; &#60; &lt;b&gt; <b onclick='x'>",
    "attribute": '" onmouseover="x" \' style=\'y',
    "markdown": "**a** _b_ `c` [d](http://e.example) ![f](g) <h> ~~i~~ | j | \\k {l} ^m^ ==n==",
    "footnote": "[^1] [^1]: a [1]: http://b.example",
    "heading": "# a #",
    "list": "- a",
    "plus": "+ a",
    "number": "1. a",
    "bracket": "12) a",
    "quote": "> a",
    "rule": "---",
    "underline": "===",
    "fence": "```",
    "table": "| a | b |",
    "autolink": "see http://a.example, www.b.example and c@d.example now",
    "entity": "&copy; &#x41; &amp;amp; A&B",
    "backslashes": "\\\\ \\# \\",
    "arabic": "قال 38 200 في 2015 (Invented)",
    "joiners": "می\u200cخواهم",
    "zero width": "a\u200bb",
    "long word": "x" * 400,
    "long address": "https://example.org/" + "a1b2/" * 60 + "?q=" + "f" * 64,
}

LONG_WORD = "x" * 10_000

#: Every one of these must be refused by every writer with a typed error.
REFUSED = {
    "override": "a\u202eb",
    "isolate": "a\u2067b",
    "null": "a\x00b",
    "escape": "a\x1bb",
    "line separator": "a\u2028b",
    "surrogate": "a\ud800b",
    "noncharacter": "a\ufdd0b",
}


def everywhere(text: str) -> Document:
    """A document with the text in its title, a statement, a quotation, a table, a chart, a list, a link and a note."""
    evidence = (Text(value=text, origin=Origin.EVIDENCE),)
    statement = attrs.evolve(sample.evidence("s1", "", "a1"), children=(*evidence, sample.MARK))
    blocks = (
        Heading(level=1, children=(sample.record(text),)),
        Paragraph(children=(statement,)),
        Quotation(
            statement="s2",
            cites=("a1",),
            language="en",
            direction="ltr",
            words=text,
            original=Foreign(language="und", direction="ltr", children=evidence),
            attribution=(sample.record(text),),
        ),
        sample.points((sample.record(text),)),
        Table(
            caption=(sample.record(text),),
            header=(Cell(children=(sample.record(text),)), Cell(children=(sample.record("n"),))),
            rows=((Cell(children=(Styled(style="strong", children=(sample.record(text),)),)), Cell(children=())),),
        ),
        BarChart(
            caption=(sample.record("c"),),
            alternative=text,
            bars=(Bar(statement="chart", cites=("review",), label=text, value=1, printed="1"),),
        ),
        SourceList(entries=(SourceEntry(source="a1", children=(sample.record(text),), remarks=()),)),
    )
    meta = attrs.evolve(sample.META, title=text, description=text, running=(text,))
    return sample.numbered(meta, blocks, (("s1", text),))
