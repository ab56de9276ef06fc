"""People out of a table: an account each, and a letter with which its owner sets a password."""

from collections.abc import Sequence

from allauth.account.models import EmailAddress
from django import forms

from programme.imports.plan import Answers, Kind, Outcome, RowForm, Verdict
from programme.people import actions as people
from programme.people.models import Person


class PersonRow(RowForm):
    last_name = forms.CharField(label="Фамилия", max_length=100)
    first_name = forms.CharField(label="Имя", max_length=100)
    middle_name = forms.CharField(label="Отчество", max_length=100, required=False)
    email = forms.EmailField(label="Почта", help_text="на неё придёт письмо со ссылкой, чтобы задать пароль")

    def clean_email(self) -> str:
        """Addresses are kept in lower case."""
        return self.cleaned_data["email"].lower()


def name_of(answers: Answers) -> str:
    """Иванова Анна Петровна."""
    return " ".join(filter(None, (answers["last_name"], answers["first_name"], answers["middle_name"])))


def judge(rows: Sequence[Answers]) -> list[Verdict]:
    """Two queries: who has these addresses as their first one, who has confirmed them besides."""
    emails = [answers["email"] for answers in rows]
    known = {person.email: person for person in Person.objects.filter(email__in=emails)}
    besides = EmailAddress.objects.filter(email__in=emails, verified=True).select_related("user")
    for address in besides:
        known.setdefault(address.email.lower(), address.user)
    return [_verdict(answers, known.get(answers["email"])) for answers in rows]


def _verdict(answers: Answers, person: Person | None) -> Verdict:
    if person is None:
        return Outcome.NEW, "Придёт письмо со ссылкой, чтобы задать пароль."
    if not person.is_active:
        return Outcome.CONFLICT, "Учётная запись с этой почтой закрыта."
    if person.get_full_name().casefold() != name_of(answers).casefold():
        return Outcome.CONFLICT, f"С этой почтой есть учётная запись другого человека: {person}."
    return Outcome.KNOWN, "Учётная запись есть, ничего не изменится."


KIND = Kind(
    code="people",
    title="Люди",
    about="Каждому создаётся учётная запись без пароля и отправляется письмо со ссылкой, чтобы его задать. Роли назначаются отдельно.",
    form=PersonRow,
    example={"last_name": "Иванова", "first_name": "Анна", "middle_name": "Петровна", "email": "ivanova@example.org"},
    key_of=lambda answers: answers["email"],
    name_of=name_of,
    judge=judge,
    perform=people.enroll_and_invite,
)
