"""What is asked of whoever appeals and of the board."""

from typing import Any

from django import forms

from appeals.filing.models import Appeal
from appeals.filing.on_paper import Party, appealed_by
from appeals.filing.subjects import last_day, numbered, subject_of_key
from casework import workdays
from casework.appealing import kind_of
from casework.conditional import Needed
from casework.fields import DayField, long_text
from casework.forms import AskForm
from documents import files
from programme.models import Organization, PaperPerson

WHAT_IS_WANTED = {
    Appeal.Ground.PROCEDURE: "какое правило нарушено и как это видно",
    Appeal.Ground.MISTAKE: "что посчитано или названо неверно и как правильно",
    Appeal.Ground.DOCUMENT: "какой документ не рассмотрен и когда вы его подали",
    Appeal.Ground.INTEREST: "кто из решавших заинтересован и в чём",
}


GROUNDS = [
    (code, f"{label.capitalize()}: напишите, {WHAT_IS_WANTED[Appeal.Ground(code)]}")
    for code, label in Appeal.Ground.choices
]


class FileForm(AskForm):
    """AP-01: the subject comes with the address; disagreement with the substance is no ground."""

    done = "Апелляция подана. Её зарегистрируют не позднее следующего рабочего дня."
    button = "Подать апелляцию"
    kind = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)
    subject_key = forms.CharField(widget=forms.HiddenInput, max_length=120, required=False)
    ground = forms.ChoiceField(
        label="Основание",
        choices=GROUNDS,
        widget=forms.RadioSelect,
        help_text="Несогласие с оценкой по существу — не основание, если балл не противоречит обоснованию.",
    )
    text = long_text(
        "Доводы",
        8,
        min_length=50,
        is_counted=True,
        help_text="Факты и доказательства, по порядку. Их прочтут комиссия и вторая сторона.",
    )
    late_reason = long_text("Почему апелляция подаётся позже срока", 3, required=False)
    evidence = forms.FileField(
        label="Документ",
        required=False,
        help_text="PDF, DOCX, XLSX, PNG или JPG. Другие можно приложить потом, на странице апелляции.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.request.GET if self.request else {}
        self.initial.setdefault("kind", asked.get("kind", ""))
        self.initial.setdefault("subject_key", asked.get("subject", ""))
        self.target = self._target()
        if self.target is not None and not self.is_late:
            del self.fields["late_reason"]

    def _target(self) -> Any:
        """(the kind, what is appealed, the last day); None when the address names nothing that can be appealed."""
        named = [self.data.get(name) or self.initial.get(name, "") for name in ("kind", "subject_key")]
        try:
            kind, subject = kind_of(named[0]), subject_of_key(named[1])
        except KeyError:
            return None
        if subject is None or subject._meta.label != kind.model or not kind.rules.stands(subject):
            return None
        until = last_day(kind, subject)
        return (kind, subject, until) if until else None

    @property
    def is_late(self) -> bool:
        """Is it later than the last day?"""
        return self.target is not None and workdays.local_date() > self.target[2]

    def clean(self) -> dict[str, Any]:
        """The subject itself instead of its name in the address."""
        data = super().clean() or self.cleaned_data
        data.pop("kind", None)
        data.pop("subject_key", None)
        if self.target is None:
            raise forms.ValidationError(
                "Обжаловать здесь нечего: решения, которое действует, сейчас нет. Откройте страницу дела."
            )
        if self.is_late and not data.get("late_reason", "").strip():
            self.add_error(
                "late_reason", f"Последний день был {self.target[2]:%d.%m.%Y}. Напишите, почему вы не успели."
            )
        return {**data, "kind": self.target[0], "subject": self.target[1]}


class PaperFileForm(AskForm):
    """AP-01 on paper: who appeals what; the scan is the first of its documents."""

    done = "Апелляция внесена. Зарегистрирует её другой сотрудник: он сверит текст со сканом."
    button = "Внести апелляцию"
    organization = forms.ModelChoiceField(
        Organization.objects.none(), label="Организация", required=False, empty_label="апелляцию подал человек от себя",
        help_text="Показаны те, за кого на сайте никто не действует. Остальные подают сами.",
    )  # fmt: skip
    person = forms.ModelChoiceField(PaperPerson.objects.none(), label="Кто подписал", empty_label="Выберите")
    number = forms.CharField(
        label="Номер решения или дела, которое обжалуют",
        max_length=60,
        help_text="Как в решении или извещении: З-2026-00014, 7.3-2026.",
    )
    received_on = DayField(label="День, когда бумагу получили", help_text="Апелляция подана в этот день.")
    ground = forms.ChoiceField(label="Основание", choices=GROUNDS, widget=forms.RadioSelect)
    text = long_text("Доводы", 8, min_length=50, is_counted=True, help_text="Слово в слово, как на бумаге.")
    late_reason = long_text("Почему апелляция подаётся позже срока", 3, required=False)
    evidence = forms.FileField(
        label="Скан", help_text="PDF, PNG или JPG: все страницы с приложениями, подпись видна целиком."
    )

    def clean_evidence(self) -> Any:
        """Raises ValidationError with what is wrong with the file."""
        if problem := files.complaint(self.cleaned_data["evidence"]):
            raise forms.ValidationError(problem)
        return self.cleaned_data["evidence"]

    def clean(self) -> dict[str, Any]:
        """The decision itself instead of its number."""
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        party = Party.of(data["organization"], data["person"])
        target = appealed_by(numbered(data.pop("number").strip()), party)
        if target is None:
            self.add_error(
                "number",
                "Под этим номером нет решения, которое касается заявителя и сейчас обжалуется. Проверьте номер.",
            )
            return data
        kind, subject, until = target
        if data["received_on"] > until and not data["late_reason"].strip():
            self.add_error(
                "late_reason", f"Последний день был {until:%d.%m.%Y}. Напишите, чем заявитель объясняет опоздание."
            )
        return {**data, "kind": kind, "subject": subject}


class RegisterForm(AskForm):
    """AP-02."""

    done = "Апелляция зарегистрирована, расписка выдана."
    button = "Зарегистрировать"


class ExamineForm(AskForm):
    """AP-03, AP-04."""

    done = "Решение о приёме записано."
    button = "Решить о приёме апелляции"
    outcome = forms.ChoiceField(
        label="Апелляция", widget=forms.RadioSelect,
        choices=[("admit", "Принять к рассмотрению"), ("leave", "Оставить без рассмотрения (нужен второй голос)")],
    )  # fmt: skip
    left_ground = forms.ChoiceField(label="Почему", choices=[("", "—"), *Appeal.Left.choices], required=False)
    motive = long_text("Мотивы", 4, help_text="Их прочтут обе стороны.")
    NEEDED_IF = {
        "left_ground": Needed("outcome", ("leave",), "Выберите, почему апелляцию нельзя рассмотреть."),
        "motive": Needed("outcome", ("leave",), "Объясните заявителю хотя бы одним предложением.", least=20),
    }


class SecondForm(AskForm):
    """AP-04: the second voice."""

    done = "Решение о приёме записано."
    button = "Ответить коллеге"
    answer = forms.ChoiceField(
        label="Ваш голос", widget=forms.RadioSelect,
        choices=[("agree", "Согласиться: оставить без рассмотрения"), ("admit", "Не согласиться: принять к рассмотрению")],
    )  # fmt: skip
    motive = long_text("Почему вы не согласны", 3)
    NEEDED_IF = {"motive": Needed("answer", ("admit",), "Напишите, почему апелляцию нужно рассмотреть.")}


class RestoreForm(AskForm):
    """AP-11, the plea."""

    done = "Ходатайство передано комиссии."
    button = "Просить о восстановлении срока"
    plea = long_text("Почему срок пропущен", 4, min_length=30, is_counted=True)


class DecideRestorationForm(AskForm):
    """AP-11, the answer."""

    done = "Ответ на ходатайство записан."
    button = "Решить о сроке апелляции"
    outcome = forms.ChoiceField(
        label="Срок", widget=forms.RadioSelect, choices=[("restore", "Восстановить"), ("refuse", "Не восстанавливать")]
    )
    motive = long_text("Мотивы", 4, min_length=10)


class WithdrawForm(AskForm):
    """AP-10."""

    done = "Апелляция отозвана."
    button = "Отозвать апелляцию"
    ground = long_text("Почему", 3)


class EvidenceForm(AskForm):
    """Another file."""

    done = "Файл приложен."
    button = "Приложить"
    evidence = forms.FileField(label="Файл", help_text="PDF, DOCX, XLSX, PNG или JPG.")
