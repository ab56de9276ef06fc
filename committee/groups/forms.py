"""What an organisation says of its group, and what the office answers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from casework.conditional import Needed
from casework.fields import long_text
from casework.forms import AskForm
from committee.bodies.models import BodyMember
from committee.seats.lines import lines_of
from programme.access import keys_of
from programme.models import Organization

MOST = 30


class GroupForm(AskForm):
    """A group of one's organisation."""

    done = "Просьба отправлена. Если секретарь комитета не возразит в срок, группа образуется сама, и названные вами люди получат приглашения."
    button = "Попросить подтвердить группу"

    organization = forms.ModelChoiceField(Organization.objects.none(), label="От какой организации", empty_label=None)
    title = forms.CharField(label="Название группы", min_length=5, max_length=200)
    title_genitive = forms.CharField(
        label="Название в родительном падеже", min_length=5, max_length=200, help_text="Состав кого? «группы о дворах»."
    )
    purpose = long_text("Зачем группа и что она подготовит", rows=4, min_length=30, max_length=2000)
    ground = forms.CharField(
        label="Решение организации", min_length=5, max_length=200, help_text="Например: «протокол собрания № 4 от 12.10.2026»."
    )  # fmt: skip
    people = long_text(
        "Кого пригласить", rows=5, max_length=10_000,
        help_text="По строке на человека: имя, почта, сектор (власть, бизнес, общественный), должность — через точку с запятой. Себя не"
        " называйте: вы возглавите группу. Каждый войдёт в неё, только когда согласится.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [int(key.partition(":")[2]) for key in keys_of(self.by) if key.startswith("signer:")]
        field: Any = self.fields["organization"]
        field.queryset = Organization.objects.filter(pk__in=keys, closed_at=None)

    def clean(self) -> dict[str, Any]:
        """The people as places of the group."""
        data = super().clean() or self.cleaned_data
        lines = lines_of(data.pop("people", "") or "")
        for number, line in enumerate(lines, 1):
            if fault := line.fault or _fault_of(line.email, line.role, self.by.email):
                self.add_error("people", f"Строка {number}: {fault}")
        emails = [line.email.lower() for line in lines]
        if len(set(emails)) < len(emails):
            self.add_error("people", "Один человек назван дважды.")
        if len(lines) > MOST:
            self.add_error("people", f"Не больше {MOST} человек.")
        names = ("email", "sector", "role", "name", "position")
        places = [{name: str(getattr(line, name))[:200] for name in names} for line in lines]
        return {**data, "places": places}


def _fault_of(email: str, role: str, own: str) -> str:
    if role == BodyMember.Role.CHAIR:
        return "возглавляете группу вы: назовите его членом."
    if email.lower() == own.lower():
        return "это ваш адрес: себя называть не нужно."
    try:
        validate_email(email)
    except ValidationError:
        return f"«{email}» не похоже на адрес почты."
    return ""


class AnswerForm(AskForm):
    """The office agrees, or says why not."""

    done = "Ответ записан, организация извещена."
    button = "Ответить организации"

    outcome = forms.ChoiceField(
        label="Группа", widget=forms.RadioSelect, choices=[("confirmed", "Подтвердить"), ("refused", "Отказать")]
    )
    reason = long_text("Почему отказано", rows=3, max_length=1000)
    NEEDED_IF = {"reason": Needed("outcome", ("refused",), "Напишите, почему, и что исправить.", least=10)}


class WithdrawForm(AskForm):
    """The organisation has changed its mind."""

    done = "Просьба отозвана. Названные вами люди о ней не узнали."
    button = "Отозвать просьбу о группе"
