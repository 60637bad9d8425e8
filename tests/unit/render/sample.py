"""Documents that are invented from end to end: one with every node of the tree, one from right to left, one draft."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Any

import attrs

from counterbrief.render.tree import (
    Bar,
    BarChart,
    Block,
    Box,
    Cell,
    Document,
    Foreign,
    Heading,
    Inline,
    Inlines,
    Items,
    Labels,
    Link,
    Meta,
    Note,
    NoteMark,
    Origin,
    Paragraph,
    Quotation,
    Section,
    SourceEntry,
    SourceList,
    StatementSpan,
    Styled,
    Table,
    Text,
    plain_text,
)

MARK = NoteMark(number=0)


def fixed(value: str) -> Text:
    """Wording of a template."""
    return Text(value=value, origin=Origin.FIXED)


def record(value: str) -> Text:
    """What the engine prints about a record."""
    return Text(value=value, origin=Origin.RECORD)


def evidence(statement: str, value: str, *cites: str) -> StatementSpan:
    """A statement of evidence with its note; ``numbered`` counts the note."""
    children: tuple[Inline, ...] = (Text(value=value, origin=Origin.EVIDENCE), MARK)
    return StatementSpan(statement=statement, origin=Origin.EVIDENCE, cites=cites, children=children)


def editor(statement: str, value: str) -> StatementSpan:
    """The editors' own words."""
    text = Text(value=value, origin=Origin.EDITOR)
    return StatementSpan(statement=statement, origin=Origin.EDITOR, cites=(), children=(text,))


def paragraph(*children: Inline) -> Paragraph:
    """A paragraph of the body."""
    return Paragraph(children=children)


def heading(level: int, value: str) -> Heading:
    """A heading of the template."""
    assert level in (1, 2, 3)
    return Heading(level=level, children=(fixed(value),))  # type: ignore[arg-type]  # mypy does not narrow an int


def points(*runs: Inlines, ordered: bool = False) -> Items:
    """A list with one paragraph an item."""
    return Items(ordered=ordered, items=tuple((Paragraph(children=run),) for run in runs))


def cells(*values: str, numeric: tuple[int, ...] = ()) -> tuple[Cell, ...]:
    """A row of a table."""
    return tuple(Cell(children=(record(value),), numeric=place in numeric) for place, value in enumerate(values))


LABELS = Labels(
    notes="Notes",
    back="Back to the text of note",
    page="Page {page} of {pages}",
    editor_mark="ed.",
    editor_mark_long="The editors’ own words, not evidence.",
    original="In the original:",
    skip="Skip to the text",
    draft="DRAFT",
)
META = Meta(
    plan="sample-practitioner-brief",
    kind="Practitioner brief",
    title="They said they protected us: what people who left say about the movement’s first promise",
    description="An invented brief with every part of the document tree, for the tests of the writers.",
    publisher="Centre for Invented Examples",
    date=dt.date(2026, 11, 21),
    date_printed="21 November 2026",
    language="en-GB",
    direction="ltr",
    marking="TLP:GREEN",
    keywords=("invented", "sample", "protection"),
    running=("Invented from end to end: no person, source or figure in this document is real.",),
    draft=False,
    generator="counterbrief 0.1.0",
    labels=LABELS,
)


