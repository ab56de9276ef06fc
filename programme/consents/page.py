"""What the pages of consents show: the words of a version for the person who reads them."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from casework import installation
from programme.consents.models import code_of
from programme.people.models import Person
from programme.texts.filling import as_html, filled
from programme.texts.models import TextVersion


@dataclass(frozen=True)
class Text:
    """The text of a consent as its reader sees it, and which version it is."""

    code: str
    version: int
    html: SafeString


def text_for(person: Person, purpose: str, version: int | None = None) -> Text:
    """The text in force, or the version to which somebody has agreed."""
    code = code_of(purpose)
    row = TextVersion.in_force(code) if version is None else TextVersion.objects.get(code=code, version=version)
    values = {"имя": person.get_full_name(), "оператор": installation.current().organisation}
    return Text(row.code, row.version, as_html(filled(row.text["text"], values)))
