"""What is asked about the groups of a game."""

from typing import Any

from django import forms

from casework.fields import long_text
from casework.forms import AskForm
from documents import files
from events.groups.models import Group, Grouping

FEWEST, MOST = 2, 30


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


class FormGroupsForm(AskForm):
    """The groups of a game."""

    done = "Группы образованы."
    button = "Образовать группы"
    titles = long_text("Группы", rows=5, max_length=4000, help_text=f"По одной на строке, от {FEWEST} до {MOST}.")
    how = forms.ChoiceField(label="Как делятся на группы", choices=Grouping.How.choices, widget=forms.RadioSelect)
    places = forms.IntegerField(
        label="Сколько человек в группе, не больше", min_value=1, max_value=1000, required=False,
        help_text="Пусто — сколько угодно; жребий делит поровну.",
    )  # fmt: skip
    roles = long_text(
        "Роли в каждой группе", rows=4, required=False, max_length=4000,
        help_text="По одной на строке, если они есть: ведущий, докладчик, критик. Одна роль — одному человеку в группе.",
    )  # fmt: skip

    @classmethod
    def initial_for(cls, subject: Any) -> dict[str, Any]:
        """As they stand."""
        grouping, groups = Grouping.of(subject), list(subject.game_groups.all())
        if grouping is None:
            return {}
        return {"titles": "\n".join(map(str, groups)), "how": grouping.how, "roles": "\n".join(grouping.roles),
                "places": groups[0].places if groups else None}  # fmt: skip

    def clean_titles(self) -> list[str]:
        """Several, each short."""
        return self._short("titles", FEWEST, f"Назовите от {FEWEST} до {MOST} групп, каждую на своей строке.")

    def clean_roles(self) -> list[str]:
        """None, or some, each short."""
        return self._short("roles", 0, f"Ролей — не больше {MOST}.")

    def _short(self, name: str, fewest: int, words: str) -> list[str]:
        rows = _lines(self.cleaned_data[name])
        if not fewest <= len(rows) <= MOST:
            raise forms.ValidationError(words)
        if any(len(row) > 100 for row in rows):
            raise forms.ValidationError("Каждая строка — не длиннее 100 знаков.")
        return rows


class DrawForm(AskForm):
    """The lot."""

    done = "Жребий брошен: каждый, кому досталась группа, узнал свою."
    button = "Бросить жребий"


class GroupField(forms.ModelChoiceField):
    """Groups with what is free in them."""

    def label_from_instance(self, obj: Any) -> str:
        """As people speak of it."""
        count = obj.members.counted().count()
        return f"{obj}: сейчас {count}{f' из {obj.places}' if obj.places else ''}"


class ChooseGroupForm(AskForm):
    """One's own group and role, or somebody's by the organiser."""

    done = "Записано."
    button = "Записать группу"
    group = GroupField(label="Группа", queryset=Group.objects.none(), widget=forms.RadioSelect, empty_label=None)
    role = forms.ChoiceField(label="Роль", required=False, choices=[("", "без роли")])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["group"]
        field.queryset = Group.objects.filter(event=self.subject.event)
        grouping = Grouping.of(self.subject.event)
        roles = grouping.roles if grouping else []
        role: Any = self.fields["role"]
        role.choices = [("", "без роли"), *((name, name) for name in roles)]
        if not roles:
            del self.fields["role"]

    @classmethod
    def initial_for(cls, subject: Any) -> dict[str, Any]:
        """Where one is now."""
        member = getattr(subject, "member", None)
        return {"group": member.group_id, "role": member.role} if member else {}


class ProductForm(AskForm):
    """What a group has made."""

    done = "Продукт сдан: его прочтут все, он войдёт в итоговый документ."
    button = "Сдать продукт"
    text = long_text("Что сделала группа", rows=8, min_length=20, max_length=10000, is_counted=True)
    file = forms.FileField(label="Файл", required=False, help_text="Если он есть: PDF, DOCX, XLSX, PNG или JPG.")

    def clean_file(self) -> Any:
        """A file that people can open."""
        file = self.cleaned_data["file"]
        if file and (problem := files.complaint(file)):
            raise forms.ValidationError(problem)
        return file
