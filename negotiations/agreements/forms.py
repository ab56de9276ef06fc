"""The text of the agreement: drafting it and sending it for signatures."""

from datetime import timedelta
from typing import Any

from django import forms

from casework.forms import AskForm
from negotiations.agreements import actions, snapshots
from negotiations.agreements.models import AgreementClause, ContributionAgreement
from negotiations.contributions import package
from negotiations.parties.models import NegotiationParty
from programme.models import Person


class DraftForm(AskForm):
    """NG-16: the term and the clauses, each of them may be mended."""

    done = "Проект направлен сторонам на согласование."
    button = "Направить на согласование"
    has_draft = True
    valid_until = forms.DateField(
        label="Соглашение действует до",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Не раньше последнего срока вкладов.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for clause in self.clauses():
            self.fields[f"clause_{clause.pk}"] = forms.CharField(
                label=f"{clause.number}. {clause.section}",
                initial=clause.text,
                widget=forms.Textarea(attrs={"rows": 4}),
                max_length=4000,
            )

    def clauses(self) -> list[AgreementClause]:
        """The clauses that stand."""
        return list(self.subject.clauses.filter(dropped_at=None).order_by("position"))

    @classmethod
    def initial_for(cls, subject: ContributionAgreement) -> dict[str, Any]:
        """A month after the last contribution."""
        last = subject.case.contributions.agreed().order_by("-due").values_list("due", flat=True).first()
        until = subject.valid_until or (last + timedelta(days=30) if last else None)
        return {"valid_until": until}

    def clean(self) -> dict[str, Any]:
        """The term covers every contribution."""
        data = super().clean() or self.cleaned_data
        last = self.subject.case.contributions.agreed().order_by("-due").values_list("due", flat=True).first()
        if data.get("valid_until") and last and data["valid_until"] < last:
            self.add_error(
                "valid_until", f"Последний вклад передаётся {last:%d.%m.%Y}: соглашение не может закончиться раньше."
            )
        texts = {int(name[7:]): text.strip() for name, text in data.items() if name.startswith("clause_")}
        return {"valid_until": data.get("valid_until"), "texts": texts}


class ToSigningForm(AskForm):
    """NG-21: who signs for each party, or back to the text."""

    done = "Решение записано."
    button = "Записать решение"
    step = forms.ChoiceField(
        label="Что делаем",
        widget=forms.RadioSelect,
        initial="sign",
        choices=[
            ("sign", "Направить соглашение на подписание"),
            ("redraft", "Вернуть текст на доработку и новое согласование"),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for party in self.parties():
            mandated = Person.objects.holding(party.signer_key).order_by("pk")
            known = next((person for person in mandated if person.pk == party.representative_id), mandated.first())
            self.fields[f"signer_{party.pk}"] = forms.ModelChoiceField(
                mandated,
                label=f"{party}: кто подписывает",
                initial=known,
                empty_label=None if known else "— нет лица с полномочиями —",
                required=False,
            )
            self.fields[f"face_{party.pk}"] = forms.CharField(
                label=f"{party}: «в лице …»",
                initial=snapshots.face(party, known) if known else "",
                required=False,
                max_length=500,
                help_text="Так будет написано в соглашении после слов «в лице». Слова поставлены в родительный падеж — исправьте, если нужно.",
            )

    def parties(self) -> list[NegotiationParty]:
        """Who signs."""
        return actions.bound_parties(self.subject)

    def reckoning(self) -> Any:
        """The package of those who sign."""
        return package.of(self.subject.case, self.parties())

    def clean(self) -> dict[str, Any]:
        """Each party has somebody with a mandate."""
        data = super().clean() or self.cleaned_data
        people = []
        for party in self.parties():
            person, face = data.get(f"signer_{party.pk}"), data.get(f"face_{party.pk}", "").strip()
            if data.get("step") == "sign":
                if person is None:
                    self.add_error(f"signer_{party.pk}", "У стороны нет лица, чьи полномочия подтверждены сегодня.")
                if not face:
                    self.add_error(f"face_{party.pk}", "Напишите, в чьём лице выступает сторона.")
            people.append((party, person, face))
        return {"step": data.get("step"), "signatories": people}
