from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
import unicodedata
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from ctypes import c_double
from importlib.resources import files
from pathlib import Path

import attrs
import pypdfium2
import pytest
from pypdfium2 import raw
from pytest_regressions.file_regression import FileRegressionFixture
from tests.unit.render import hostile, sample

from counterbrief.errors import MissingToolError, NotFoundError, RenderError
from counterbrief.render.pdf import fonts_used, write_pdf
from counterbrief.render.tree import Document, Paragraph

ROOT = Path(__file__).parents[3]


class Pdf:
    """What a reader of a PDF sees."""

    def __init__(self, data: bytes) -> None:
        self.file = pypdfium2.PdfDocument(data)
        self.pages = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in self.file]

    @property
    def letters(self) -> str:
        """All that is printed, without the spaces, in which line ends and long words differ."""
        return "".join("".join(self.pages).split())


def letters(text: str) -> str:
    return "".join(text.split())


def paragraphs(*texts: str) -> Document:
    return sample.numbered(sample.META, tuple(sample.paragraph(sample.fixed(text)) for text in texts), ())


def run(script: str, *, flags: tuple[str, ...] = (), **environment: str) -> str:
    """What a script prints that runs in a process of its own."""
    path = os.pathsep.join([str(ROOT), *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, *flags, "-c", textwrap.dedent(script)],
        env={**os.environ, "PYTHONPATH": path, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("name", ["english", "draft"])
def test_the_pages_read_as_recorded(name: str, file_regression: FileRegressionFixture) -> None:
    pdf = Pdf(write_pdf(getattr(sample, name)()))
    file_regression.check("\f\n".join(f"{page}\n" for page in pdf.pages), extension=".txt", encoding="utf-8")


def test_title_author_language_and_tags_are_set() -> None:
    pdf = Pdf(write_pdf(sample.english()))
    meta = pdf.file.get_metadata_dict(skip_empty=True)
    assert meta == {
        "Title": sample.META.title,
        "Author": "Centre for Invented Examples",
        "Subject": sample.META.description,
        "Keywords": "invented, sample, protection",
        "Creator": meta["Creator"],
        "CreationDate": "D:20261121000000Z",
        "ModDate": "D:20261121000000Z",
    }
    assert raw.FPDFCatalog_IsTagged(pdf.file)
    assert language(pdf) == "en-GB"
    assert language(Pdf(write_pdf(sample.arabic()))) == "ar-LB"


def language(pdf: Pdf) -> str:
    length = raw.FPDFCatalog_GetLanguage(pdf.file, None, 0)
    buffer = (raw.FPDF_WCHAR * length)()
    raw.FPDFCatalog_GetLanguage(pdf.file, buffer, length)
    return bytes(buffer)[:-2].decode("utf-16-le").rstrip("\x00")


def test_the_file_claims_both_standards() -> None:
    data = write_pdf(sample.english())
    assert b"<pdfaid:part>3</pdfaid:part>" in data
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in data
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data


def test_the_evidence_is_attached_as_it_is() -> None:
    pdf = Pdf(write_pdf(sample.english()))
    attachments = [pdf.file.get_attachment(place) for place in range(pdf.file.count_attachments())]
    assert [(file.get_name(), bytes(file.get_data())) for file in attachments] == [
        ("evidence.json", b'{"invented": true}\n')
    ]


def test_every_page_carries_marking_running_lines_plan_and_number() -> None:
    document = sample.draft()
    pdf = Pdf(write_pdf(document))
    assert len(pdf.pages) == 3
    for number, page in enumerate(pdf.pages, start=1):
        assert page.count("TLP:AMBER+STRICT") == 2
        assert f"Page {number} of 3" in page
        assert "sample-practitioner-brief" in page
        assert "DRAFT" in page.split()
        for line in document.meta.running:
            assert letters(line) in letters(page)


def test_notes_stand_at_the_foot_of_the_page_of_their_marks_in_order() -> None:
    document = sample.english()
    text = Pdf(write_pdf(document)).letters
    places = [text.index(letters(str(note.number) + sample.text_of(note.children))) for note in document.notes]
    assert places == sorted(places)


def test_numbers_and_latin_names_in_arabic_read_from_left_to_right() -> None:
    lines = lines_from_the_left(Pdf(write_pdf(sample.arabic())))
    for text in ("38 200", "2014–2015", "The Invented Review of Small Wars", "Invented Weekly", "3 May 2015", "1 009"):
        assert any(letters(text) in line for line in lines), text


def lines_from_the_left(pdf: Pdf) -> list[str]:
    """The characters of each line in the order of their places on the page, not in the order a reader guesses."""
    lines: dict[tuple[int, int], list[tuple[float, str]]] = {}
    for number, page in enumerate(pdf.file):
        text = page.get_textpage()
        for place in range(text.count_chars()):
            origin_x, origin_y = c_double(), c_double()
            raw.FPDFText_GetCharOrigin(text, place, origin_x, origin_y)
            lines.setdefault((number, round(origin_y.value)), []).append(
                (origin_x.value, text.get_text_range(place, 1))
            )
    return [letters("".join(character for _, character in sorted(line))) for line in lines.values()]


@pytest.mark.parametrize("text", hostile.PRINTED.values(), ids=hostile.PRINTED.keys())
def test_hostile_text_is_printed_and_never_obeyed(text: str) -> None:
    pdf = Pdf(write_pdf(hostile.everywhere(text)))
    # pdfium reports a hyphen at the end of a line as a noncharacter, mirrors brackets in Arabic, and reports the dots
    # of an Arabic letter, which the font draws apart, as one more letter.
    printed = Counter(pdf.letters.replace("\ufffe", "-"))
    wanted = Counter(letters(text))
    exact = {character for character in wanted if not unicodedata.mirrored(character) and character < "\u0600"}
    assert all(printed[character] >= 8 * wanted[character] for character in exact)
    assert wanted.keys() <= printed.keys() | {"\u200b", "\u200c"}
    assert pdf.file.get_metadata_value("Title") == text


@pytest.mark.parametrize(
    "text",
    [
        '#panic("x") *a* _b_ $c$ @d <e> \\ // = f',
        "<b>x</b> &amp; **y** [^1]",
        "a long address https://example.org/a/b?c=d&e=f that ends",
    ],
)
def test_hostile_text_keeps_its_order(text: str) -> None:
    assert letters(text) in Pdf(write_pdf(paragraphs(text))).letters


@pytest.mark.parametrize("word", [hostile.LONG_WORD, "https://example.org/" + "a1b2c3/" * 300])
def test_no_word_runs_off_the_page(word: str) -> None:
    pdf = Pdf(write_pdf(paragraphs(word)))
    for page in pdf.file:
        text = page.get_textpage()
        width = page.get_width()
        assert all(0 < text.get_charbox(place)[2] < width for place in range(0, text.count_chars(), 7))
    assert "".join(pdf.pages).count("x") >= word.count("x")


@pytest.mark.parametrize("text", hostile.REFUSED.values(), ids=hostile.REFUSED.keys())
def test_characters_that_no_text_may_hold_are_refused(text: str) -> None:
    with pytest.raises(RenderError, match="holds the control character U\\+"):
        write_pdf(hostile.everywhere(text))


def test_a_character_that_no_font_has_is_refused_with_its_name_and_place() -> None:
    document = paragraphs("sound", "a \N{GRINNING FACE} and \N{BENGALI LETTER KA}")
    with pytest.raises(RenderError) as caught:
        write_pdf(document)
    assert str(caught.value) == (
        'no font at hand has the character U+0995 BENGALI LETTER KA ("ক") in the paragraph "a 😀 and ক"; '
        'nor the character U+1F600 GRINNING FACE ("😀") in the paragraph "a 😀 and ক"; '
        "take the character out, or name a folder with a font that has it (font_folders)"
    )


def test_a_folder_of_fonts_adds_what_the_pinned_ones_lack(tmp_path: Path) -> None:
    tile = paragraphs("a tile: \N{DOMINO TILE HORIZONTAL-00-00}")
    with pytest.raises(RenderError, match="U\\+1F031"):
        write_pdf(tile)
    folder = tmp_path / "my fonts"
    folder.mkdir()
    shutil.copy(symbols(), folder)
    assert "\N{DOMINO TILE HORIZONTAL-00-00}" in Pdf(write_pdf(tile, font_folders=(folder,))).pages[0]
    assert set(fonts_used((folder,))) - set(fonts_used()) == {symbols().name}
    # The house's own fonts still set what they can set.
    assert write_pdf(sample.english(), font_folders=(folder,)) == write_pdf(sample.english())


def symbols() -> Path:
    distribution = importlib.metadata.distribution("justmytype-western-core")
    found = next(file for file in distribution.files or () if file.name == "NotoSansSymbols2-Regular.ttf")
    return Path(str(distribution.locate_file(found)))


def test_a_folder_without_fonts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        write_pdf(sample.english(), font_folders=(tmp_path / "none",))
    assert str(caught.value) == (
        f"{tmp_path / 'none'}: this folder does not exist; name a folder that holds the fonts, or leave it out"
    )
    with pytest.raises(NotFoundError, match="no font file"):
        write_pdf(sample.english(), font_folders=(tmp_path,))


def test_a_missing_font_package_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(name: str) -> importlib.metadata.Distribution:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "distribution", nothing)
    with pytest.raises(MissingToolError) as caught:
        write_pdf(sample.english())
    assert str(caught.value) == (
        "the fonts of a PDF come from justmytype-western-core, which is not installed; "
        "pip install justmytype-western-core==0.1.0"
    )


def test_a_missing_typst_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingToolError) as caught:
        write_pdf(sample.english())
    assert str(caught.value) == "PDFs are laid out by Typst, which is not installed; pip install typst==0.15.2"


