"""What the room of contests and Marks announces to the portal."""

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
    MessageEvents,
    Picture,
    Searchable,
    Shelf,
)
from casework.calendar_entries import CalendarRows
from casework.cards import Holder
from casework.counting import TakingPart
from documents.registers.kinds import Register


class QualityMarkConfig(AppConfig):
    name = "quality_mark"
    verbose_name = "Знак качества"
    holders = [Holder("mark", "обладатели действующего Знака качества", "quality_mark.marks.holding.organizations")]
    linkables = [Linkable("Знак качества", "quality_mark.QualityMark", "number", ("entry", "organization"))]
    body_users = "quality_mark.contests.conditions.uses_of"
    discussables = [Discussable("quality_mark.QualityMark", "quality_mark.marks.talk.RULES")]
    appealables = [
        Appealable(name, title, f"quality_mark.{model}", f"quality_mark.{rules}", rule)
        for name, title, model, rules, rule in (
            (
                "not_admitted",
                "отказ в допуске к конкурсу",
                "ContestApplication",
                "admission.appealing.REFUSAL",
                ("CA-06", "CA-07"),
            ),
            (
                "contest_result",
                "итог конкурса по своей заявке",
                "ContestApplication",
                "results.appealing.RESULT",
                ("CA-12", "CA-13"),
            ),
            (
                "disqualification",
                "дисквалификацию заявки",
                "ContestApplication",
                "results.appealing.DISQUALIFICATION",
                ("CA-15",),
            ),
            ("mark_suspension", "приостановление Знака", "QualityMark", "marks.appealing.SUSPENSION", ("QM-03",)),
            ("mark_revocation", "аннулирование Знака", "QualityMark", "marks.appealing.REVOCATION", ("QM-05",)),
            ("renewal_refusal", "отказ в продлении Знака", "Renewal", "renewals.appealing.REFUSAL", ("QM-08",)),
        )
    ]
    shelves = [
        Shelf("Знаки качества", "quality_mark.marks.shelf.rows", name="{row.entry.title}", about="{row} · {row.organization}"),
    ]  # fmt: skip
    case_files = [
        CaseFile(key, title, f"quality_mark.{model}", f"quality_mark.{thing}.page.papers_among", f"quality_mark.{thing}.page.holding")
        for key, title, model, thing in (
            ("entry", "Конкурсная заявка", "ContestApplication", "entries"),
            ("contest", "Конкурс", "Contest", "contests"),
            ("mark", "Знак качества", "QualityMark", "marks"),
        )
    ]  # fmt: skip
    new_ties = "quality_mark.jury.mutual.look_at"
    head_acts = [HeadAct("award_mark", "О присвоении Знака качества (после апелляций)")]
    main_menu = [MenuItem("Знак качества", "marks"), MenuItem("Конкурсы", "contests", is_second=True)]
    desks = [
        Desk(
            "Стол конкурса",
            "contest_desk",
            "award",
            {roles.CONTEST_SECRETARY, roles.JURY_MEMBER, roles.AUDITOR},
        ),
    ]
    searchables = [
        Searchable(
            "Знаки качества", "quality_mark.QualityMark", "award", ("entry__title",), number="number", organization="organization",
            about="{row.entry.title}, {row.organization}", related=("entry", "organization"), register="marks",
        ),
        Searchable(
            "Конкурсные заявки", "quality_mark.ContestApplication", "envelope-paper", ("title",), number="number",
            organization="organization", about="{row.number} {row.entrant_name}", related=("organization", "person"),
        ),
        Searchable("Конкурсы", "quality_mark.Contest", "award", ("title",)),
    ]  # fmt: skip
    message_events = [MessageEvents("office", ("voting:*:over", "entry:*:withdrawn", "contest:*:closed"))]
    pictures = [
        Picture(
            "contest",
            "Конкурс",
            "От объявления и приёма закрытых заявок до рейтинга, жюри, комитета и вручения.",
            "award",
            "contests.flow.ContestFlow",
        ),
        Picture(
            "contest_kind",
            "Вид конкурсов",
            "Номинации, форма заявки, критерии, жюри и уровни — проект секретаря, который вводит в действие комитет.",
            "sliders",
            "kinds.flow.KindFlow",
        ),
        Picture(
            "entry",
            "Конкурсная заявка",
            "Что происходит с заявкой: запечатана до окончания приёма, проверена, оценена, осмотрена на месте.",
            "envelope-paper",
            "entries.flow.EntryFlow",
        ),
        Picture(
            "mark",
            "Действие Знака",
            "Два года от вручения: приостановление, восстановление, продление, лишение двумя третями комитета, истечение срока.",
            "patch-check",
            "marks.flow.MarkFlow",
        ),
        Picture(
            "renewal",
            "Продление Знака",
            "Заявка до конца срока, два эксперта по сокращённому набору критериев, решение комитета.",
            "arrow-repeat",
            "renewals.flow.RenewalFlow",
        ),
    ]
    calendar_entries = [CalendarRows("contests", "Конкурсы", "quality_mark.contests.entries.public")]
    taking_part = [TakingPart("голоса", "quality_mark.voting.taking_part.voters")]
    board_title = "Знак качества"
    unfiled = ("quality_mark/entries.flow.EntryFlow.submit",)  # kept off the board
    fronts = [
        Front(
            "Получить Знак качества",
            "Конкурс товаров, услуг и практик города: независимая оценка, жюри и открытый реестр.",
            "marks",
            "award",
        ),
    ]
    registers = [
        Register("jury", "Протоколы жюри", "04-02", "Ж-{contest}-{n}", by_year=False, bears_event_day=True),
        Register("certificates", "Свидетельства о присвоении Знака", "04-04", "КЗК-{year}-{n:03d}"),
        Register("contest_awards", "Свидетельства иных конкурсов", "04-06", "КС-{contest}-{n:03d}", by_year=False),
        Register("diplomas", "Дипломы", "04-05", "КД-{year}-{n:03d}"),
    ]
