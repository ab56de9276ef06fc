"""The kinds of contributions for people: what each is, how it is valued, how much of it counts (регламент 3.1, table)."""

from dataclasses import dataclass

from negotiations.contributions.terms import ContributionKind as K


@dataclass(frozen=True)
class KindHelp:
    """A kind explained in Russian, and which terms its form asks for."""

    kind: str
    title: str
    example: str
    valued: str
    counts: str
    asks: tuple[str, ...]


COMMON = ("recipient", "what")
END = ("due", "confirmation")

HELP = {
    entry.kind: entry
    for entry in (
        KindHelp(
            K.MONEY, "Деньги", "перечислим 500 000 ₽ на материалы", "по номиналу", "засчитывается полностью", ("value", "basis")
        ),
        KindHelp(
            K.PROPERTY, "Имущество", "передадим насовсем 20 скамеек",
            "по рыночной цене с двумя источниками или по балансовой стоимости", "засчитывается полностью",
            ("quantity", "unit", "value", "basis", "second_basis", "is_book_value"),
        ),
        KindHelp(
            K.PREMISES, "Помещение или площадка", "дадим цех на 6 месяцев", "ставка аренды × срок", "засчитывается полностью",
            ("rate", "quantity", "unit", "basis"),
        ),
        KindHelp(
            K.WORKS, "Работы и услуги", "вывезем мусор, сделаем проект", "по смете или прайсу", "засчитывается полностью",
            ("quantity", "unit", "value", "basis"),
        ),
        KindHelp(
            K.LABOR, "Труд добровольцев", "придём 30 человек на 4 часа", "часы × расчётная ставка часа",
            "не более 30 % вклада стороны", ("quantity", "basis"),
        ),
        KindHelp(
            K.EXPERTISE, "Экспертиза, интеллектуальный вклад", "разработаем методику", "по договору или оценке",
            "не более 20 % вклада стороны", ("value", "basis"),
        ),
        KindHelp(
            K.INFO, "Информационная поддержка", "расскажем в газете, разместим 10 щитов", "по прайсу площадки",
            "не более 10 % вклада стороны", ("quantity", "unit", "value", "basis"),
        ),
        KindHelp(
            K.ADMIN, "Организационный вклад", "закрепим расписание автобуса постановлением", "без денежной оценки",
            "в долю не входит, становится условием", (),
        ),
    )
}  # fmt: skip