def test_the_fonts_used_are_told_by_their_digests() -> None:
    told = fonts_used()
    assert list(told) == [
        "Inter-Italic[opsz,wght].ttf",
        "Inter[opsz,wght].ttf",
        "NotoSansArabic[wdth,wght].ttf",
        "NotoSansHebrew[wdth,wght].ttf",
        "SourceSerif4-Italic[opsz,wght].ttf",
        "SourceSerif4[opsz,wght].ttf",
    ]
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in told.values())


def test_evidence_that_is_no_text_is_refused() -> None:
    with pytest.raises(RenderError, match="not UTF-8"):
        write_pdf(attrs.evolve(sample.english(), evidence=b"\xff"))


def test_the_house_style_reads_nothing_and_evaluates_nothing() -> None:
    style = files("counterbrief.render").joinpath("house.typ").read_text(encoding="utf-8")
    code = re.sub(r"//.*", "", style)
    assert not re.findall(r"\b(?:import|include|eval|read|plugin|datetime\.today)\b", code)


EVERY_FORMAT = """
    import hashlib
    from counterbrief.render.html import write_html
    from counterbrief.render.markdown import write_markdown
    from counterbrief.render.pdf import write_pdf
    from tests.unit.render import sample
    for document in (sample.english(), sample.arabic(), sample.draft()):
        for write in (write_html, write_markdown, write_pdf):
            print(hashlib.sha256(write(document)).hexdigest())
"""


