"""What people type, put in order at one address: every form of the project cleans its texts here before it looks at them.

Copied text brings what nobody sees: the vertical tab of a word processor, a sign that turns the direction of the line, a letter of
another alphabet. Such a text cannot be printed, searched for or told from its twin.
"""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from casework.wording import speak_plainly

LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
EMPTY_LINES = re.compile(r"\n(?:[^\S\n]*\n){2,}")
SPACES = re.compile(r"\s+")
MOST_LINE, MOST_TEXT, MOST_LINES = 1000, 20_000, 5000  # what one field may hold, so that every paper of it can be made
FIRST_YEAR, LAST_YEAR = 1600, 2200  # Krasnoyarsk is of 1628
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
BLANKS = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # letters and signs that are drawn as nothing
MOST_MARKS = 3  # accents over one letter; more of them grow out of the line
ACCENTS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20f0"
MARKS = re.compile(rf"([{ACCENTS}]{{{MOST_MARKS}}})[{ACCENTS}]+")
WORD = re.compile(r"[^\W\d_]+")
LATIN, CYRILLIC, GREEK = re.compile("[A-Za-z]"), re.compile("[\u0400-\u04ff]"), re.compile("[\u0370-\u03ff]")
LATIN_LOOK_ALIKES = set("aceopxyABCEHKMOPTXY")
CYRILLIC_LOOK_ALIKES = set("асеорхуАВСЕНКМОРТХУ")
WITH_AN_ENDING = re.compile("[A-Za-z]+[а-яё]{1,3}")  # «в PDFе»


def tidy(text: str, *, is_long: bool = False) -> str:
    """The text as it may be kept: composed letters (NFC), nothing invisible. A long one keeps its lines, which end with LF,
    and one empty line between them; any other is one line."""
    text = unicodedata.normalize("NFC", LINE_ENDS.sub("\n", text))
    if not (text.replace("\n", " ").isprintable() and BLANKS.isdisjoint(text)):
        text = "".join(sign for sign in text if sign in "\n\t" or not _is_invisible(sign))
    text = MARKS.sub(r"\1", text)
    return EMPTY_LINES.sub("\n\n", text).strip() if is_long else SPACES.sub(" ", text).strip()


def _is_invisible(sign: str) -> bool:
    return sign in BLANKS or unicodedata.category(sign) in INVISIBLE


def is_blank(text: str) -> bool:
    """Is there nothing to be seen? An accent without its letter is nothing."""
    return not any(unicodedata.category(sign)[0] in "LNPS" for sign in text if sign not in BLANKS)


def look_alikes(text: str) -> list[str]:
    """Words in which letters of one alphabet pass for letters of the other: «Дoм» with a Latin "o". «COVIDом» is no such word."""
    return [word for word in WORD.findall(text) if _is_mixed(word)]


def _is_mixed(word: str) -> bool:
    latin, cyrillic = set(LATIN.findall(word)), set(CYRILLIC.findall(word))
    if cyrillic and GREEK.search(word):
        return True
    if not latin or not cyrillic:
        return False
    return latin <= LATIN_LOOK_ALIKES or (cyrillic <= CYRILLIC_LOOK_ALIKES and not WITH_AN_ENDING.fullmatch(word))


def refuse_look_alikes(text: str) -> None:
    """A name whose letters only look right can neither be found nor told from another. Raises ValidationError."""
    if words := look_alikes(text):
        shown = ", ".join(f"«{word}»" for word in words[:5])
        raise ValidationError(
            f"В слове {shown} перемешаны русские и латинские буквы, похожие друг на друга. Наберите его заново на одной раскладке.",
            code="look_alikes",
        )


class TidyTexts:
    """A form whose texts are tidied before anything is counted, compared or kept; every form of the project is one.

    Passwords are left as they are. Where one line is asked for, words of two alphabets are refused.
    """

    fields: dict[str, forms.Field]
    data: Any

    def full_clean(self) -> None:
        """Clean what was typed, then ask the fields."""
        if self.is_bound:  # type: ignore[attr-defined]
            speak_plainly(self)  # type: ignore[arg-type]
            self._tidy()
        super().full_clean()  # type: ignore[misc]

    def _tidy(self) -> None:
        cleaned = {}
        for name, field in self.fields.items():
            if isinstance(field, forms.DateField | forms.DateTimeField) and refuse_far_days not in field.validators:
                field.validators.append(refuse_far_days)
            if not is_text(field):
                continue
            key = self.add_prefix(name)  # type: ignore[attr-defined]
            typed, is_long = self.data.get(key), isinstance(field.widget, forms.Textarea)
            if isinstance(typed, str):
                text = tidy(typed, is_long=is_long)
                cleaned[key] = "" if is_blank(text) else text
            _limit(field, is_long=is_long)
            if type(field) is forms.CharField and not is_long and refuse_look_alikes not in field.validators:
                field.validators.append(refuse_look_alikes)
        if any(self.data.get(key) != text for key, text in cleaned.items()):
            self.data = self.data.copy()
            for key, text in cleaned.items():
                self.data[key] = text


def _limit(field: Any, *, is_long: bool) -> None:
    """What a paper can hold: a text that says nothing of its length has one all the same, and no text has pages of single signs."""
    if field.max_length is None:
        field.max_length = MOST_TEXT if is_long else MOST_LINE
        field.validators.append(MaxLengthValidator(field.max_length))
    if is_long and refuse_many_lines not in field.validators:
        field.validators.append(refuse_many_lines)


def refuse_many_lines(text: str) -> None:
    """Every line is a paragraph of the paper. Raises ValidationError."""
    count = text.count("\n") + 1
    if count > MOST_LINES:
        raise ValidationError(
            f"В тексте {count} строк, помещается {MOST_LINES}. Соедините короткие строки.", code="lines"
        )


def refuse_far_days(day: Any) -> None:
    """A day nobody means: terms are counted from days, and calendars end. Raises ValidationError."""
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(f"Проверьте год: он от {FIRST_YEAR} до {LAST_YEAR}.", code="year")


def is_text(field: forms.Field) -> bool:
    """Is it a text people type? A password is not: every sign of it counts."""
    return isinstance(field, forms.CharField) and not isinstance(field.widget, forms.PasswordInput)
