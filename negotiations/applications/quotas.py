"""How much one application and one person may hand in: the disk is everybody's."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Sum
from django.utils import timezone

from documents.files import name_of
from negotiations.applications.models import Attachment
from negotiations.delivery.models import DeliveryEvidence
from negotiations.proposals.models import Proposal
from programme.models import Regulation

A_DAY = timedelta(days=1)
MEGABYTE = 2**20


def complaint(file: UploadedFile, by: Any, proposal: Proposal | None = None) -> str:
    """Why a file is one too many (Russian), or nothing. The numbers are the regulation's (`files`)."""
    limits, more, name = Regulation.in_force().value("files"), file.size or 0, name_of(file)
    if proposal is not None:
        # a file of the same name will take its place
        rows = Attachment.objects.filter(proposal=proposal, removed_at=None).exclude(name=name)
        if len(rows) >= limits["of_one_application"]:
            return (
                f"Файл «{name}» не приложен: к заявке уже приложено файлов — {len(rows)}, больше нельзя. "
                "Уберите лишние или объедините несколько в один."
            )
        if sum(row.size for row in rows) + more > limits["megabytes_of_one_application"] * MEGABYTE:
            return (
                f"Файл «{name}» не приложен: все файлы заявки вместе — не больше "
                f"{limits['megabytes_of_one_application']} МБ. Уберите лишние или сожмите их."
            )
    if _of_today(by) + more > limits["megabytes_of_one_person_a_day"] * MEGABYTE:
        return (
            f"Файл «{name}» не приложен: за сутки один человек передаёт не больше "
            f"{limits['megabytes_of_one_person_a_day']} МБ. Продолжите завтра или сожмите файлы."
        )
    return ""


def _of_today(by: Any) -> int:
    """Bytes the person has handed in within the last day, those taken off again too: they lie on the disk."""
    since = timezone.now() - A_DAY
    added = Attachment.objects.filter(added_by=by, added_at__gt=since).aggregate(sum=Sum("size"))["sum"] or 0
    return added + (DeliveryEvidence.objects.filter(by=by, at__gt=since).aggregate(sum=Sum("size"))["sum"] or 0)
