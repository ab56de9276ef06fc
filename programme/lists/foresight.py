"""What a change of a list leaves as it is: how much is recorded under the rows that are renamed or end."""

from typing import Any

from programme.lists import usage
from programme.regulations.effects import Effect


def foresee(old: Any, new: Any) -> list[Effect]:
    """A change of the regulation changes no list."""
    return []


def foresee_list(code: str, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[Effect]:
    """Each row that ends or is called otherwise, with what is recorded under it."""
    counts = usage.counts(code)
    after = {row["code"]: row for row in new}
    effects = []
    for row in old:
        now = after[row["code"]]
        recorded = [f"{words} — {number[row['code']]}" for words, number in counts.items() if number[row["code"]]]
        where = f"Записано сейчас: {', '.join(recorded)}." if recorded else "Пока нигде не записано."
        if now["ended"] and not row["ended"]:
            words = f"Новые дела её не выберут; в начатых и оконченных она остаётся. {where}"
            effects.append(Effect(f"«{row['title']}» больше не выбирается", words))
        elif now["title"] != row["title"]:
            words = f"Начатые дела сохранят прежнее название, карточки и новые дела получат новое. {where}"
            effects.append(Effect(f"«{row['title']}» станет «{now['title']}»", words))
    return effects
