"""The template engine: what it lets a template do, and what no template can do."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.unit.render.engine import BODY, HEAD, TAIL, blocks, brief, composed

from counterbrief.errors import TemplateError
from counterbrief.render.compose import compose
from counterbrief.render.tree import (
    Box,
    Heading,
    Items,
    NoteMark,
    Origin,
    Paragraph,
    Section,
    StatementSpan,
    Styled,
    Table,
    Text,
    plain_text,
)

FILE = "practitioner-brief/brief.html"


def refusal(folder: Path, text: str, **others: str) -> str:
    """The whole message with which a template is refused."""
    with pytest.raises(TemplateError) as caught:
        composed(folder, text, **others)
    return str(caught.value)


def test_a_template_that_places_everything_makes_a_document(tmp_path: Path) -> None:
    document = composed(tmp_path, HEAD + BODY + TAIL)
    assert [note.number for note in document.notes] == [1, 2, 3, 4, 5]
    assert [note.statement for note in document.notes] == ["fact", "numbers.page", "claim", "theme", "words"]


def test_elements_become_blocks(tmp_path: Path) -> None:
    extra = """
      <section role="how-to">
        <h2>Read  this
            first</h2>
        <aside class="notice"><p>Please <strong>take <em>care</em></strong> .</p></aside>
        <ol><li>One thing</li><li><p>Another</p><p class="small">in detail</p></li></ol>
        <table><caption>Words</caption><thead><tr><th>Word</th><th>Meaning</th></tr></thead>
        <tbody><tr><th>Brief</th><td>This document</td></tr></tbody></table>
        <p></p><ul></ul>
      </section>
    """
    document = composed(tmp_path, HEAD + extra + BODY + TAIL)
    (section,) = blocks(document, Section)
    table = blocks(document, Table)[0]
    fixed = Origin.FIXED
    assert section == Section(
        role="how-to",
        children=(
            Heading(level=2, children=(Text(value="Read this first", origin=fixed),)),
            Box(
                role="notice",
                children=(
                    Paragraph(
                        children=(
                            Text(value="Please ", origin=fixed),
                            Styled(
                                style="strong",
                                children=(
                                    Text(value="take ", origin=fixed),
                                    Styled(style="emphasis", children=(Text(value="care", origin=fixed),)),
                                ),
                            ),
                            Text(value=" .", origin=fixed),
                        )
                    ),
                ),
            ),
            Items(
                ordered=True,
                items=(
                    (Paragraph(children=(Text(value="One thing", origin=fixed),)),),
                    (
                        Paragraph(children=(Text(value="Another", origin=fixed),)),
                        Paragraph(children=(Text(value="in detail", origin=fixed),), role="small"),
                    ),
                ),
            ),
            table,
        ),
    )
    assert [plain_text(cell.children) for cell in (*table.header, *table.rows[0])] == [
        "Word", "Meaning", "Brief", "This document",
    ]  # fmt: skip


def test_a_statement_brings_its_note_wherever_it_stands(tmp_path: Path) -> None:
    body = """
    {% for section in brief.sections %}
      {% for statement in section.statements %}
        {% if statement.kind != "text" %}{{ statement }}
        {% elif section.part == "fact" %}<p>They say: <strong>{{ statement }}</strong></p>
        {% elif section.part == "claim" %}<ul><li>{{ statement }}</li></ul>
        {% else %}{{ statement }}{% endif %}
      {% endfor %}
    {% endfor %}
    """
    document = composed(tmp_path, HEAD + body + TAIL)
    fact = StatementSpan(
        statement="fact",
        origin=Origin.EVIDENCE,
        cites=("page",),
        children=(Text(value="Those who left describe a barrack.", origin=Origin.EVIDENCE), NoteMark(number=1)),
    )
    assert Paragraph(
        children=(Text(value="They say: ", origin=Origin.FIXED), Styled(style="strong", children=(fact,)))
    ) in blocks(document, Paragraph)
    (items,) = blocks(document, Items)
    (paragraph,) = items.items[0]
    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.children) == "The group said that everybody would find a home."


def test_templates_share_parts(tmp_path: Path) -> None:
    text = '{% extends "shared/page.html" %}{% block main %}' + BODY + "{% endblock %}"
    page = HEAD + "{% block main %}{% endblock %}" + '{% include "shared/end.html" %}'
    document = composed(tmp_path, text, **{"shared/page": page, "shared/end": TAIL})
    assert len(document.notes) == 5


def test_filters_and_tests_choose_among_parts(tmp_path: Path) -> None:
    body = (
        "{% for section in brief.sections %}"
        "{% if section.statements|length > 0 and section.heading is none and not loop.last %}{% endif %}"
        '{% for statement in section.statements if statement.voice in ["evidence", "editor"] %}{{ statement }}{% endfor %}'
        "{% endfor %}"
        "{% if brief.left_out %}{{ brief.left_out }}{% endif %}"
        "<p>{{ brief.date if brief.naming_decision else brief.kind }}</p>"
    )
    document = composed(tmp_path, HEAD + body + TAIL)
    assert "16 November 2026" in [
        plain_text(block.children) for block in document.blocks if isinstance(block, Paragraph)
    ]


_CHANGED = "can only be placed, as in {{ … }}; it cannot be read, changed or taken apart"
_USED = "a template may not use "
_FILTERS = "; filters: first, last, length"

#: What a template tries with a statement, and the whole message after file and line.
TRIES = {
    "{{ s|upper }}": _USED + "the filter 'upper'" + _FILTERS,
    "{{ s|string }}": _USED + "the filter 'string'" + _FILTERS,
    "{{ s|safe }}": _USED + "the filter 'safe'" + _FILTERS,
    "{{ s|e }}": _USED + "the filter 'e'" + _FILTERS,
    "{{ s|list|join }}": _USED + "the filter 'join'" + _FILTERS,
    "{{ s|format }}": _USED + "the filter 'format'" + _FILTERS,
    "{{ s|attr('_told') }}": _USED + "the filter 'attr'" + _FILTERS,
    "{{ section.statements|map('string')|first }}": _USED + "the filter 'map'" + _FILTERS,
    "{{ s|place in the document }}": "the template does not compile: expected token 'end of print statement', "
    "got 'document'",
    "{{ s|first }}": "statement 'fact' has no first: it is not a list",
    "{{ s|length }}": "statement 'fact' has no length: it is not a list",
    "{{ s ~ '' }}": _USED + "joining with ~",
    "{{ s + '' }}": _USED + "arithmetic",
    "{{ s * 2 }}": _USED + "arithmetic",
    "{{ s % () }}": _USED + "formatting with %",
    "{{ '%s' % s }}": _USED + "formatting with %",
    "{{ '{}'.format(s) }}": _USED + "a call with ()",
    "{{ s[:20] }}": _USED + "an index or slice with []",
    "{{ s[0] }}": _USED + "an index or slice with []",
    "{{ s['text'] }}": _USED + "an index or slice with []",
    "{{ s.text }}": "nothing in a brief has the name 'text'",
    "{{ s.heading }}": "statement 'fact' has no 'heading'; it has: kind, support, voice",
    "{{ s.__class__ }}": "nothing in a brief has the name '__class__'",
    "{{ s._told }}": "nothing in a brief has the name '_told'",
    "{{ s.told }}": "nothing in a brief has the name 'told'",
    "{{ s.key }}": "nothing in a brief has the name 'key'",
    "{{ s.__str__() }}": _USED + "a call with ()",
    "{{ s() }}": _USED + "a call with ()",
    "{{ brief.titel }}": "nothing in a brief has the name 'titel'; did you mean 'title'?",
    "{{ brief.sections }}": "the sections cannot be printed; only values of the brief are placed with {{ }}",
    "{{ brief }}": "the brief cannot be printed; only values of the brief are placed with {{ }}",
    "{{ loop.first }}": "a yes or no cannot be printed; only values of the brief are placed with {{ }}",
    "{{ section.statements|length }}": "a number cannot be printed; only values of the brief are placed with {{ }}",
    "{{ section.heading }}": "there is nothing here to place; ask first, as in {% if section.heading %}",
    "{{ 'They told us' }}": _USED + "a text in {{ }}; write the text outside of the braces",
    "{{ statment }}": "there is no 'statment' here; did you mean 'statement'?",
    "{{ range }}": "there is no 'range' here",
    "{{ section }}": "the section 'fact' cannot be printed; only values of the brief are placed with {{ }}",
    "{{ self }}": "this cannot be printed; only values of the brief are placed with {{ }}",
    "{{ _told }}": "a name in a template does not begin with '_': '_told'",
    "{% if statment %}x{% endif %}": "there is no 'statment' here; did you mean 'statement'?",
    "{% if s < 'b' %}x{% endif %}": f"statement 'fact' {_CHANGED}",
    "{% if 'b' in s %}x{% endif %}": f"statement 'fact' {_CHANGED}",
    "{% if s is mapping %}x{% endif %}": _USED + "the test 'mapping'; tests: defined, none",
    "{% for c in s %}{{ c }}{% endfor %}": f"statement 'fact' {_CHANGED}",
    "{% for c in s|list %}{{ c }}{% endfor %}": (
        "a loop runs over a part of the brief, as in {% for section in brief.sections %}"
    ),
    "{% for c in section.part %}{% endfor %}": "a word has no parts: it is not a list",
    "{% for c in loop %}{% endfor %}": "'loop' has no parts: it is not a list",
    "{% for a, b in s %}{{ a }}{% endfor %}": (
        "a loop has one name, as in {% for statement in section.statements %}"
    ),
    "{% for c in [s] recursive %}{{ c }}{% endfor %}": "a template may not use a recursive loop",
    "{% set x = s %}{{ x }}": _USED + "{% set %}",
    "{% set x %}{{ s }}{% endset %}{{ x }}": _USED + "{% set %}",
    "{% with x = s %}{{ x }}{% endwith %}": _USED + "{% with %}",
    "{% filter upper %}{{ s }}{% endfilter %}": _USED + "{% filter %}",
    "{% autoescape false %}{{ s }}{% endautoescape %}": _USED + "{% autoescape %}",
    "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(s) }}": (
        _USED + "{% macro %}; put the part into a file of its own and {% include %} it: it sees the names around it"
    ),
    "{% do s %}": "the template does not compile: Encountered unknown tag 'do'. Jinja was looking for the following "
    "tags: 'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'.",
    '{% import "shared/x.html" as x %}': _USED + "{% import %}; use {% include %}: the file sees the names around it",
    '{% from "shared/x.html" import m %}': _USED + "{% from %}; use {% include %}: the file sees the names around it",
    '{% include "../x.html" %}': "'../x.html' is not the name of a template; write its path inside the templates folder, "
    "in small letters, such as 'shared/sources.html'",
    '{% include "/etc/passwd" %}': "'/etc/passwd' is not the name of a template; write its path inside the templates "
    "folder, in small letters, such as 'shared/sources.html'",
    '{% include "shared/none.html" %}': "there is no template 'shared/none.html'; see the files in the templates folder",
    '{% include "practitioner-brief/brief.html" %}': "the template 'practitioner-brief/brief.html' brings in itself",
    '{% include "shared/none.html" ignore missing %}': _USED + "'ignore missing'; include a file that is there",
    "{% include section.part %}": "{% include %} names one file, in quotation marks",
    '{% include ["shared/a.html"] %}': "{% include %} names one file, in quotation marks",
    '<p class="{{ s }}">x</p>': "a value of the brief stands inside of the tag <p>; place it in a text",
    "<p {{ s }}>x</p>": "a value of the brief stands inside of the tag <p>; place it in a text",
    "<{{ s }}>x</p>": "there is a '<' that begins no element; write &lt; for the sign itself",
    "<h2>{{ s }}</h2>": "statement 'fact' cannot stand in a <h2>: its note has no place there; "
    "put it into a <p>, an <li> or a <td>",
    "<ul>{{ s }}</ul>": "a value of the brief stands directly in <ul>; put it into an <li>",
    "<p>{{ s }}{{ s }}</p>": f"statement 'fact' is placed twice, first at {FILE}:4; "
    "place it once; the parts of a section place its statements too",
    "{{ brief.date }}": "the brief's date stands outside of a text; put it into a <p>",
    "<p>{{ brief.sources }}</p>": "the list of sources stands by itself and cannot be part of a <p>; "
    "place it outside of the <p>",
    "<p class=lead>x</p>": "the tag <p> is not well written; names are in small letters, attributes in double "
    'quotation marks, as in <p class="lead">',
    "<P>x</P>": "the tag <P> is not well written; names are in small letters, attributes in double "
    'quotation marks, as in <p class="lead">',
    "<br/>": "the tag <br> is not well written; names are in small letters, attributes in double "
    'quotation marks, as in <p class="lead">',
    "<script>x</script>": "a template may not use <script>; elements of a template: aside, caption, em, h1, h2, h3, li, "
    "ol, p, section, strong, table, tbody, td, th, thead, tr, ul",
    "<style>x</style>": "a template may not use <style>; elements of a template: aside, caption, em, h1, h2, h3, li, "
    "ol, p, section, strong, table, tbody, td, th, thead, tr, ul",
    "<sectoin>x</sectoin>": "a template may not use <sectoin>; did you mean <section>?",
    '<a href="https://example.org">x</a>': "a template may not use <a>; elements of a template: aside, caption, em, h1, "
    "h2, h3, li, ol, p, section, strong, table, tbody, td, th, thead, tr, ul",
    '<p style="color: red">x</p>': "<p> may not have the attribute 'style'; <p> has class alone",
    '<p id="x">x</p>': "<p> may not have the attribute 'id'; <p> has class alone",
    '<p onclick="x">x</p>': "<p> may not have the attribute 'onclick'; <p> has class alone",
    '<h2 class="lead">x</h2>': "<h2> may not have the attribute 'class'; <h2> has no attributes",
    '<p class="big">x</p>': "<p> has the class 'big'; expected one of body, lead, kicker, small, label",
    '<p class="lead" class="small">x</p>': "<p> has class twice",
    '<p class="lead"class="small">x</p>': "the tag <p> is not well written; names are in small letters, attributes in "
    'double quotation marks, as in <p class="lead">',
    "<aside><p>x</p></aside>": '<aside> needs its class; such as <aside class="notice">',
    '<section role="A b"><p>x</p></section>': "<section> has the role 'A b'; expected small letters and hyphens",
    '<p data-at="0">x</p>': "<p> is not an element that a template may write; values of the brief are placed with {{ }}",
    '<cb-place n="0" at="0">': "<cb-place> is not an element that a template may write; "
    "values of the brief are placed with {{ }}",
    "<p>x": "<p> is not closed; write </p> where it ends",
    "<p><em>x</p></em>": "</p> stands where <em> is still open; write </em> first",
    "<p><p>x</p></p>": "<p> may not stand in <p>; what may: <em>, <strong>",
    "<li>x</li>": "<li> may not stand outside of any element; what may: <aside>, <h1>, <h2>, <h3>, <ol>, <p>, <section>, "
    "<table>, <ul>",
    "<p>a < b</p>": "there is a '<' that begins no element; write &lt; for the sign itself",
    "<!-- x -->": "a template may not use <!-- -->; write a comment as {# … #}",
    "<section role=\"x\">x</section>": 'the text "x" stands in <section>; put it into a <p>',
    "<table><tbody><tr><td>x</td></tr></tbody></table>": (
        "a <table> has a <caption>, a <thead> and a <tbody>, in this order"
    ),
    "<h1>x</h1>": "a document has one <h1>, before all other headings; "
    "write <h1>{{ brief.title }}</h1> at the top and use <h2> and <h3> below",
    "<h3>x</h3>": "<h3> follows <h1> and leaves a level out",
}  # fmt: skip


@pytest.mark.parametrize("tried", TRIES)
def test_what_no_template_may_do_is_refused_with_its_line(tried: str, tmp_path: Path) -> None:
    once = "{% if loop.first and section.part == 'fact' %}" + tried + "{% endif %}" if "loop" not in tried else tried
    text = HEAD + "{% for section in brief.sections %}{% for s in section.statements %}\n" + once
    text += "\n{% endfor %}{% endfor %}"
    assert refusal(tmp_path, text) == f"{FILE}:4: {TRIES[tried]}"


#: Fixed wording that only evidence may carry, with the fault that is told.
FIXED_WORDS = {
    "<p>At least 58 left.</p>": "the figure '58'",
    "<p>At least &#53;8 left.</p>": "the figure '58'",
    "<p>At least <strong>5</strong>8 left.</p>": "the figure '58'",
    "<p>٥٨ left.</p>": "the figure '٥٨'",
    "<p>Six in ten left.</p>": "the figure 'six in ten'",
    "<p>Hund<em>reds</em> left.</p>": "the figure 'hundreds'",
    "<li>A dozen left.</li>": "the figure 'dozen'",
    "<p>“They lied.”</p>": "quotation marks",
    "<p>&quot;They lied.&quot;</p>": "quotation marks",
    "<p>It was a barrack with a lock outside.</p>": "words of an excerpt",
    "<p>it was a <em>BARRACK</em> with</p>": "words of an excerpt",
}


@pytest.mark.parametrize("words", FIXED_WORDS)
def test_a_template_says_nothing_that_needs_a_source(words: str, tmp_path: Path) -> None:
    element = words[1 : words.index(">")]
    text = HEAD + (f"<ul>{words}</ul>" if element == "li" else words) + "\n" + BODY + TAIL
    message = refusal(tmp_path, text)
    start = f"{FILE}:3: the template's own words carry {FIXED_WORDS[words]}, which only evidence with a citation may: "
    assert message.startswith(f"{start}<{element}> ")
    assert message.endswith("; say it without, or make it a statement of the plan")


def test_an_excerpts_words_are_found_across_blocks(tmp_path: Path) -> None:
    text = HEAD + "<p>Remember: it was a</p><p>barrack with a door.</p>" + BODY + TAIL
    message = refusal(tmp_path, text)
    assert message.startswith(f"{FILE}: the template's own words carry words of an excerpt, which only evidence")


def test_a_template_leaves_nothing_out(tmp_path: Path) -> None:
    no_limits = '{% for section in brief.sections if section.part != "limits" %}' + BODY.partition("%}")[2]
    assert refusal(tmp_path / "1", HEAD + no_limits + TAIL) == (
        f"{FILE}: the template leaves out statement 'limit' of the part 'limits'; place every statement: "
        "{% for statement in section.statements %}{{ statement }}{% endfor %}"
    )
    no_statistic = BODY.replace("section.statements", 'section.statements if statement.kind != "statistic"')
    assert refusal(tmp_path / "2", HEAD + no_statistic + TAIL) == (
        f"{FILE}: the template leaves out statement 'numbers' of the part 'fact'; place every statement: "
        "{% for statement in section.statements %}{{ statement }}{% endfor %}"
    )
    without = {
        "the publisher: {{ brief.publisher }}": (HEAD.replace("{{ brief.publisher }}", ""), TAIL),
        "the brief's title: {{ brief.title }}": (HEAD.replace("{{ brief.title }}", "Brief"), TAIL),
        "the clearance: {{ brief.clearance }}": (HEAD, TAIL.replace("{{ brief.clearance }}", "")),
        "the list of sources: {{ brief.sources }}": (HEAD, TAIL.replace("{{ brief.sources }}", "")),
    }
    for number, (told, (head, tail)) in enumerate(without.items(), start=3):
        assert refusal(tmp_path / str(number), head + BODY + tail) == f"{FILE}: the template leaves out {told}"


def test_a_part_and_a_statement_of_it_are_not_both_placed(tmp_path: Path) -> None:
    text = HEAD + BODY + "\n{% for section in brief.sections %}{{ section.table }}{% endfor %}" + TAIL
    assert refusal(tmp_path, text) == (
        f"{FILE}:5: statement 'numbers' is placed twice, first at {FILE}:3; "
        "place it once; the parts of a section place its statements too"
    )


def test_a_whole_part_is_placed_once(tmp_path: Path) -> None:
    assert refusal(tmp_path, HEAD + BODY + TAIL + TAIL) == (
        f"{FILE}:6: the clearance is placed twice, first at {FILE}:4; place it once"
    )


def test_a_fault_in_a_shared_part_names_that_file(tmp_path: Path) -> None:
    text = HEAD + '{% include "shared/more.html" %}' + BODY + TAIL
    assert refusal(tmp_path / "1", text, **{"shared/more": "<p>x</p>\n\n<div>\n</div>"}).startswith(
        "shared/more.html:3: a template may not use <div>; "
    )
    assert refusal(tmp_path / "2", text, **{"shared/more": "\n{{ brief.x }}"}) == (
        "shared/more.html:2: nothing in a brief has the name 'x'"
    )
    assert refusal(tmp_path / "3", text, **{"shared/more": "\n\n{{ section }}"}) == (
        "shared/more.html:3: there is no 'section' here; a name of a loop stands inside the loop alone, "
        "and in what the loop includes"
    )
    assert refusal(tmp_path / "4", text, **{"shared/more": "\n{% if brief.date %}"}) == (
        "shared/more.html:2: the template does not compile: Unexpected end of template. Jinja was looking for the "
        "following tags: 'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'."
    )


def test_templates_that_include_each_other_in_a_circle_are_refused(tmp_path: Path) -> None:
    text = HEAD + '{% include "shared/a.html" %}'
    others = {"shared/a": '{% include "shared/b.html" %}', "shared/b": '\n{% include "shared/a.html" %}'}
    assert refusal(tmp_path, text, **others) == "shared/b.html:2: the template 'shared/a.html' brings in itself"


def test_templates_that_include_each_other_without_end_are_refused(tmp_path: Path) -> None:
    text = HEAD + '{% include "shared/a0.html" %}'
    others = {
        f"shared/a{number}": f'{{% include "shared/a{number + 1}.html" %}}' * 2 if number < 12 else ""
        for number in range(13)
    }
    assert refusal(tmp_path, text, **others).endswith(": the templates include each other more than 500 times")


def test_nesting_ends(tmp_path: Path) -> None:
    deep = "{% if brief.date %}" * 40 + "{% endif %}" * 40
    assert refusal(tmp_path / "1", HEAD + deep) == f"{FILE}:3: loops and conditions are nested more than 15 deep"
    knotted = "{% if " + "not " * 5000 + "brief.date %}{% endif %}"
    assert refusal(tmp_path / "2", HEAD + knotted) == f"{FILE}: the template is nested too deep"
    elements = "<section role='x'>".replace("'", '"') * 40 + "</section>" * 40
    assert refusal(tmp_path / "3", HEAD + elements) == f"{FILE}:3: the elements are nested more than 30 deep"


def test_loops_end(tmp_path: Path) -> None:
    nested = "".join(f"{{% for a{number} in brief.sections %}}" for number in range(12)) + "{% endfor %}" * 12
    assert refusal(tmp_path / "1", HEAD + nested) == (
        f"{FILE}:3: the template's loops take more than 100000 steps; look for a loop inside a loop"
    )
    wordy = "".join(f"{{% for a{number} in brief.sections %}}" for number in range(6))
    wordy += "<p>" + "word " * 1000 + "</p>" + "{% endfor %}" * 6
    assert refusal(tmp_path / "2", HEAD + wordy).endswith(
        ": the template writes more than 4000000 characters; look for a loop inside a loop"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="platform: links need rights on Windows")
@pytest.mark.parametrize("linked", ["file", "folder"])
def test_a_template_behind_a_link_is_refused(linked: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.html").write_text("<p>secret</p>", encoding="utf-8")
    folder = tmp_path / "templates"
    folder.mkdir()
    if linked == "file":
        (folder / "shared").mkdir()
        (folder / "shared" / "secret.html").symlink_to(outside / "secret.html")
    else:
        (folder / "shared").symlink_to(outside, target_is_directory=True)
    assert refusal(folder, HEAD + '{% include "shared/secret.html" %}') == (
        f"{FILE}:3: the template 'shared/secret.html' is reached through a link; put the file itself there"
    )


def test_a_template_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    path = tmp_path / "practitioner-brief" / "brief.html"
    path.parent.mkdir()
    composed_from = {
        b"<p>a</p>\n<p>\xff</p>": f"{FILE}:2: the template is not UTF-8; save it as UTF-8",
        "<p>a</p>\n\n<p>\u202eb</p>".encode(): f"{FILE}:3: the template holds the control character U+202E; "
        "remove the character",
        b" " * 300_000: f"{FILE}: the template has more than 256 KB",
    }
    for data, message in composed_from.items():
        path.write_bytes(data)
        with pytest.raises(TemplateError) as caught:
            compose(brief(), templates=tmp_path)
        assert str(caught.value) == message


def test_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    text = HEAD + BODY + TAIL
    plain = composed(tmp_path / "1", text)
    dressed = composed(tmp_path / "2", "\ufeff" + text.replace("\n", "\r\n"))
    assert dressed == plain
