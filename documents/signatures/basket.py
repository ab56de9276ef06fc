"""The signing basket: all papers that wait for a person's signature, previews, one confirmation."""

from collections.abc import Iterable

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse

from casework.formats import plural
from casework.nodes import Basket, Shown
from documents import archive
from documents.custody.actions import note_damage
from documents.papers.models import Document
from documents.signatures.forms import SignBasketForm
from documents.signatures.models import SignatureRequest


def _damaged(damage: archive.Damaged) -> str:
    note_damage(damage.sha256)
    return (
        "файл изменён или утрачен: он не совпадает с тем, что было заверено, поэтому не подписывается. "
        "Канцелярия уже извещена и восстановит файл из резервной копии."
    )


SIGNING = Basket(
    page="signing",
    title="На подпись",
    lead="Прочитайте документы, отметьте те, что подписываете, и подтвердите один раз. Под каждым ставится своя подпись.",
    empty="Сейчас документов на подпись нет",
    button="Подписать отмеченные",
    done="Подписано",
    icon="pen",
    form=SignBasketForm,
    faults={archive.Damaged: _damaged},
    template="documents/signatures/basket.html",
)


def signed_answer(mark: str) -> dict[str, str]:
    """The fields of `SignForm` for a paper that was shown with this hash."""
    return {"seen_hash": mark, "answer": "sign", "refusal": ""}


def show_requests(requests: Iterable[SignatureRequest]) -> dict[int, Shown]:
    """Papers by the number of the request for a signature: four queries, however many there are."""
    rows = list(requests)
    signatures = Prefetch("document__signature_requests", SignatureRequest.objects.select_related("signature"))
    prefetch_related_objects(rows, "document__files", signatures)
    return {row.pk: show_paper(row.document, f"Вы подписываете как {row.role}.", effect_of(row)) for row in rows}


def show_paper(document: Document, about: str, effect: str) -> Shown:
    """A paper with its first page and the hash of its bytes; its files are prefetched."""
    picture = reverse("document_page", args=[document.pk, 1]) if document.is_ready else ""
    return Shown(
        str(document), f"{document.title}. {about}", effect, document.get_absolute_url(), picture, document.sha256
    )


def effect_of(request: SignatureRequest) -> str:
    """What the signature will bring about (Russian)."""
    document = request.document
    others = [
        row
        for row in document.signature_requests.all()
        if row.pk != request.pk and not row.is_signed and row.refused_at is None
    ]
    missing = len(others)
    if document.signatures_needed is not None:
        signed = sum(row.is_signed for row in document.signature_requests.all())
        missing = max(document.signatures_needed - signed - 1, 0)
    if missing:
        roles = ", ".join(dict.fromkeys(row.role for row in others))
        return f"После вас нужно ещё {missing} {plural(missing, 'подпись,подписи,подписей')}: {roles}."
    return "Ваша подпись последняя: документ будет подписан и войдёт в журнал регистрации."
