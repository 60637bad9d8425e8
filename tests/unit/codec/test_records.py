from __future__ import annotations

import copy
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import strategies as some

from counterbrief.codec import (
    Comments,
    field_of,
    format_record,
    format_settings,
    place_of,
    read_comments,
    read_record,
    read_settings,
    record_tree,
    write_record,
    write_yaml,
)
from counterbrief.codec.faults import keys_of
from counterbrief.errors import CounterbriefError, Place, ProblemsError, ReadError
from counterbrief.model import (
    KINDS,
    CitedText,
    Gammma,
    Kind,
    Known,
    LocalText,
    Naming,
    Person,
    Policy,
    Protection,
    Record,
    Reliability,
    Selector,
    Settings,
    Source,
    SourceType,
    Theme,
)
from counterbrief.model.records import kind_of

KIND = {kind.name: kind for kind in KINDS}

TESTIMONY = b"""\
written_by: writer
speaker: somebody
subject: somebody
account: first-hand
summary:
  text:
    en: They told why they left.
  cites:
    - source: a-report
      locator: paragraph 8
excerpts:
  - id: cruelty
    quotation: They were cruel.
    language: en
    wording: original
    cites:
      - source: a-report
        locator: paragraph 9
credibility: 3
consent:
  basis: published
  scope:
    purposes:
      - training
"""


def problems_of(kind: str, text: str | bytes, record_id: str = "it") -> list[str]:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(CounterbriefError) as raised:
        read_record(KIND[kind], record_id, data, "it.yaml")
    error = raised.value
    assert isinstance(error, ReadError | ProblemsError)
    return str(error).split("\n")


# --- round trips ----------------------------------------------------------------------------------------------------


@given(some.records())
def test_what_is_written_reads_the_same_and_is_canonical(record: Record) -> None:
    data = write_record(record)
    back = read_record(kind_of(record), record.id, data, "it.yaml").record
    assert back == record
    assert write_record(back) == data
    assert format_record(kind_of(record), record.id, data, "it.yaml") == data


@given(some.settings)
def test_settings_that_are_written_read_the_same(settings: Settings) -> None:
    data = write_record(settings)
    assert read_settings(data, "corpus.yaml").settings == settings
    assert format_settings(data, "corpus.yaml") == data


def test_a_file_in_canonical_form_is_written_back_byte_for_byte() -> None:
    read = read_record(KIND["testimony"], "it", TESTIMONY, "it.yaml")
    assert write_record(read.record) == TESTIMONY


def test_a_tree_has_the_keys_of_the_class_in_order_under_their_csl_names_without_defaults() -> None:
    source = Source(
        id="it",
        written_by="writer",
        type=SourceType.WEBPAGE,
        title="A page",
        language="en",
        url="https://example.org",
        publisher_place="Geneva",
        container_title="A site",
        reliability=Reliability.F,
    )
    assert record_tree(source) == {
        "written_by": "writer",
        "type": "webpage",
        "title": "A page",
        "container-title": "A site",
        "publisher-place": "Geneva",
        "URL": "https://example.org",
        "language": "en",
    }
    assert list(record_tree(source))[2:5] == ["title", "container-title", "publisher-place"]


def test_settings_always_state_their_format_and_leave_other_defaults_out() -> None:
    assert write_record(Settings(name="A corpus", policy=Policy())) == b"format: 1\nname: A corpus\n"


def test_what_is_empty_but_not_the_default_stays() -> None:
    assert record_tree(Settings(name="x", policy=Policy(unsigned_approvals=False))) == {
        "format": "1",
        "name": "x",
        "policy": {"unsigned_approvals": "false"},
    }
    # An empty mapping says that GAMMMA+ was looked at; no key says nothing.
    assert write_record(_plan(gammma=Gammma())).decode().endswith("gammma: {}\n")


def _plan(**fields: Any) -> Record:
    text = "written_by: a\ntype: b\ntitle: c\ndescription: d\ndate: 2026-11-21\nlanguage: en-GB\naudience: team\n"
    return attrs.evolve(
        read_record(KIND["plan"], "it", f"{text}purpose: training\n".encode(), "it.yaml").record, **fields
    )


