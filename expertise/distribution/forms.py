"""What is asked about a distribution: for which cases, who instead of whom, shall it go out."""

from functools import cached_property
from typing import Any

from django import forms

from casework.formats import nested_quotes
from casework.forms import AskForm, ConfirmForm
from expertise.distribution.gathering import open_to_wishes, waiting_cases
from expertise.distribution.models import Wish
from expertise.distribution.options import Option, options
from expertise.expertises.models import Expertise
from expertise.register.models import Expert
from programme.lists import catalogue


class Cases(forms.ModelMultipleChoiceField):
    """A case by its number, object and applicant."""

    def label_from_instance(self, expertise: Any) -> str:
        """ПОЭ-2026-0001, «Сад у школы», ТОС «Утёс»."""
        return nested_quotes(f"{expertise.number}, «{expertise.object_title}», {expertise.applicant_name}")


class BeginForm(AskForm):
    """Every case that waits for its group is ticked."""

    done = "Распределение считается: через минуту здесь будут пары с объяснением."
    button = "Рассчитать распределение"

    cases = Cases(
        Expertise.objects.none(), label="Дела, которые ждут экспертов", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте хотя бы одно дело.", "invalid_choice": "Это дело экспертов уже не ждёт."},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = waiting_cases().select_related("applicant", "applicant_person", "regulation")
        self.fields["cases"].queryset = rows  # type: ignore[attr-defined]
        self.fields["cases"].initial = rows

    def clean_cases(self) -> list[Expertise]:
        """In the order of their numbers."""
        return list(self.cleaned_data["cases"].order_by("pk"))


class WishesForm(AskForm):
    """The subject is the expert: a question for every case that waits."""

    done = "Записано. Координатор учтёт это, когда будет распределять экспертов."
    button = "Записать пожелания"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = dict(Wish.objects.filter(expert=self.subject).order_by("pk").values_list("expertise", "answer"))
        self.cases = list(open_to_wishes())
        for expertise in self.cases:
            self.fields[f"case_{expertise.pk}"] = forms.ChoiceField(
                label=expertise.object_title, choices=[("", "пока не знаю"), *Wish.Answer.choices], required=False,
                widget=forms.RadioSelect, initial=known.get(expertise.pk, ""), help_text=catalogue.label("areas", expertise.area),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """What has been answered, by case."""
        data = super().clean() or self.cleaned_data
        return {"answers": {row: data[f"case_{row.pk}"] for row in self.cases if data.get(f"case_{row.pk}")}}


class ChangeForm(AskForm):
    """Somebody else for a pairing: everybody of the track, with what it costs or why it cannot be."""

    done = "Пара заменена. Прежняя осталась в истории распределения."
    button = "Заменить эксперта в паре"

    expert = forms.ModelChoiceField(
        Expert.objects.none(), label="Кого поставить", widget=forms.RadioSelect, empty_label=None,
        error_messages={"required": "Выберите эксперта.", "invalid_choice": "Этого эксперта поставить нельзя."},
    )  # fmt: skip
    ground = forms.CharField(
        label="Почему", min_length=10, max_length=300, help_text="Причина останется в журнале рядом с обеими парами."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expert"].queryset = Expert.objects.filter(track=self.subject.expert.track)  # type: ignore[attr-defined]

    @cached_property
    def rows(self) -> list[tuple[Option, bool]]:
        """Everybody, the cheapest exchange first, and who is ticked."""
        ticked = self.data.get("expert", "") if self.is_bound else ""
        return [(option, str(option.expert.pk) == ticked) for option in options(self.subject)]


class SendForm(ConfirmForm):
    """To everybody at once."""

    done = "Предложения отправляются. Когда всё будет отправлено, придёт сообщение."
    button = "Отправить предложения экспертам"


class DropForm(ConfirmForm):
    """Nobody is asked."""

    done = "Распределение отложено: никому ничего не отправлено."
    button = "Отложить распределение"
