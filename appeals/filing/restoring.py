"""The term of an appeal that came too late is restored, or not (AP-11)."""

from appeals.filing import papers
from appeals.filing.actions import require_judge
from appeals.filing.models import Appeal
from journal.record import move, record
from programme.models import Person


def ask_to_restore(appeal: Appeal, *, by: Person, plea: str) -> None:
    """AP-11, first half: the appellant says why the term was missed."""
    appeal.restoration_plea = plea
    appeal.save(update_fields=["restoration_plea"])
    record(appeal, "ask_to_restore", "Заявлено ходатайство о восстановлении срока", by=by, ground=plea)


def miss_restoration(appeal: Appeal) -> None:
    """Nobody has asked for it in time."""
    record(appeal, "miss_restoration", "Ходатайство о восстановлении срока не поступило")


def decide_restoration(appeal: Appeal, *, by: Person, outcome: str, motive: str) -> None:
    """AP-11: the term is restored, or the ruling stands."""
    require_judge(appeal, by)
    if outcome == "restore":
        restore(appeal, by, motive)
        return
    record(appeal, "refuse_to_restore", "В восстановлении срока отказано", by=by, ground=motive)
    papers.ruling(
        appeal, "Об отказе восстановить срок апелляции", motive.splitlines(), ["Срок не восстанавливать."], by
    )
    lead = f"По апелляции № {appeal.number} срок не восстановлен."
    papers.tell_sides(appeal, "not-restored", "О сроке апелляции", lead, by, grounds=[motive], appeal=papers.COURT)


def restore_by_silence(appeal: Appeal) -> None:
    """AP-11: the board has kept silent: in favour of whoever asks."""
    restore(appeal, None, "комиссия не ответила в срок")


def restore(appeal: Appeal, by: Person | None, motive: str) -> None:
    """AP-11: it stands before the board again."""
    appeal.left_ground, appeal.left_first, appeal.left_second = "", None, None
    move(appeal.restore, "Срок апелляции восстановлен", by=by, ground=motive)
    papers.ruling(appeal, "О восстановлении срока апелляции", [motive], ["Срок подачи апелляции восстановить."], by)
    papers.tell_sides(
        appeal,
        "restored",
        "О сроке апелляции",
        f"Срок апелляции № {appeal.number} восстановлен, она будет рассмотрена.",
        by,
    )