def test_formatting_orders_keys_keeps_comments_normalises_and_leaves_defaults_out() -> None:
    messy = (
        "\ufeff# Why this theme\r\n"
        "summary: {text: {en: 'Cafe\u0301'}}  # beside\r\n"
        "invented: false # nothing here is invented\r\n"
        "\r\n"
        "# the name\r\n"
        'label: {en: "Short", ar: كلمة}\r\n'
        "written_by:   writer\r\n"
        "# at the end\r\n"
    )
    wanted = (
        "written_by: writer\n"
        "# the name\n"
        "label:\n"
        "  ar: كلمة\n"
        "  en: Short\n"
        "# Why this theme\n"
        "summary: # beside\n"
        "  text:\n"
        "    en: Café\n"
        "# at the end\n"
        "# nothing here is invented\n"
    ).encode()
    formatted = format_record(KIND["theme"], "it", messy.encode(), "it.yaml")
    assert formatted.decode() == wanted.decode()
    assert format_record(KIND["theme"], "it", formatted, "it.yaml") == formatted


def test_comments_are_put_back_by_their_paths() -> None:
    data = b"# who\nwritten_by: writer\nrole:\n  en: reviewer # for now\n"
    read = read_record(KIND["team-member"], "it", data, "it.yaml")
    assert write_record(read.record, read_comments(data, "it.yaml")) == data
    assert write_record(read.record, Comments(end=("# end",))).endswith(b"# end\n")


def test_formatting_a_file_with_errors_says_them_and_their_places() -> None:
    with pytest.raises(ReadError) as raised:
        format_record(
            KIND["claim"],
            "it",
            b"\nlabel: {en: e\xcc\x81 }\nparaphrase: {text: {en: e\xcc\x81}}\nwritten_by: B\n",
            "it.yaml",
        )
    assert str(raised.value).startswith("it.yaml:4:13: 'written_by': 'B' is not an id: ")


def test_a_record_that_no_file_can_hold_is_refused() -> None:
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"caveats": [1]}, "caveats: expected a value of the model, found list"),
        ({"appeals": (1.5,)}, "appeals.0: expected a value of the model, found float"),
        ({"answers": None}, "answers: expected a value of the model, found NoneType"),
        ({"parent": 2**53}, "parent: expected a whole number below 2^53, found 9007199254740992"),
        ({"parent": "e\u0301"}, "parent: the word 'é' is not in the normal form NFC: its letters and accents are stored another way"),
        ({"parent": "a\u202eb"}, "parent: found U+202E (RIGHT-TO-LEFT OVERRIDE), which may not stand in a value"),
    ]  # fmt: skip
    for fields, message in wrong:
        theme = Theme(id="it", written_by="a", label=LocalText.of(en="a"), summary=CitedText(text=LocalText.of(en="a")))
        for name, value in fields.items():
            object.__setattr__(theme, name, value)  # past the validators, as careless code could
        with pytest.raises(ReadError) as raised:
            write_record(theme)
        assert str(raised.value) == message


# --- errors ---------------------------------------------------------------------------------------------------------


