"""Has the city a programme? It need not when it is opened."""

from execution.editions.models import ProgrammeEdition


def programme() -> tuple[bool, str]:
    """The edition in force; where none has ever been, how one that is adopted already comes here."""
    row = ProgrammeEdition.objects.filter(status=ProgrammeEdition.Status.IN_FORCE).first()
    if row:
        return True, str(row)
    if waiting := ProgrammeEdition.objects.filter(is_held=True, standing_acts__outcome="").first():
        return True, f"{waiting}: делопроизводитель сверяет её с актом"
    return True, (
        "не введена, это необязательно. Утверждённую прежде программу секретарь комитета вносит новой редакцией: таблица, акт и его скан; "
        "делопроизводитель сверяет"
    )
