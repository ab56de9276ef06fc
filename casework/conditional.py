"""Questions that are asked only with some answers to another: the answer first, then its fields."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import QuerySet


@dataclass(frozen=True)
class Needed:
    """When a field is asked: `question` is the name of a field of choices, `answers` its values with which this one counts.

    `is_must`: then it must be filled in, a text with `least` signs; `words` say so otherwise (Russian). With any other answer what was
    typed is passed over.
    """

    question: str
    answers: tuple[str, ...]
    words: str = ""
    is_must: bool = True
    least: int = 1


@dataclass
class Piece:
    """A part of a form on a page: fields that are always asked, or those of an answer, which `words` name (Russian)."""

    fields: list[Any] = field(default_factory=list)
    needed: Needed | None = None
    words: str = ""
    name: str = ""
    is_open: bool = False

    @property
    def answers(self) -> str:
        """The values with which it counts, for the page's script."""
        return " ".join(self.needed.answers) if self.needed else ""


class Conditional:
    """A form that says in `NEEDED_IF` which of its fields are asked with which answers.

    A form that adds fields of its own calls `ask_only_if` for them.
    """

    NEEDED_IF: dict[str, Needed] = {}

    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needed_if: dict[str, Needed] = {}
        for name, needed in self.NEEDED_IF.items():
            if name in self.fields:
                self.ask_only_if(name, needed)

    def ask_only_if(self, name: str, needed: Needed) -> None:
        """The field is asked with some answers to another."""
        self.fields[name].required = False
        self.needed_if[name] = needed

    def _clean_fields(self) -> None:
        """What is not asked is neither judged nor kept; what is asked with this answer must be there."""
        super()._clean_fields()  # type: ignore[misc]
        for name, needed in self.needed_if.items():
            if name not in self.fields or needed.question not in self.fields:
                continue
            if str(self[needed.question].data) not in needed.answers:  # type: ignore[index]
                self._errors.pop(name, None)  # type: ignore[attr-defined]
                self.cleaned_data[name] = _nothing(self.fields[name])
            elif needed.is_must and name in self.cleaned_data and _is_less(self.cleaned_data[name], needed.least):
                words = needed.words or str(self.fields[name].error_messages["required"])
                self.add_error(name, words)  # type: ignore[attr-defined]

    def pieces(self) -> Iterator[Piece]:
        """The visible fields in order; those of an answer are together where the first of them stands."""
        groups: dict[tuple[str, tuple[str, ...]], Piece] = {}
        for bound in self.visible_fields():  # type: ignore[attr-defined]
            needed = self.needed_if.get(bound.name)
            if needed is None or needed.question not in self.fields:
                groups[bound.name, ()] = Piece([bound])
                continue
            piece = groups.setdefault((needed.question, needed.answers), self._group(needed))
            bound.is_in_group = True
            piece.fields.append(bound)
            piece.is_open = piece.is_open or bool(bound.errors)
        yield from groups.values()

    def _group(self, needed: Needed) -> Piece:
        question = self[needed.question]  # type: ignore[index]
        is_chosen = str(question.value()) in needed.answers
        return Piece([], needed, self.words_of(needed), question.html_name, is_chosen)

    def words_of(self, needed: Needed) -> str:
        """With which answers a field is asked: «Если «Перенести»» (Russian)."""
        labels = {str(value): str(label) for value, label in self.fields[needed.question].choices}  # type: ignore[attr-defined]
        return "если " + " или ".join(f"«{labels[answer]}»" for answer in needed.answers if answer in labels)


def _nothing(asked: forms.Field) -> Any:
    """What a field gives when it is left empty."""
    if isinstance(asked, forms.ModelMultipleChoiceField):
        return asked.queryset.none()  # type: ignore[union-attr]
    if isinstance(asked, forms.BooleanField):
        return False
    if isinstance(asked, forms.MultipleChoiceField):
        return []
    return (
        ""
        if isinstance(asked, forms.CharField | forms.ChoiceField) and not isinstance(asked, forms.ModelChoiceField)
        else None
    )


def _is_less(value: Any, least: int) -> bool:
    """Is nothing given, or a text of fewer signs?"""
    if isinstance(value, str):
        return len(value.strip()) < least
    return value is None or (isinstance(value, list | QuerySet) and not value)
