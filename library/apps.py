"""What the library announces to the portal."""

from django.apps import AppConfig

from casework.announcements import (
    Appealable,
    Discussable,
    Front,
    Linkable,
    MenuItem,
    MessageKind,
    Picture,
    Searchable,
    Shelf,
)
from casework.cards import CardsInForce, Course, LinkedCards
from casework.counting import Counting
from casework.following import Followable
from documents.registers.kinds import Register

BY_PREFIX = "{prefix}-{year}-{n:03d}"


class LibraryConfig(AppConfig):
    name = "library"
    verbose_name = "Библиотека программы"
    main_menu = [MenuItem("Библиотека", "library", is_second=True)]
    fronts = [
        Front(
            "Записать в библиотеку города",
            "Проблемы, предложенные ресурсы, отчёты, разработки: карточка с номером, которую проверил хранитель.",
            "library",
            "collection",
        ),
    ]
    board_title = "Библиотека"
    appealables = [
        Appealable(
            "card_conclusion", "заключение экспертизы о карточке", "expertise.Expertise", "library.examination.appealing.RULES", ("EX-18",)
        ),
        Appealable(
            "card_refusal", "отказ в принятии карточки", "library.Card", "library.cards.appealing.REFUSAL", ("CARD-07",)
        ),
    ]  # fmt: skip
    counts = [
        Counting("REP1", "library.cards.counting.repetitions"),
        Counting("TERM1", "library.cards.counting.terms"),
        Counting("ACT1", "library.cards.counting.acts"),
    ]
    cards_in_force = [CardsInForce("library.cards.shelf.in_force")]
    linked_cards = [LinkedCards("library.links.reading.linked")]
    keeps = ["library.CardActFile", "library.OutsideFile", "library.CardFile"]
    followables = [Followable("library.Card", "library.cards.following.RULES")]
    courses = [Course("execution.ProgrammeEdition", "library.cards.actions.lead_edition")]
    discussables = [Discussable("library.Card", "library.cards.talk.RULES")]
    message_kinds = [
        MessageKind(
            "library", "Библиотека", "Ваша карточка действует, на ваш запрос ответит другой, её внешнее дело сделало ещё шаг.",
            ("card:*:in_force", "card:*:handed_over", "matter:*"), usual="daily",
        ),
    ]  # fmt: skip
    searchables = [
        Searchable(
            "Библиотека", "library.Card", "collection", ("title",), number="number", organization="organization",
            about="{row.kind} {row.number}", related=("kind", "organization"),
        ),
    ]  # fmt: skip
    shelves = [
        Shelf("Учтённые разработки", "library.cards.shelf.assets", about="№ {row.number}"),
        Shelf(
            "Дворы с занятиями", "library.cards.shelf.yards", register="yards", filters=(("areas", "area"),),
            about="{row.current.payload[place]}: {row.current.payload[activity]}, {row.current.payload[days]}",
        ),
        Shelf("Карточки библиотеки", "library.cards.shelf.rows", about="{row.kind} № {row.number}"),
    ]  # fmt: skip
    linkables = [
        Linkable("карточка", "library.Card", "number", ("kind", "organization", "current"), edition_name="library.kinds.fields.edition_of")
    ]  # fmt: skip
    unfiled = ("library/cards.flow.CardFlow.submit", "library/cards.flow.CardFlow.enter")
    pictures = [
        Picture(
            "card",
            "Карточка библиотеки",
            "От черновика до реестра: кто вносит, кто проверяет и когда карточка начинает действовать.",
            "collection",
            "cards.flow.CardFlow",
        ),
        Picture(
            "matter",
            "Внешнее дело",
            "Письмо города вовне: номер, ответ или молчание, чем закончилось.",
            "send",
            "outside.flow.MatterFlow",
        ),
    ]
    registers = [
        Register("library_concepts", "Понятия и концепции", "09-01", BY_PREFIX),
        Register("library_practices", "Прецеденты, повторения, технологии", "09-03", BY_PREFIX),
        Register("library_acts", "Акты о вкладах", "09-02", BY_PREFIX),
        Register("library_support", "Меры поддержки, схемы, стимулы", "09-04", BY_PREFIX),
        Register("library_assets", "Результаты интеллектуальной деятельности", "09-06", BY_PREFIX),
        Register("library_outside", "Внешние программы и конкурсы", "09-07", BY_PREFIX),
        Register("library_cards", "Карточки библиотеки", "09-08", BY_PREFIX),
        Register("library_research", "Исследования и отчёты", "12-01", BY_PREFIX),
        Register("library_papers", "Паспорта и тексты карточек", "09-09", "{paper}", by_year=False),
    ]
