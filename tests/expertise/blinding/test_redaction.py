"""Names are covered in whatever case they stand; what only looks like them is left for a person to judge."""

import pytest

from expertise.blinding.redaction import covered, is_form, names_of

NAMES = names_of(
    [
        ("Общество с ограниченной ответственностью «Сибирский родничок»", "ООО «Сибирский родничок»"),
        ("ТОС «Утёс»", "ТОС «Утёс»"),
    ],
    [("Петрова", "Анна", "Сергеевна"), ("Ильин", "Олег", "Юрьевич")],
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("С Утёсом работает ТОС «Утес».", "С [скрыто] работает ТОС «[скрыто]»."),
        ("Сибирского родничка и сибирскому родничку", "[скрыто] и [скрыто]"),
        ("Просто родничок у дороги, сибирский кедр.", "Просто родничок у дороги, сибирский кедр."),
        ("Петровой Анне Сергеевне, А. С. Петровой", "[скрыто], [скрыто]"),
        ("С Ильиным О. Ю. и с Олегом Ильиным", "С [скрыто] и с [скрыто]"),
        ("Пишите: utes@mail.ru, +7 (391) 212-34-56, www.utes.ru/o-nas", "Пишите: [скрыто], [скрыто], [скрыто]"),
        ("ИНН 2464012345, 2026 год", "ИНН [скрыто], 2026 год"),
        ("Анна Каренина — книга, её читали.", "Анна Каренина — книга, её читали."),
        ("", ""),
    ],
)
def test_names_are_covered_in_every_form(text: str, wanted: str) -> None:
    assert covered(text, NAMES) == wanted


def test_a_form_ends_otherwise_and_begins_the_same() -> None:
    assert is_form("Утёсами", "Утёс") and is_form("Родничка", "Родничок") and is_form("Ключевской", "Ключевская")
    assert (
        not is_form("Утёсинская", "Утёс")
        and not is_form("родник", "Родничок")
        and not is_form("Петрозаводск", "Петров")
    )
