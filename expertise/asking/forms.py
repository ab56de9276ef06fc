"""What is asked of whoever asks, passes a question on, answers it, or covers the names in an answer."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.fields import long_text
from casework.forms import AskForm
from documents import files
from expertise.asking.models import ExpertQuestion
from expertise.blinding.facts import names_to_hide
from expertise.blinding.forms import file_fields, given_files
from expertise.blinding.redaction import covered

FILES = 3  # files of one answer


class AskApplicantForm(AskForm):
    """EQ-01."""

    done = "Вопрос у координатора. Он передаст его заявителю или скажет вам, почему нет; ответ прочтут все эксперты группы."
    button = "Передать вопрос координатору"

    text = long_text(
        "Ваш вопрос",
        rows=6,
        min_length=20,
        max_length=3000,
        is_counted=True,
        help_text="О том, чего нет в материалах. Не называйте себя и не пишите, какую оценку собираетесь поставить.",
    )


class ConsiderForm(AskForm):
    """EQ-02 or EQ-03: the expert's own words stay beside, whatever is passed on."""

    done = "Ответ эксперту записан."
    button = "Записать решение"
    has_draft = True
    NEEDED_IF = {
        "text": Needed("verdict", ("pass",), "Напишите, что прочтёт заявитель.", least=20),
        "reason": Needed("verdict", ("decline",), "Напишите эксперту, почему вопрос не передан.", least=20),
    }

    verdict = forms.ChoiceField(
        label="Ваше решение",
        choices=[("pass", "Передать заявителю"), ("decline", "Не передавать")],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите решение."},
    )
    text = long_text(
        "Что прочтёт заявитель",
        rows=6,
        required=False,
        max_length=3000,
        help_text="Уберите то, по чему можно узнать эксперта или его оценку. Кто спросил, заявитель не увидит.",
    )
    reason = long_text(
        "Почему вопрос не передан", rows=3, required=False, max_length=2000, help_text="Прочтёт только эксперт."
    )

    @classmethod
    def initial_for(cls, subject: ExpertQuestion) -> dict[str, Any]:
        """The expert's own words."""
        return {"text": subject.text}

    def clean(self) -> dict[str, Any]:
        """The arguments of the action."""
        cleaned = super().clean() or self.cleaned_data
        is_passed = cleaned.get("verdict") == "pass"
        return {
            "is_passed": is_passed,
            "text": cleaned.get("text", "") if is_passed else "",
            "reason": "" if is_passed else cleaned.get("reason", ""),
        }


class AnswerForm(AskForm):
    """EQ-04, EQ-05: a text and at most three files."""

    done = "Ответ принят: его прочтут все эксперты, которые оценивают вашу заявку."
    button = "Ответить экспертам"
    has_draft = True

    text = long_text(
        "Ваш ответ",
        rows=8,
        min_length=2,
        help_text="Его прочтут все эксперты и координатор, изменить его будет нельзя.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, FILES + 1):
            self.fields[f"file_{number}"] = forms.FileField(
                label=f"Файл {number}", required=False, allow_empty_file=True,
                help_text="PDF, DOCX, XLSX, PNG или JPG, до 10 МБ." if number == 1 else "",
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The arguments of the action."""
        cleaned = super().clean() or self.cleaned_data
        attached = []
        for number in range(1, FILES + 1):
            file = cleaned.pop(f"file_{number}", None)
            if file and (problem := files.complaint(file)):
                self.add_error(f"file_{number}", problem)
            elif file:
                attached.append(file)
        return {**cleaned, "attached": attached}


class CoverForm(AskForm):
    """EQ-06: the applicant's words with the names the program knows covered already, a choice for each file."""

    done = "Ответ передан экспертам: они прочтут только этот текст."
    button = "Передать экспертам этот текст"
    has_draft = True

    text = long_text("Что прочтут эксперты", rows=8)
    is_checked = forms.BooleanField(
        label="Весь ответ и все файлы просмотрены: заявителя по ним не назвать",
        error_messages={"required": "Просмотрите ответ и отметьте это: программа видит не всякое имя."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sent = list(self.subject.files.filter(for_experts=False))
        for row in self.sent:
            self.fields |= file_fields(row.number, row.name, can_be_cleaned=True)
        self.order_fields([name for name in self.fields if name != "is_checked"] + ["is_checked"])

    @classmethod
    def initial_for(cls, subject: ExpertQuestion) -> dict[str, Any]:
        """The answer with what the program recognises covered."""
        return {"text": covered(subject.answer, names_to_hide(subject.expertise))}

    def clean(self) -> dict[str, Any]:
        """The arguments of the action."""
        cleaned = super().clean() or self.cleaned_data
        return {
            "text": cleaned.get("text", ""),
            "given": given_files(self, {row.number: row.sha256 for row in self.sent}),
        }
