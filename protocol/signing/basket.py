"""The common text of the Protocol in the signing basket of whoever may sign for an organisation."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from casework.nodes import Shown
from documents.signatures.basket import show_paper
from protocol.signatories.models import Signatory

EFFECT = "Подпись организации встанет под общим текстом Протокола, система проверит её за минуту."


def show_editions(signatories: Iterable[Signatory]) -> dict[int, Shown]:
    """The paper of the edition, by the number of the signatory."""
    rows = list(signatories)
    prefetch_related_objects(rows, "organization", "edition__document__files")
    return {row.pk: _shown(row) for row in rows}


def _shown(signatory: Signatory) -> Shown:
    about = f"Вы подписываете за {signatory.organization.short_name}."
    if signatory.document is None:
        return Shown(
            str(signatory.edition), f"{about} Файл редакции ещё формируется.", EFFECT, signatory.get_absolute_url()
        )
    return show_paper(signatory.document, about, EFFECT)
