"""What the room of the Protocol announces to the portal."""

from django.apps import AppConfig

from casework import roles
from casework.announcements import (
    CaseFile,
    Desk,
    Discussable,
    Front,
    MenuItem,
    MessageEvents,
    MessageKind,
    Picture,
    Searchable,
    Shelf,
)
from documents.registers.kinds import Register
from protocol.roles import CUSTODY


class ProtocolConfig(AppConfig):
    name = "protocol"
    verbose_name = "Красноярский протокол"
    body_users = "protocol.group.members.uses_of"
    main_menu = [MenuItem("Протокол", "protocol")]
    searchables = [
        Searchable(
            "Поправки к Протоколу", "protocol.Amendment", "journal-text", ("title", "wording", "reasoning"),
            organization="organization", about="{row.edition}", related=("edition", "article_text__article"),
        ),
    ]  # fmt: skip
    shelves = [Shelf("Подпись под Протоколом", "protocol.signatories.shelf.rows", name="{row.edition}")]
    case_files = [
        CaseFile(
            "edition",
            "Редакция Протокола",
            "protocol.ProtocolEdition",
            "protocol.editions.page.papers_among",
            "protocol.editions.page.holding",
        ),
    ]
    discussables = [Discussable("protocol.ProtocolEdition", "protocol.editions.talk.RULES")]
    message_kinds = [
        MessageKind(
            "discussion",
            "Обсуждение Протокола",
            "Ваша поправка внесена или спорит с другой, к ней предложены другие слова.",
            ("petition:*:submitted", "amendment:*:collides:*", "subamendment:*:proposed"),
            usual="daily",
        ),
    ]
    message_events = [MessageEvents("office", ("edition:*:published", "edition:*:open"))]
    board_title = "Протокол"
    fronts = [
        Front(
            "Присоединиться к Протоколу",
            "Договор власти, бизнеса и общества о том, как вести общие дела: текст, поправки, подписанты.",
            "protocol",
            "journal-check",
        ),
    ]
    pictures = [
        Picture(
            "edition",
            "Редакция Протокола",
            "От поручения комитета до вступления в силу: рабочая группа, обсуждение, поправки, согласование, подписание.",
            "journal-text",
            "editions.flow.EditionFlow",
        ),
        Picture(
            "amendment",
            "Поправка к Протоколу",
            "Кто проверяет поправку, как её решает рабочая группа и когда отвечает автору.",
            "pencil",
            "amendments.flow.AmendmentFlow",
        ),
        Picture(
            "signatory",
            "Подписание и присоединение",
            "Приглашение, ознакомление, оговорки к статьям, подпись одного и того же текста.",
            "pen",
            "signatories.flow.SignatoryFlow",
        ),
        Picture(
            "breach",
            "Обращение о несоблюдении",
            "Ответ подписанта, примирительная встреча, заключение рабочей группы, меры комитета.",
            "chat-left-text",
            "complaints.flow.NormComplaintFlow",
        ),
    ]
    desks = [
        Desk(
            "Подписанты",
            "signatories",
            "people",
            {roles.CLERK, roles.COMMITTEE_SECRETARY, roles.PROTOCOL_EDITOR},
        ),
        Desk(
            "Самоотчёты",
            "protocol_reports",
            "journal-check",
            CUSTODY,
        ),
        Desk("Обращения", "norm_complaints", "chat-left-text", {roles.PROTOCOL_EDITOR}),
    ]
    registers = [
        Register("editions", "Редакции Протокола", "05-01", "КП-{edition}", by_year=False),
        Register("sheets", "Листы подписания и присоединения", "05-02", "КП-{edition}/{n}", by_year=False),
        Register(
            "drafts", "Проекты, своды и таблицы к редакциям Протокола", "05-03", "КП-{edition}-М{n}", by_year=False
        ),
        Register("group", "Протоколы рабочей группы Протокола", "05-04", "РГ-{year}-{n}", bears_event_day=True),
    ]