def test_every_error_of_a_file_is_told_at_its_place_in_one_pass() -> None:
    text = """\
written_by: Bad Id
invented: yes
speaker: a
account: relayd
summary:
  text:
    en: " x"
    English: hello
  cites:
    - sorce: x
    - source: y
      locator: parag 8
    - text
why_joined: because
excerpts:
  - id: one
    quotation: |
      words
    language: en
    wording: original
    translator: me
  - id: one
    quotation: ""
    language: english
    wording: shouted
credibility: 9
told: 2015-13
consent:
  basis: informed
  until: 2015-02-30
  scope: {}
  given:
themas: []
entirely_else: []
"""
    ids = "small letters a-z, digits and single hyphens between them, such as 'ebrahim-b'"
    labels = "chapter, column, figure, folio, issue, line, note, page, paragraph, part, section, table, timestamp"
    keys = ", ".join(keys_of(KIND["testimony"].type))
    assert problems_of("testimony", text) == [
        "it.yaml:1:1: the key 'subject' is missing",
        f"it.yaml:1:13: 'written_by': 'Bad Id' is not an id: {ids}",
        "it.yaml:2:11: 'invented': expected true or false, found 'yes'",
        "it.yaml:4:10: 'account': unknown value 'relayd'; did you mean 'relayed'?",
        "it.yaml:7:9: 'text', en: the text begins or ends with white space",
        "it.yaml:8:5: 'text', English: 'English' is not a language tag such as 'en', 'en-GB', 'ar' or 'und' (unknown)",
        "it.yaml:10:7: the key 'source' is missing in 'cites', item 1",
        "it.yaml:10:7: unknown key 'sorce' in 'cites', item 1; did you mean 'source'?",
        f"it.yaml:12:16: 'locator': a locator begins with one of {labels}, verse, volume; found 'parag'",
        "it.yaml:13:7: 'cites', item 3: expected a mapping, found text",
        "it.yaml:14:13: 'why_joined': expected a list, found text",
        "it.yaml:17:16: 'quotation': the text begins or ends with white space; write '|-' or '>-' in place of '|' or '>'",
        "it.yaml:21:17: 'translator': a quotation in its original wording has neither 'original' nor 'translator'",
        "it.yaml:23:16: 'quotation': the text is empty; leave the key out where something is unknown",
        "it.yaml:24:15: 'language': 'english' is not a language tag such as 'en', 'en-GB', 'ar' or 'und' (unknown)",
        "it.yaml:25:14: 'wording': unknown value 'shouted'; expected one of original, translation, unknown",
        "it.yaml:26:14: 'credibility': credibility is a whole number from 1 to 6; found 9",
        "it.yaml:27:7: 'told': there is no such date: 2015-13",
        "it.yaml:29:3: 'elements': consent of the basis 'informed' needs its four 'elements'",
        "it.yaml:30:10: 'until': there is no such date: 2015-02-30",
        "it.yaml:32:9: 'given': expected a date such as 2026-11-21, found nothing; leave the key out where it is unknown",
        "it.yaml:33:1: unknown key 'themas'; did you mean 'themes'?",
        f"it.yaml:34:1: unknown key 'entirely_else'; the keys here are {keys}",
    ]


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        ("theme", "- a\n", "it.yaml:1:1: expected a mapping, found a list"),
        ("theme", "words\n", "it.yaml:1:1: expected a mapping, found text"),
        ("theme", "", "it.yaml:1:1: the file is empty; write 'key: value' lines"),
        (
            "theme",
            "written_by: a\nlabel: {}\nsummary: {text: {en: a}}\n",
            "it.yaml:2:8: 'label': expected a text in at least one language, such as 'en: …'",
        ),
        (
            "theme",
            "written_by: a\nlabel: short\nsummary: {text: {en: a}}\n",
            "it.yaml:2:8: 'label': expected a text by language, such as 'en: …' on a line of its own, found text",
        ),
        (
            "theme",
            "written_by: a\nlabel: {en: [a]}\nsummary: {text: {en: a}}\n",
            "it.yaml:2:13: 'label', en: expected text, found a list",
        ),
        (
            "theme",
            "id: it\nwritten_by: a\nlabel: {en: a}\nsummary: {text: {en: a}}\n",
            "it.yaml:1:1: 'id' does not stand in the file: the id of a record is its file's name; take the line out",
        ),
        (
            "theme",
            "written_by: a\nlabel: {en: a}\nsummary: {text: {en: a}}\nanswers: [a, b, a]\n",
            "it.yaml:4:10: 'answers': answers names 'a' twice",
        ),
        (
            "capture",
            f"written_by: a\nsource: a\nsha256: {'a' * 64}\nsize: 007\nmedia_type: text/html\n",
            "it.yaml:4:7: 'size': expected a whole number such as 5, found '007'",
        ),
        (
            "capture",
            f"written_by: a\nsource: a\nsha256: {'a' * 64}\nsize: {'9' * 5000}\nmedia_type: text/html\n",
            f"it.yaml:4:7: 'size': expected a whole number such as 5, found '{'9' * 60}…'",
        ),
        (
            "capture",
            f"written_by: a\nsource: a\nsha256: {'a' * 64}\nsize: 9007199254740992\nmedia_type: text/html\n",
            "it.yaml:4:7: 'size': expected a whole number below 2^53, found '9007199254740992'",
        ),
        (
            "source",
            "written_by: a\ntype: webpage\ntitle: a\nlanguage: en\nurl: https://example.org\n",
            "it.yaml:5:1: unknown key 'url'; did you mean 'URL'?",
        ),
        (
            "source",
            "written_by: a\ntype: webpage\ntitle: a\nlanguage: en\nURL: example.org\n",
            "it.yaml:5:6: 'URL': expected an address that begins with https:// or http://; found 'example.org'",
        ),
        (
            "plan",
            (
                "written_by: a\ntype: b\ntitle: c\ndescription: d\ndate: 2026-11-21\nlanguage: en-GB\naudience: team\n"
                "purpose: training\nsections:\n  - part: fact\n    statements:\n      - id: one\n        text: a\n"
                "        theme: b\n"
            ),
            (
                "it.yaml:12:9: 'statements', item 1: a statement has exactly one of text, testimony, statistic, theme, claim; "
                "found text and theme"
            ),
        ),
    ],
)
def test_one_error_is_told_in_words_for_people(kind: str, text: str, message: str) -> None:
    assert problems_of(kind, text) == [message]


