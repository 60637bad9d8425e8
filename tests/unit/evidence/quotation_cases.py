"""Cases made from running text: honest typography, declared edits, changed words, and edits that hide what turns a sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from random import Random

import attrs

LETTER = r"[^\W\d_]"


@attrs.frozen
class Case:
    kind: str
    language: str
    quotation: str
    capture: str


# -- typography: the same words, printed differently. Each takes a text and gives it back with other characters. --------


def quotation_marks(text: str, random: Random) -> str:
    pair = random.choice(['""', "“”", "„“", "«»", "‟”"])
    return re.sub("[“„«]", pair[0], re.sub("[”»]", pair[1], text)).replace("’", random.choice("'’ʼ"))


def dashes(text: str, random: Random) -> str:
    return re.sub(" [–—] ", lambda _: random.choice([" - ", " – ", " — ", "—", " -- "]), text)


def spaces(text: str, random: Random) -> str:
    return re.sub(" ", lambda _: random.choice([" ", " ", "\u00a0", "  ", "\u2009", "\n", "\r\n", "\t", " \n  "]), text)


def soft_hyphens(text: str, random: Random) -> str:
    return _inside_words(text, random, lambda: random.choice(["\u00ad", "\u00ad ", "\u00ad\n"]))


def zero_width(text: str, random: Random) -> str:
    return _inside_words(text, random, lambda: random.choice(["\u200b", "\u2060", "\ufeff", "\u200d"]))


def line_end_hyphens(text: str, random: Random) -> str:
    return _inside_words(text, random, lambda: random.choice(["-\n", "-\r\n", "\u2010\n", "- \n ", "-\n    "]))


def _inside_words(text: str, random: Random, mark: Callable[[], str]) -> str:
    def broken(match: re.Match[str]) -> str:
        return match.group() + (mark() if random.random() < 0.05 else "")

    return re.sub(rf"(?<={LETTER}){LETTER}(?={LETTER}{LETTER})", broken, text)


def ligatures(text: str, random: Random) -> str:
    for letters, ligature in (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("ff", "ﬀ")):
        text = text.replace(letters, ligature)
    return text


def leading_capitals(text: str, random: Random) -> str:
    words = text.split(" ")
    return " ".join([word.upper() for word in words[:3]] + words[3:])


def decomposed(text: str, random: Random) -> str:
    return unicodedata.normalize("NFD", text)


def harakat(text: str, random: Random) -> str:
    return re.sub("[بتثجحخدرسشصطعفقكلمنه]", lambda m: m.group() + random.choice(["", "", "َ", "ُ", "ِ", "ْ", "َّ"]), text)


def tatweel(text: str, random: Random) -> str:
    return re.sub("[بتثجحخسشصضطعفقكلمنهي](?=[ا-ي])", lambda m: m.group() + random.choice(["", "", "ـ", "ـــ"]), text)


def alef_forms(text: str, random: Random) -> str:
    return re.sub("[أإآ]", lambda m: random.choice([m.group(), "ا"]), text)


def presentation_forms(text: str, random: Random) -> str:
    forms = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFE8D, 0xFEF5)}
    return "".join(forms.get(char, char) if random.random() < 0.5 else char for char in text)


TYPOGRAPHY = (quotation_marks, dashes, spaces, soft_hyphens, zero_width, line_end_hyphens, leading_capitals, decomposed)
OF_SCRIPT = {"en": (ligatures,), "ar": (harakat, tatweel, alef_forms, presentation_forms)}


# -- cases ------------------------------------------------------------------------------------------------------------

#: What turns a sentence in these texts; nobody leaves it out or brackets it in an honest edit.
TURNING = {
    "en": set("first one if without afterwards".split()),
    "ru": set(),
    "ar": set("أول الواحدة ما أما بعد".split()),
    "bn": set("এক একরকম".split()),
}
NEUTRAL = {"en": "the visitors", "ru": "эти люди", "ar": "هؤلاء الزوار", "bn": "ওই মানুষেরা"}
PLANTED = {
    "en": "not never no nobody without cannot isn't 58 17 two twelve hundred third half if unless except nor".split(),
    "ru": "не ни никогда нет без никто 58 два двенадцать сто треть если кроме двадцати нельзя".split(),
    "ar": "لا لم لن ليس غير بدون 58 ٥٨ اثنان خمسون مئة ثلث إذا إلا لو ولا عشرين".split(),
    "bn": "না নয় নেই ছাড়া ৫৮ 58 দুই দুটি তিনজন বারো শত যদি করেনি অর্ধেক নইলে কখনোই নাহলে".split(),
}


def word_spans(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\S+", text)]


def passage(text: str, random: Random, low: int = 4, high: int = 40) -> tuple[int, int]:
    spans = word_spans(text)
    size = random.randint(low, high)
    first = random.randrange(len(spans) - size)
    return spans[first][0], spans[first + size - 1][1]


def bare(word: str) -> str:
    return re.sub(r"^\W+|[^\w\u0981-\u09cd\u064b-\u0652]+$", "", word)


def typography(texts: dict[str, str], random: Random) -> Case:
    language = random.choice(sorted(texts))
    text = texts[language]
    start, end = passage(text, random)
    quotation = text[start:end].strip("–—- ")
    capture = text
    for _ in range(random.randint(1, 3)):
        change = random.choice(TYPOGRAPHY + OF_SCRIPT.get(language, ()))
        if random.random() < 0.6:
            capture = change(capture, random)
        else:
            quotation = change(quotation, random)
    if (
        language in ("en", "ru")
        and random.random() < 0.4
        and re.match(LETTER + LETTER, quotation)
        and len(quotation[0].swapcase()) == 1
    ):
        quotation = f"[{quotation[0].swapcase()}]{quotation[1:]}"
    return Case("typography", language, quotation, capture)


def declared(texts: dict[str, str], random: Random) -> Case | None:
    language = random.choice(sorted(texts))
    text = texts[language]
    start, end = passage(text, random, 16, 40)
    words = [word for word in text[start:end].split() if bare(word)]
    for _ in range(random.randint(1, 2)):
        at, size = random.randrange(2, len(words) - 5), random.randint(1, 4)
        if any(word.startswith(("[", "…", ".")) for word in words[at - 2 : at + size + 2]):
            return None
        if {bare(word).lower() for word in words[at : at + size]} & TURNING[language]:
            return None
        edit = random.choice(["…", "...", "[…]", "[...]", f"[{NEUTRAL[language]}]"])
        words[at : at + size] = [edit]
    if random.random() < 0.2:
        words.insert(3, f"[{NEUTRAL[language]}]" if random.random() < 0.5 else "[sic]")
        if any(word.startswith(("[", "…", ".")) for word in (words[2], words[4])):
            return None
    return Case("declared", language, " ".join(words), text)


def changed(texts: dict[str, str], random: Random) -> Case | None:
    language = random.choice(sorted(texts))
    text = texts[language]
    start, end = passage(text, random)
    words = [word for word in text[start:end].split() if bare(word)]
    at = random.randrange(len(words))
    way = random.choice(["replaced", "dropped", "inserted", "swapped", "misspelt", "planted"])
    other = bare(random.choice(text.split())) or NEUTRAL[language].split()[0]
    word = words[at]
    if way == "replaced":
        if other.lower() == bare(word).lower():
            return None
        words[at] = word.replace(bare(word), other)
    elif way == "dropped":
        if at in (0, len(words) - 1) or bare(words[at - 1]).lower() == bare(word).lower():
            return None
        del words[at]
    elif way == "inserted":
        words.insert(at, other)
        if " ".join(words) in " ".join(text.split()) or at == 0:
            return None
    elif way == "swapped":
        if at == 0 or bare(words[at - 1]).lower() == bare(word).lower():
            return None
        words[at - 1], words[at] = word, words[at - 1]
    elif way == "planted":
        words.insert(max(1, at), random.choice(PLANTED[language]))
    else:
        core = bare(word)
        place = random.randrange(len(core))
        letter = random.choice([char for char in text if char.isalpha()])
        if letter.lower() == core[place].lower() or not core[place].isalpha() or language == "ar":
            return None
        words[at] = word.replace(core, core[:place] + letter + core[place + 1 :])
    return Case(f"changed ({way})", language, " ".join(words), text)


def turning(texts: dict[str, str], random: Random) -> Case | None:
    """A word that turns the sentence is planted in the capture; the quotation hides it, or brings another one in."""
    language = random.choice(sorted(texts))
    words = [word for word in texts[language].split() if bare(word)]
    size = random.randint(10, 30)
    first = random.randrange(len(words) - size)
    at = first + random.randrange(3, size - 4)
    planted = random.choice(PLANTED[language])
    capture = " ".join([*words[:at], planted, *words[at:]])
    way = random.choice(["elided", "elided", "brought in", "replaced"])
    before, after = words[first:at], words[at : first + size]
    if way == "elided":
        before, after = before[: len(before) - random.randint(0, 1)], after[random.randint(0, 2) :]
        quotation = [*before, random.choice(["…", "...", "[…]", "[...]"]), *after]
    elif way == "replaced":
        quotation = [*before, f"[{NEUTRAL[language]}]", *after]
    else:
        capture = " ".join(words)
        quotation = [*before, f"[{planted}]", *after]
    return Case(f"turning ({way} {planted})", language, " ".join(quotation), capture)


MAKERS = {"typography": typography, "declared": declared, "changed": changed, "turning": turning}


def cases(kind: str, texts: dict[str, str], seed: int, count: int) -> Iterator[Case]:
    """So many cases of a kind; the same seed gives the same cases."""
    random = Random(f"{kind} {seed}")
    made = 0
    while made < count:
        case = MAKERS[kind](texts, random)
        if case is not None:
            made += 1
            yield case
