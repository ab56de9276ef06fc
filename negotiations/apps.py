from django.apps import AppConfig

from casework import roles
from casework.announcements import (
    Appealable,
    CaseFile,
    Desk,
    Discussable,
    Front,
    HeadAct,
    Linkable,
    MenuItem,
    MessageKind,
    Picture,
    Requirement,
    Searchable,
    Shelf,
)
from casework.calendar_entries import CalendarRows
from casework.cards import CardDoor, CardSource
from casework.counting import Counting, TakingPart
from documents.registers.kinds import Register


class NegotiationsConfig(AppConfig):
    name = "negotiations"
    verbose_name = "Предложения и переговоры"
    main_menu = [
        MenuItem("Предложения", "proposals"),
        MenuItem("Мой район", "districts"),
        MenuItem("Площадки", "platforms", is_second=True),
    ]
    discussables = [Discussable("negotiations.Proposal", "negotiations.proposals.discussing.RULES")]
    linkables = [
        Linkable("предложение", "negotiations.Proposal", "number", ("organization",)),
        Linkable(
            "соглашение о вкладах", "negotiations.ContributionAgreement", "document__number", ("document", "case")
        ),
    ]
    card_sources = [
        CardSource("precedent", "negotiations.Proposal", "Записать прецедентом", "negotiations.implementation.precedent.answers"),
    ]  # fmt: skip
    card_doors = [
        CardDoor("resource", "negotiations.talks.doors.invitations"),
        CardDoor("scheme", "negotiations.schemes.shares.drafts"),
    ]
    head_acts = [HeadAct("support", "О поддержке предложения")]
    desks = [
        Desk(
            "Переговоры",
            "negotiations",
            "arrow-left-right",
            {roles.MODERATOR, roles.PLATFORM_SECRETARY, roles.AUDITOR},
        ),
    ]
    searchables = [
        Searchable(
            "Предложения", "negotiations.Proposal", "pencil-square", ("title", "summary", "goal"), number="number",
            organization="organization", about="{row.number} {row.organization}", related=("organization",), register="proposals",
            also="negotiations.proposals.finding.in_district",
        ),
        Searchable("Площадки", "negotiations.NegotiationPlatform", "arrow-left-right", ("title",)),
    ]  # fmt: skip
    shelves = [
        Shelf(
            "Проекты", "negotiations.proposals.shelf.rows", about="№ {row.number} · {row.organization}", register="proposals",
            filters=(("clusters", "cluster"), ("directions", "direction"), ("levels", "level"), ("areas", "area")),
        ),
        Shelf(
            "Вклады другим", "negotiations.contributions.shelf.given", name="{row.what}",
            about="{row.recipient} · {row.case.proposal.title}",
        ),
        Shelf(
            "Полученные вклады", "negotiations.contributions.shelf.received", name="{row.what}",
            about="{row.party} · {row.case.proposal.title}",
        ),
        Shelf(
            "Вклады в проекты", "negotiations.contributions.shelf.to_projects", name="{row.what}",
            about="{row.party} → {row.recipient} · {row.case.proposal.title}",
        ),
    ]  # fmt: skip
    case_files = [
        CaseFile(key, title, f"negotiations.{model}", f"negotiations.{thing}.page.papers_among", f"negotiations.{thing}.page.holding")
        for key, title, model, thing in (
            ("proposal", "Заявка", "Proposal", "proposals"),
            ("negotiation", "Переговорное дело", "Negotiation", "talks"),
        )
    ]  # fmt: skip
    message_kinds = [
        MessageKind(
            "talks",
            "Ход переговоров",
            "Предложены стороны, позиция или вклад, ответили на вклад, спросили согласия.",
            ("contribution:*", "position:*", "negotiation:*:proposed:*", "negotiation:*:consents:*"),
        ),
    ]
    appealables = [
        Appealable(
            "refusal", "отказ в допуске предложения", "negotiations.Proposal", "negotiations.examination.appealing.REFUSAL", ("PP-08", "PP-09"),
        ),
        Appealable(
            "conclusion",
            "заключение экспертизы о предложении",
            "expertise.Expertise",
            "negotiations.examination.appeals.RULES",
            ("EX-18",),
        ),
        Appealable(
            "declined", "решение комитета об отклонении предложения", "committee.Decision", "negotiations.proposals.appealing.REFUSAL", ("DC-08",),
        ),
    ]  # fmt: skip
    revisables = "negotiations.proposals.revising.RULES"
    first_steps = "applications.page.first_steps"
    counts = [Counting("CON1", "negotiations.contributions.counting.kept")]
    taking_part = [TakingPart("вклады", "negotiations.contributions.counting.givers")]
    keeps = ["negotiations.Attachment", "negotiations.DeliveryEvidence"]
    calendar_entries = [CalendarRows("rounds", "Раунды переговоров", "negotiations.rounds.entries.public")]
    board_title = "Предложения и переговоры"
    requirements = [
        Requirement(
            "Площадки",
            "negotiations.platforms.readiness.platforms",
            "площадку открывает секретарь площадки",
            "platforms",
        ),
    ]
    unfiled = ("negotiations/proposals.flow.ProposalFlow.submit",)  # kept off the board
    fronts = [
        Front(
            "Предложить проект",
            "Организация или ТОС приносит проект, получает номер и видит, чей сейчас ход.",
            "proposals",
            "pencil-square",
        ),
        Front(
            "Договориться о вкладах",
            "За столом площадки стороны вносят встречные вклады и подписывают соглашение.",
            "platforms",
            "arrow-left-right",
        ),
    ]
    pictures = [
        Picture(
            "proposal",
            "Рассмотрение предложения",
            "Путь проекта организации от черновика до решения комитета: подача, проверка, переговоры, экспертиза, голосование.",
            "signpost-split",
            "proposals.flow.ProposalFlow",
        ),
        Picture(
            "implementation",
            "Реализация проекта",
            "Что происходит с поддержанным проектом: план-график, отчёты, акт о завершении или прекращение.",
            "clipboard-check",
            "implementation.flow.ImplementationFlow",
        ),
        Picture(
            "negotiation",
            "Переговоры о вкладах",
            "От назначения модератора до соглашения: стороны, позиции, раунды, протоколы, текст и подписи.",
            "arrow-left-right",
            "talks.flow.NegotiationFlow",
        ),
        Picture(
            "agreement",
            "Соглашение о вкладах",
            "Проект по пакету вкладов, визы сторон, разногласия и подписи всех обязательных сторон.",
            "file-earmark-text",
            "agreements.flow.AgreementFlow",
        ),
        Picture(
            "contribution",
            "Исполнение вклада",
            "От начала исполнения до приёмки: подтверждение, ответ получателя, спор, просрочка.",
            "box-seam",
            "delivery.flow.ContributionFlow",
        ),
    ]
    registers = [
        Register("inventories", "Описи дел", "06-07", "ОП-{year}-{n:04d}"),
        Register("rounds", "Протоколы раундов", "02-02", "П-{case}/{round}", bears_event_day=True),
        Register("agreements", "Соглашения о вкладах", "02-03", "ВВ-{year}-{n:04d}"),
        Register("moderators", "Заключения модераторов", "02-04", "ЗМ-{year}-{n:04d}"),
    ]