def english() -> Document:
    """A document in English that uses every node of the tree."""
    first = Section(
        role="fact",
        children=(
            heading(2, "What people who left describe"),
            paragraph(
                evidence(
                    "s1", "Those who left describe attacks on the very people the movement said it guarded.", "a1"
                ),
                fixed(" "),
                evidence("s2", "Two of them name villages that were shelled after they had surrendered.", "a1", "b2"),
                fixed(" "),
                editor("s3", "The accounts were given to different interviewers and are read here side by side."),
            ),
            Quotation(
                statement="s4",
                cites=("a1",),
                language="en",
                direction="ltr",
                words="We were told we would stand between the people and their enemies. By the second winter the people "
                "were afraid of us, and we were told to call that respect.",
                original=Foreign(
                    language="ar",
                    direction="rtl",
                    children=(Text(value="قيل لنا إننا سنقف بين الناس وأعدائهم.", origin=Origin.EVIDENCE),),
                ),
                attribution=(
                    record("A former driver, speaking to the Invented Weekly, 3 May 2015; translated by the paper"),
                    MARK,
                ),
            ),
        ),
    )
    warning = Box(
        role="warning",
        children=(
            heading(3, "A false claim follows"),
            paragraph(
                fixed("The next paragraph paraphrases propaganda once, so that it can be answered. Do not repeat it.")
            ),
        ),
    )
    claim = Section(
        role="answer",
        children=(
            heading(2, "Why the claim is false"),
            paragraph(
                evidence(
                    "s5", "The movement spent most of its first year fighting groups that made the same promise.", "b2"
                ),
                fixed(" The fighting is described in "),
                Styled(style="emphasis", children=(record("The Invented Review"),)),
                fixed(" and in "),
                Link(href="https://example.org/reports/2015?part=2&page=7", children=(fixed("an online report"),)),
                fixed(". Chemical names such as H"),
                Styled(style="subscript", children=(fixed("2"),)),
                fixed("O, ordinals such as 2"),
                Styled(style="superscript", children=(fixed("nd"),)),
                fixed(", "),
                Styled(style="small-caps", children=(fixed("small capitals"),)),
                fixed(", "),
                Styled(style="strong", children=(fixed("strong words"),)),
                fixed(" and "),
                Styled(style="small", children=(fixed("small print"),)),
                fixed(" keep their form. The word "),
                Foreign(language="ar", direction="rtl", children=(fixed("حماية"),)),
                fixed(" means protection; the German "),
                Foreign(language="de", direction="ltr", children=(fixed("Schutz"),)),
                fixed(" does too."),
            ),
            heading(3, "It fought its neighbours"),
            points(
                (evidence("s6", "Three groups in the north were attacked within a month.", "b2"),),
                (evidence("s7", "A truce was broken on the day it was signed.", "c3"),),
                (editor("s8", "None of this excuses what other parties to the conflict did."),),
            ),
            heading(3, "It punished those who left"),
            points(
                (fixed("Say that leaving was dangerous, and that people left all the same."),),
                (fixed("Say who speaks, and how their words came to us."),),
                ordered=True,
            ),
        ),
    )
    table = Table(
        caption=(fixed("How many left: the reported values"),),
        header=cells("Source", "What is counted", "Period", "Value", numeric=(3,)),
        rows=(
            cells("Invented Weekly", "people who spoke in public", "since January 2014", "58", numeric=(3,)),
            cells(
                "Invented Review",
                "stories collected, some about the same person",
                "January 2014 to August 2015",
                "1 058",
                numeric=(3,),
            ),
            cells("Northern Desk", "people who spoke in June, July and August", "summer 2015", "17", numeric=(3,)),
        ),
    )
    chart = BarChart(
        caption=(fixed("Reasons given for leaving, by number of accounts"), MARK),
        alternative="Bar chart. Brutality against civilians: 21 accounts; infighting: 14; corruption: 9; dull duties: 2.",
        bars=(
            Bar(statement="s7", cites=("a1",), label="Brutality against civilians", value=21, printed="21"),
            Bar(statement="s7", cites=("a1",), label="Infighting", value=14, printed="14"),
            Bar(statement="s7", cites=("a1",), label="Corruption and unfair treatment", value=9, printed="9"),
            Bar(statement="s7", cites=("a1",), label="Dull duties", value=2, printed="2"),
        ),
    )
    blocks: tuple[Block, ...] = (
        Paragraph(role="kicker", children=(fixed("Answers one claim · for teachers and youth workers"),)),
        Heading(level=1, children=(record(META.title),)),
        Paragraph(
            role="lead",
            children=(
                fixed(
                    "The movement presented itself as a shield. The people who carried the shield tell another story, and they tell it in much the same words."
                ),
            ),
        ),
        Box(
            role="key",
            children=(
                heading(2, "Key messages"),
                points(
                    (evidence("s9", "People who left say it harmed those it promised to protect.", "a1", "c3"),),
                    (editor("s10", "Their words carry weight because they paid for them."),),
                ),
            ),
        ),
        first,
        warning,
        claim,
        Section(role="numbers", children=(heading(2, "The numbers, and why they differ"), table, chart)),
        Box(
            role="limits",
            children=(
                heading(2, "Limits"),
                paragraph(Text(value="The study behind these pages was not available to us.", origin=Origin.EDITOR)),
                Paragraph(role="small", children=(fixed("Figures are second-hand; each is given with its source."),)),
            ),
        ),
        Box(
            role="plain",
            children=(
                Paragraph(role="label", children=(fixed("How to use this brief"),)),
                paragraph(fixed("Put no pupil on the spot. Concerns about a person go to safeguarding.")),
            ),
        ),
        Box(
            role="notice",
            children=(paragraph(fixed("Approved as true to its sources; not cleared for use with any audience.")),),
        ),
        Section(
            role="sources",
            children=(
                heading(2, "Sources"),
                SourceList(
                    entries=(
                        SourceEntry(
                            source="a1",
                            children=(
                                fixed("Example, A., "),
                                Styled(style="emphasis", children=(record("What the drivers saw"),)),
                                record(", Invented Weekly, 3 May 2015, "),
                                Link(
                                    href="https://weekly.example.org/2015/05/03/what-the-drivers-saw-and-what-they-were-told",
                                    children=(
                                        record(
                                            "https://weekly.example.org/2015/05/03/what-the-drivers-saw-and-what-they-were-told"
                                        ),
                                    ),
                                ),
                                record(" (archived copy, accessed 2 November 2026)."),
                            ),
                            remarks=(
                                record(
                                    "Reliability B (usually reliable). The page does not state who translated the interview."
                                ),
                            ),
                        ),
                        SourceEntry(
                            source="b2",
                            children=(record("Invented Review, “The year of small wars”, no date."),),
                            remarks=(),
                        ),
                        SourceEntry(
                            source="c3",
                            children=(record("Northern Desk, “After the truce”, 2015."),),
                            remarks=(record("Reliability F (cannot be judged)."),),
                        ),
                    )
                ),
            ),
        ),
    )
    return numbered(META, blocks, _NOTES)


