"""The secretary checks entries and draws up the minutes of admission."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.forms import AskForm
from quality_mark.contests.nominations import Nomination
from quality_mark.contests.standard import STOP_GROUNDS
from quality_mark.entries import application
from quality_mark.entries.models import ContestApplication
from quality_mark.fields import long_text

LEAST_EXPLANATION = 30


class CheckForm(AskForm):
    """CA-04, CA-07: return once with remarks pinned to places, or propose to admit or not to admit."""

    done = "Результат проверки записан."
    button = "Записать результат"
    has_draft = True
    outcome = forms.ChoiceField(
        label="Результат проверки",
        widget=forms.RadioSelect,
        choices=[
            ("admit", "Предложить допустить"),
            ("send_back", "Вернуть на исправление"),
            ("refuse", "Предложить не допускать"),
        ],
    )
    ground = forms.ChoiceField(label="Основание недопуска", choices=[("", "—"), *STOP_GROUNDS], required=False)
    explanation = long_text("Пояснение к недопуску", 3, help_text="Участник прочтёт его в уведомлении.")
    NEEDED_IF = {
        "ground": Needed("outcome", ("refuse",), "Укажите стоп-основание: без него не допустить нельзя."),
        "explanation": Needed(
            "outcome",
            ("refuse",),
            "Объясните недопуск понятно для участника, хотя бы одним предложением.",
            least=LEAST_EXPLANATION,
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in application.places(self.subject):
            self.fields[f"remark_{name}"] = forms.CharField(
                label=f"Замечание: {application.label(self.subject, name).lower()}",
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=2000,
            )

        statement = self.subject.contest.rule.eligibility.get("statement")
        if self.subject.team and statement:
            self.fields["is_verified"] = forms.BooleanField(
                label=f"Проверено: {statement}", required=False,
                help_text="Попросите документы у руководителя и верните их: в деле остаётся только ваша отметка.",
            )  # fmt: skip

    def places(self) -> list[dict[str, Any]]:
        """Each place with its content and the field for a remark."""
        before = self._before()
        return [
            {
                "label": application.label(self.subject, name),
                "text": (text := application.in_words(self.subject, name)),
                "is_changed": name in before and before[name] != text,
                "remark": self[f"remark_{name}"],
            }
            for name in application.places(self.subject)
        ]

    def _before(self) -> dict[str, str]:
        version = self.subject.versions.order_by("-number")[1:2].first()
        return version.snapshot["fields"] if version else {}

    def clean(self) -> dict[str, Any]:
        """Each outcome needs its own explanation to the entrant."""
        data = super().clean() or self.cleaned_data
        remarks = {
            name: text for name in application.places(self.subject) if (text := data.pop(f"remark_{name}", "").strip())
        }
        data["remarks"] = remarks
        outcome = data.get("outcome")
        if not data.pop("is_verified", True) and outcome == "admit":
            self.add_error("is_verified", "Допустить команду можно, когда это условие проверено.")
        if outcome == "send_back" and not remarks:
            self.add_error("outcome", "Напишите замечание хотя бы к одному месту: участник сможет править только их.")
        if outcome == "send_back" and self.subject.returns:
            self.add_error("outcome", "Заявку уже возвращали: второй раз вернуть нельзя.")
        if outcome == "admit" and remarks:
            self.add_error(
                "outcome", "Есть замечания — значит, заявку нужно вернуть. Уберите их или измените результат."
            )
        if outcome != "refuse":
            data["ground"] = data["explanation"] = ""
        return data


class EntriesField(forms.ModelMultipleChoiceField):
    """Entries to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, entry: Any) -> str:
        """Number, object and what is proposed."""
        return f"№ {entry.number} «{entry.title}» — {entry.get_finding_display()}"


class AdmissionForm(AskForm):
    """CA-07, CT-08: everything has been checked; draw up the minutes, or look at some entries once more."""

    done = "Записано. Протокол допуска подписывают секретарь и председатель жюри."
    button = "Составить протокол допуска"
    again = EntriesField(
        ContestApplication.objects.none(),
        label="Проверить ещё раз",
        required=False,
        help_text="Ничего не отмечено — протокол допуска будет составлен и направлен на подпись.",
    )
    remark = forms.CharField(label="Почему", max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["again"]
        field.queryset = self.subject.entries.filter(status="checking").select_related("organization", "person")

    def nominations(self) -> list[tuple[Nomination, list[ContestApplication], str]]:
        """Each nomination with its entries and what would become of it."""
        rows = list(
            self.subject.entries.filter(status="checking").select_related("organization", "person").order_by("number")
        )
        outcomes = []
        for nomination in self.subject.nominations.order_by("code"):
            entries = [entry for entry in rows if entry.nomination_id == nomination.pk]
            count = sum(entry.finding == "admit" for entry in entries)
            outcome = {0: "не состоится", 1: "единственная заявка"}.get(count, f"состоится, допущено {count}")
            outcomes.append((nomination, entries, outcome))
        return outcomes

    def clean(self) -> dict[str, Any]:
        """A repeated check needs a reason."""
        data = super().clean() or self.cleaned_data
        data["again"] = list(data.get("again") or [])
        if data["again"] and not data.get("remark", "").strip():
            self.add_error("remark", "Напишите, что проверить ещё раз.")
        return data