def test_two_processes_write_the_same_bytes() -> None:
    one = run(EVERY_FORMAT, PYTHONHASHSEED="1", TZ="Asia/Dhaka", LC_ALL="C")
    other = run(EVERY_FORMAT, PYTHONHASHSEED="2", TZ="America/Lima", LC_ALL="C.UTF-8", LANG="ar_LB.UTF-8")
    assert one == other
    assert len(set(one.split())) == 9


def test_threads_write_the_same_bytes() -> None:
    document = sample.english()
    alone = write_pdf(document)
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(write_pdf, [document] * 4)) == {alone}


FORK = """
    import hashlib, os, signal, sys
    from counterbrief.errors import RenderError
    from counterbrief.render.pdf import write_pdf
    from tests.unit.render import sample
    document = sample.english()
    print(hashlib.sha256(write_pdf(document)).hexdigest(), flush=True)
    if os.fork() == 0:
        signal.alarm(30)
        print(hashlib.sha256(write_pdf(document)).hexdigest(), flush=True)
        try:
            write_pdf(sample.numbered(sample.META, (sample.paragraph(sample.fixed("\\N{GRINNING FACE}")),), ()))
        except RenderError as error:
            print("refused", flush=True)
        os._exit(0)
    print(os.wait()[1])
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="platform: no fork here")
def test_a_child_of_a_process_that_has_compiled_writes_the_same_bytes_and_errors() -> None:
    parent, child, refused, status = run(FORK, flags=("-W", "ignore")).split()
    assert (child, refused, status) == (parent, "refused", "0")


def test_importing_the_writer_loads_no_typst() -> None:
    loaded = run("import sys, json, counterbrief.render.pdf; print(json.dumps(sorted(sys.modules)))")
    assert not {name for name in json.loads(loaded) if name.split(".")[0] in {"typst", "jinja2", "justmytype"}}


def test_a_date_before_1970_is_a_date() -> None:
    old = attrs.evolve(paragraphs("old"), meta=attrs.evolve(sample.META, date=sample.META.date.replace(year=1968)))
    assert Pdf(write_pdf(old)).file.get_metadata_value("CreationDate").startswith("D:19681121")


@pytest.mark.poppler
@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="pdfinfo is not installed (Debian: poppler-utils)")
def test_pdfinfo_shows_title_tags_and_structure(tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(write_pdf(sample.english()))
    told = subprocess.run(["pdfinfo", path], capture_output=True, text=True, encoding="utf-8", check=True).stdout
    facts = dict(re.findall(r"^([^:\n]+): +(.*)$", told, re.MULTILINE))
    assert (facts["Title"], facts["Tagged"], facts["Pages"]) == (sample.META.title, "yes", "3")
    shown = subprocess.run(["pdfinfo", "-struct", path], capture_output=True, text=True, encoding="utf-8", check=True)
    kinds = re.findall(r"^ *([A-Z][A-Za-z0-9]*)\b", shown.stdout, re.MULTILINE)
    assert kinds.count("Note") == 8
    assert kinds.count("BlockQuote") == kinds.count("Table") == kinds.count("Figure") == 1
    assert (kinds.count("H1"), kinds.count("H2"), kinds.count("TH")) == (6, 3, 4)


def test_paragraphs_of_a_draft_and_of_a_brief_are_the_same() -> None:
    """Promise of the tree: a format says what the tree says, whatever the pages carry besides."""
    document = sample.english()
    words = [sample.text_of(block.children) for block in document.blocks if isinstance(block, Paragraph)]
    for data in (write_pdf(document), write_pdf(sample.draft())):
        assert all(letters(text) in Pdf(data).letters for text in words)
    assert hashlib.sha256(write_pdf(document)).digest() != hashlib.sha256(write_pdf(sample.draft())).digest()