_NOTES = (
    ("s9", "A. Example, ‘What the drivers saw’, Invented Weekly, 3 May 2015, para. 4; ‘After the truce’, para. 1."),
    ("s1", "Example, ‘What the drivers saw’, para. 4."),
    ("s2", "Example, ‘What the drivers saw’, para. 6; ‘The year of small wars’, Invented Review, para. 2."),
    ("s4", "Example, ‘What the drivers saw’, para. 9."),
    ("s5", "‘The year of small wars’, para. 1, as reported in Invented Weekly."),
    ("s6", "Ibid., para. 3."),
    ("s7", "‘After the truce’, Northern Desk, 2015, para. 12."),
    ("s11", "Counted by the editors from the accounts in Invented Weekly."),
)


def numbered(meta: Meta, blocks: tuple[Block, ...], notes: tuple[tuple[str, str], ...]) -> Document:
    """A document whose note marks are counted in reading order, with these notes (statement, text)."""
    written = tuple(
        Note(number=number, statement=statement, children=(_cited(meta, text),))
        for number, (statement, text) in enumerate(notes, start=1)
    )
    counted = _counted(blocks, itertools.count(1))
    return Document(meta=meta, blocks=counted, notes=written, evidence=b'{"invented": true}\n')


def _cited(meta: Meta, text: str) -> Inline:
    """An English citation, set apart as such in a document of another direction."""
    run = record(text)
    return run if meta.direction == "ltr" else Foreign(language="en", direction="ltr", children=(run,))


def _counted(value: Any, count: Iterator[int]) -> Any:
    if isinstance(value, NoteMark):
        return NoteMark(number=next(count))
    if isinstance(value, tuple):
        return tuple(_counted(part, count) for part in value)
    if attrs.has(type(value)):
        names = [field.name for field in attrs.fields(type(value))]
        return attrs.evolve(value, **{name: _counted(getattr(value, name), count) for name in names})
    return value


def draft() -> Document:
    """A draft with long running lines."""
    document = english()
    running = (
        "DRAFT: not approved, not for use. What is missing is listed at the end of this document.",
        "Approved by the project’s maintainers as true to the sources, unsigned; not cleared for use with any audience.",
        "Working copy: a statement without an approval is listed by its id, and its text is not printed.",
        *document.meta.running,
    )
    return attrs.evolve(
        document, meta=attrs.evolve(document.meta, draft=True, marking="TLP:AMBER+STRICT", running=running)
    )


def latin(value: str) -> Foreign:
    """A Latin name, number or date inside a text that runs from right to left."""
    return Foreign(language="en", direction="ltr", children=(record(value),))