def test_a_file_whose_name_is_no_id_is_told_with_the_other_errors() -> None:
    assert problems_of("team-member", "written_by: a\nrole: reviewer\n", "A Name") == [
        (
            "it.yaml: 'A Name' is not an id: small letters a-z, digits and single hyphens between them, such as 'ebrahim-b'; "
            "rename the file"
        ),
        "it.yaml:2:7: 'role': expected a text by language, such as 'en: …' on a line of its own, found text",
    ]


def test_a_single_problem_is_a_read_error_and_several_are_problems() -> None:
    with pytest.raises(ReadError) as one:
        read_settings(b"format: 2\nname: a\n", "corpus.yaml")
    assert str(one.value) == "corpus.yaml:1:9: 'format': this version of counterbrief reads format 1; found 2"
    assert one.value.where == Place(file="corpus.yaml", line=1, column=9)
    with pytest.raises(ProblemsError) as several:
        read_settings(b"format: 2\n", "corpus.yaml")
    assert [type(problem) for problem in several.value.problems] == [ReadError, ReadError]


def test_a_message_does_not_repeat_a_long_value() -> None:
    (message,) = problems_of("team-member", f"written_by: {'A' * 100_000}\nrole: {{en: a}}\n")
    assert len(message) < 600
    (message,) = problems_of(
        "theme", f"written_by: a\nlabel: {{en: a}}\nsummary: {{text: {{en: a}}}}\nparent: {'A' * 9999}"
    )
    assert len(message) < 600


def test_a_file_that_is_not_meant_for_us_is_told_quickly_and_briefly() -> None:
    for text in (
        "label:\n" + "".join(f"  K{n}: a{n}\n" for n in range(9999)),
        "".join(f"K{n}: a{n}\n" for n in range(9999)),
    ):
        for kind in ("theme", "person"):
            problems = problems_of(kind, text)
            assert len(problems) <= 51
            assert (
                problems[0] == "it.yaml: the file has more problems, which are not listed; mend these"
                or len(problems) < 9
            )


# --- people ---------------------------------------------------------------------------------------------------------

SECRET = "Zaynab O'Quux"
SHAPES: tuple[Any, ...] = (
    SECRET,
    f" {SECRET} ",
    [SECRET],
    {SECRET: SECRET},
    {"en": SECRET, SECRET: "x"},
    {"en": [SECRET]},
)


