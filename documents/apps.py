from typing import Any

from django.apps import AppConfig

from casework.announcements import MenuItem, MessageEvents, MessageKind, Picture, Requirement, Searchable
from documents.registers.kinds import Register


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "Документы"
    main_menu = [MenuItem("Документы", "documents"), MenuItem("Проверить документ", "check")]
    searchables = [
        Searchable(
            "Документы", "documents.Document", "file-earmark-text", ("title",), number="number", about="{row.title}",
            register="documents", also="documents.searching.in_text",
        ),
    ]  # fmt: skip
    message_kinds = [
        MessageKind(
            "signing",
            "Запросы подписи",
            "Документ ждёт вашей подписи до указанного дня.",
            ("signing",),
            is_service=True,
        ),
        MessageKind(
            "checkpoints",
            "Отметки журнала",
            "Подписанный корень журнала за каждый день: с ним видно, не переписано ли прошлое. Ваша почта — свидетель.",
            ("checkpoint:*",),
            usual="weekly",
        ),
    ]
    message_events = [
        MessageEvents("office", ("document:*:failed:*", "signature:*:unchecked:*", "scan:*", "post:*")),
        MessageEvents("signing", ("signature:*:checked:*",)),
    ]
    keeps = ["documents.DocumentFile", "documents.ScannedSignature", "documents.SignatureFile"]
    requirements = [
        Requirement(
            "Ключ печати",
            "documents.seal_key.readiness",
            "принесите ключ до первого документа или снимите отметку «ТЕСТ», если ключ системы вас устраивает",
            "city_settings",
        ),
        Requirement(
            "Проверка усиленных подписей",
            "documents.qualified.engine.readiness",
            "установите libengine-gost-openssl («Эксплуатация», «Усиленная подпись»): без него проверяет одно средство из двух",
        ),
    ]
    board_title = "Подписание"
    pictures = [
        Picture(
            "signing",
            "Подписание документа",
            "Кто и в какой очереди подписывает документ и что бывает, если кто-то отказался.",
            "pen",
            "signatures.flow.SigningFlow",
        ),
    ]
    registers = [
        # What every room may need: what comes in, and what goes out.
        Register("applications", "Входящие заявки", "06-01", "З-{year}-{n:05d}"),
        Register("notices", "Исходящие уведомления", "06-02", "У-{year}-{n:05d}"),
        Register("extracts", "Выписки", "06-03", "В-{year}-{n:05d}"),
        Register("orders", "Распоряжения и определения", "06-04", "Р-{year}-{n:05d}"),
        Register("acts", "Акты и ведомости", "06-05", "АКТ-{year}-{n:05d}"),
        Register("destructions", "Акты об уничтожении сведений", "06-05", "АУ-{year}-{n:03d}"),
        Register("case_inventories", "Годовые описи дел", "06-07", "ОД-{year}-{n:03d}"),
        Register("signing_agreements", "Соглашения об электронной подписи", "06-07", "ПЭП-{version}", by_year=False),
        Register("signature_checks", "Протоколы проверки электронных подписей", "06-08", "ПП-{year}-{n:05d}"),
        Register("announcements", "Объявления и извещения", "06-06", "И-{year}-{n:05d}"),
    ]

    @staticmethod
    def needs_second_factor(person: Any) -> bool:
        """Whoever is asked to sign a paper that may still be signed, in whatever capacity."""
        from django.db.models import Q  # noqa: PLC0415 - models are loaded by now

        from documents.papers.status import Status  # noqa: PLC0415 - models are loaded by now

        before = [Status.DRAFT, Status.NUMBER_RESERVED, Status.GENERATED, Status.ENDORSING, Status.SIGNING]
        ended = [Status.ANNULLED, Status.SUPERSEDED]
        asked = person.signature_requests.filter(signature=None, refused_at=None).exclude(document__status__in=ended)
        return asked.filter(Q(document__status__in=before) | Q(document__is_open=True)).exists()