def arabic() -> Document:
    """A document in Arabic with numbers, Latin names, a table and a chart."""
    meta = attrs.evolve(
        META,
        plan="sample-arabic",
        kind="موجز للممارسين",
        title="قالوا إنهم يحموننا: ماذا يقول الذين غادروا عن الوعد الأول",
        description="موجز مختلَق لاختبار الكتابة من اليمين إلى اليسار.",
        publisher="مركز الأمثلة المختلَقة",
        date_printed="21 تشرين الثاني 2026",
        language="ar-LB",
        direction="rtl",
        marking="TLP:CLEAR",
        keywords=("مختلَق", "مثال"),
        running=("كل ما في هذه الوثيقة مختلَق: لا شخص فيها ولا مصدر ولا رقم حقيقي.",),
        labels=attrs.evolve(
            LABELS,
            notes="الحواشي",
            back="العودة إلى موضع الحاشية",
            page="صفحة {page} من {pages}",
            editor_mark="المحرر",
            editor_mark_long="كلام المحررين، وليس دليلاً.",
            original="في الأصل:",
            skip="إلى النص",
            draft="مسودة",
        ),
    )
    quotation = Quotation(
        statement="s2",
        cites=("a1",),
        language="ar",
        direction="rtl",
        words="قيل لنا إننا سنقف بين الناس وأعدائهم. وفي الشتاء الثاني صار الناس يخافون منا، وقيل لنا إن هذا احترام.",
        original=Foreign(
            language="en",
            direction="ltr",
            children=(record("We were told we would stand between the people and their enemies."),),
        ),
        attribution=(
            record("سائق سابق في حديث إلى "),
            latin("Invented Weekly"),
            record("، في "),
            latin("3 May 2015"),
            MARK,
        ),
    )
    table = Table(
        caption=(fixed("كم شخصاً غادر: القيم المنشورة"),),
        header=cells("المصدر", "ما الذي يُعدّ", "المدة", "القيمة", numeric=(3,)),
        rows=(
            (
                Cell(children=(latin("Invented Weekly"),)),
                *cells("أشخاص تكلموا علناً", "منذ كانون الثاني 2014", "38 200", numeric=(2,)),
            ),
            (Cell(children=(latin("Northern Desk"),)), *cells("قصص جُمعت", "صيف 2015", "17", numeric=(2,))),
        ),
    )
    chart = BarChart(
        caption=(fixed("الأسباب بحسب عدد الشهادات"),),
        alternative="رسم أعمدة: العنف ضد المدنيين 21، الاقتتال 14، الفساد 9.",
        bars=(
            Bar(statement="s7", cites=("a1",), label="العنف ضد المدنيين", value=21, printed="21"),
            Bar(statement="s7", cites=("a1",), label="الاقتتال الداخلي", value=14, printed="14"),
            Bar(statement="s7", cites=("a1",), label="الفساد", value=9, printed="1 009"),
        ),
    )
    blocks: tuple[Block, ...] = (
        Paragraph(role="kicker", children=(fixed("جواب عن ادعاء واحد · للمعلمين والعاملين مع الشباب"),)),
        Heading(level=1, children=(record(meta.title),)),
        Paragraph(role="lead", children=(fixed("قدّمت الحركة نفسها درعاً، والذين حملوا الدرع يروون قصة أخرى."),)),
        Box(
            role="key",
            children=(
                heading(2, "الرسائل الأساسية"),
                points(
                    (evidence("s1", "يقول الذين غادروا إنها آذت من وعدت بحمايتهم.", "a1"),),
                    (editor("s3", "لكلامهم وزن لأنهم دفعوا ثمنه."),),
                ),
            ),
        ),
        heading(2, "ماذا يصف الذين غادروا"),
        paragraph(
            fixed("أُحصي "),
            latin("38 200"),
            fixed(" حالة بين عامي "),
            latin("2014–2015"),
            fixed(" بحسب "),
            latin("The Invented Review of Small Wars (Northern Edition)"),
            fixed("، ثم ذُكر رقم آخر في التقرير "),
            Link(href="https://example.org/ar", children=(latin("https://example.org/ar"),)),
            fixed(" نفسه."),
        ),
        quotation,
        Box(role="warning", children=(heading(3, "ادعاء كاذب فيما يلي"), paragraph(fixed("لا تكرره.")))),
        points((fixed("قل من المتكلم."),), (fixed("قل كيف وصل كلامه إلينا."),), ordered=True),
        table,
        chart,
        heading(2, "المصادر"),
        SourceList(
            entries=(
                SourceEntry(
                    source="a1",
                    children=(latin("Example, A., “What the drivers saw”, Invented Weekly, 3 May 2015."),),
                    remarks=(record("الموثوقية "), latin("B"), record(".")),
                ),
            )
        ),
    )
    notes = (
        ("s1", "A. Example, ‘What the drivers saw’, Invented Weekly, 3 May 2015, para. 4."),
        ("s2", "Ibid., para. 9."),
    )
    return numbered(meta, blocks, notes)


def text_of(inlines: Inlines) -> str:
    """The characters of a run."""
    return plain_text(inlines)
