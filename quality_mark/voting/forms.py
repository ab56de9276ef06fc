"""What citizens and the secretary are asked about the vote."""

import hashlib
from typing import Any

from django import forms
from django.utils import timezone

from casework.forms import AskForm
from quality_mark.entries.models import ContestApplication
from quality_mark.voting.actions import choices
from quality_mark.voting.models import PublicVote


class EntryChoice(forms.ModelChoiceField):
    """An entry as a citizen recognises it."""

    def label_from_instance(self, obj: Any) -> str:
        """What it is and whose."""
        return f"{obj.title} — {obj.organization.short_name}"


class VoteForm(AskForm):
    """One choice in one nomination; everybody sees the entries in an order of their own, so that nobody is always the first."""

    done = "Ваш голос принят. Спасибо! Итоги появятся, когда голосование закончится."
    button = "Отдать голос"
    entry = EntryChoice(
        label="За кого вы голосуете",
        queryset=ContestApplication.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Выберите одну заявку.", "invalid_choice": "Выберите заявку из списка."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        voting, nomination = self.subject
        field = self.fields["entry"]
        field.queryset = choices(voting, nomination)  # type: ignore[attr-defined]
        entries = sorted(field.queryset, key=self._lot)  # type: ignore[attr-defined]
        field.choices = [(entry.pk, EntryChoice.label_from_instance(field, entry)) for entry in entries]  # type: ignore[arg-type, attr-defined]

    def _lot(self, entry: ContestApplication) -> str:
        return hashlib.sha256(f"{self.by.pk}:{entry.pk}".encode()).hexdigest()


class FlaggedVotes(forms.ModelMultipleChoiceField):
    """Votes with a sign, without their voters: when, for what, what is strange."""

    def label_from_instance(self, obj: Any) -> str:
        """No name, no account."""
        signs = "; ".join(sign.words for sign in obj.signs.all())
        return f"Голос {obj.pk}, {timezone.localtime(obj.at):%d.%m.%Y %H:%M:%S}, «{obj.entry.title}»: {signs}"


class ReviewVotesForm(AskForm):
    """The secretary looks at the flagged votes: tick what is not to be counted and say why; ticking nothing counts them all."""

    done = "Проверка записана. Итоги голосования открыты."
    button = "Завершить проверку"
    excluded = FlaggedVotes(
        label="Не учитывать эти голоса",
        queryset=PublicVote.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Признак — не приговор: исключайте только то, что не похоже на голоса разных жителей. Сами голоса остаются в деле.",
    )
    reason = forms.CharField(
        label="Причина",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=1000,
        help_text="Нужна, если вы исключаете хотя бы один голос. Её увидят проверяющие.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        flagged = PublicVote.objects.filter(nomination__contest=self.subject.contest_id, signs__isnull=False).distinct()
        self.fields["excluded"].queryset = (  # type: ignore[attr-defined]
            flagged.select_related("entry").prefetch_related("signs").order_by("entry_id", "at", "pk")
        )

    def clean(self) -> dict[str, Any]:
        """An excluded vote needs a reason."""
        data = super().clean() or self.cleaned_data
        if data.get("excluded") and len(data.get("reason", "").strip()) < 10:
            self.add_error("reason", "Объясните, почему голоса не учитываются, хотя бы одним предложением.")
        return data