@given(
    kind=st.sampled_from([KIND["person"], KIND["team-member"]]),
    tree=st.dictionaries(
        st.sampled_from(
            ["written_by", "invented", "name", "role", "origin", "protection", "agrees_to_be_named", SECRET, "nam"]
        ),
        st.sampled_from(SHAPES)
        | st.dictionaries(
            st.sampled_from(["naming", "minor", "never_tell", "deceased", SECRET, "en"]), st.sampled_from(SHAPES)
        ),
    ),
)
def test_no_message_about_a_person_repeats_what_the_file_says(kind: Kind, tree: Any) -> None:
    data = write_yaml(tree).encode()
    try:
        read_record(kind, "it", data, "it.yaml")
    except CounterbriefError as error:
        told = str(error)
    else:
        raise AssertionError("such a file is never right")
    assert "Zaynab" not in told
    assert "Quux" not in told


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Zaynab: a\nZaynab: b\n", "it.yaml:2:1: the key is given twice, first in line 1; keep one of the two"),
        (
            "name: &Zaynab 'x'\n",
            (
                "it.yaml:1:7: found the anchor; anchors are not part of the format; write the value out, or put a text that "
                "starts with '&' in quotes"
            ),
        ),
        (
            "name: Ze\u0301 'Zaynab'\n",
            (
                "it.yaml:1:7: the word is not in the normal form NFC: its letters and accents are stored another way; "
                "run `counterbrief fmt` on the file, or type the word again"
            ),
        ),
        (
            "written_by: a\nrole: {en: a}\nprotection:\n  naming: Zaynab\n",
            "it.yaml:4:11: 'naming': unknown value; expected one of named, pseudonym, anonymous, withheld",
        ),
        (
            "written_by: Zaynab\nrole: {en: a}\nprotection:\n  naming: anonymous\n",
            (
                "it.yaml:1:13: 'written_by': other text is not an id: small letters a-z, digits and single hyphens between "
                "them, such as 'ebrahim-b'"
            ),
        ),
        (
            "written_by: a\nrole: {en: a}\nZaynab: Zaynab\nprotection:\n  naming: anonymous\n",
            "it.yaml:3:1: unknown key; the keys here are written_by, invented, name, role, origin, protection",
        ),
        (
            "written_by: a\nrole: {en: a}\nname: Zaynab\nprotection:\n  naming: anonymous\n",
            "it.yaml:5:3: 'protection': a person who is anonymous has no 'name' in the corpus",
        ),
    ],
)
def test_errors_about_a_person_still_say_what_to_do(text: str, message: str) -> None:
    assert problems_of("person", text) == [message]


# --- places ---------------------------------------------------------------------------------------------------------


def test_the_place_of_a_finding_is_that_of_its_value_or_of_the_nearest_parent() -> None:
    data = b"written_by: a\ntype: webpage\ntitle: a\nlanguage: en\nURL: https://example.org\nauthor:\n  - literal: a\n"
    marks = read_record(KIND["source"], "it", data, "it.yaml").marks
    assert place_of(marks, ("url",), "it.yaml") == Place(file="it.yaml", line=5, column=6)
    assert place_of(marks, ("author", 0, "literal"), "it.yaml") == Place(file="it.yaml", line=7, column=14)
    assert place_of(marks, ("author", 0, "family"), "it.yaml") == Place(file="it.yaml", line=7, column=5)
    assert place_of(marks, ("author", 5), "it.yaml") == Place(file="it.yaml", line=7, column=3)
    assert place_of(marks, ("container_title",), "it.yaml") == Place(file="it.yaml", line=1, column=1)
    assert place_of(marks, (), "it.yaml") == Place(file="it.yaml", line=1, column=1)
    assert place_of({}, ("url",), "it.yaml") == Place(file="it.yaml")


def test_paths_of_attributes_become_paths_of_the_file() -> None:
    assert field_of(("container_title",)) == ("container-title",)
    assert field_of(("publisher_place",)) == ("publisher-place",)
    assert field_of(("url",)) == ("URL",)
    path = ("sections", 2, "statements", 0, "cites")
    assert field_of(path) == path


def test_what_was_read_can_be_copied_and_sent_to_another_process() -> None:
    read = read_record(KIND["testimony"], "it", TESTIMONY, "it.yaml")
    assert pickle.loads(pickle.dumps(read)) == read == copy.deepcopy(read)
    assert pickle.loads(pickle.dumps(read)).marks == read.marks


def test_a_person_is_shown_as_the_model_has_it() -> None:
    data = b"written_by: a\nrole: {en: a teacher}\nprotection: {naming: anonymous, minor: no, never_tell: [her town]}\n"
    assert read_record(KIND["person"], "it", data, "it.yaml").record == Person(
        id="it",
        written_by="a",
        role=LocalText.of(en="a teacher"),
        protection=Protection(naming=Naming.ANONYMOUS, minor=Known.NO, never_tell=("her town",)),
    )


def test_a_selector_keeps_the_spaces_around_its_words() -> None:
    assert Selector(prefix="said: ", exact="no", suffix=" ").prefix == "said: "
    text = TESTIMONY.decode().replace(
        "    cites:\n      - source: a-report\n        locator: paragraph 9\n",
        "    selector:\n      prefix: 'said: '\n      exact: They were cruel.\n      suffix: ' '\n",
    )
    read = read_record(KIND["testimony"], "it", text.encode(), "it.yaml")
    assert write_record(read.record).decode() == text
