"""What a field tells when it is not answered as it must be: what to do, in plain words, for every form of the project.

A field that has words of its own keeps them.
"""

from typing import Any

from django import forms

MISSING: list[tuple[type[forms.Field], str]] = [
    (forms.BooleanField, "Поставьте отметку: без неё продолжить нельзя."),
    (forms.FileField, "Приложите файл."),
    (forms.MultipleChoiceField, "Выберите хотя бы один вариант."),
    (forms.ModelMultipleChoiceField, "Выберите хотя бы один вариант."),
    (forms.ChoiceField, "Выберите один из вариантов."),
    (forms.DateField, "Укажите дату."),
    (forms.DateTimeField, "Укажите день и время."),
]
BEYOND = {
    "max_length": "Сократите текст: знаков помещается %(limit_value)d, сейчас их %(show_value)d.",
    "min_length": "Напишите подробнее: знаков нужно не меньше %(limit_value)d, сейчас их %(show_value)d.",
    "max_value": "Введите число не больше %(limit_value)s.",
    "min_value": "Введите число не меньше %(limit_value)s.",
}
UNKNOWN = "Такого варианта в списке нет: выберите из тех, что в нём есть."
UNCLEAR: list[tuple[type[forms.Field], str, str]] = [
    (forms.ChoiceField, "invalid_choice", UNKNOWN),
    (forms.ModelChoiceField, "invalid_choice", UNKNOWN),
    (forms.MultipleChoiceField, "invalid_choice", UNKNOWN),
    (forms.ModelMultipleChoiceField, "invalid_choice", UNKNOWN),
    (forms.ModelMultipleChoiceField, "invalid_pk_value", UNKNOWN),
    (forms.DateField, "invalid", "Укажите дату, например 23.11.2026."),
    (forms.DateTimeField, "invalid", "Укажите день и время, например 23.11.2026 14:00."),
    (forms.IntegerField, "invalid", "Введите целое число, цифрами."),
    (forms.DecimalField, "invalid", "Введите число, цифрами."),
]


def speak_plainly(form: forms.BaseForm) -> None:
    """Give every field the words it has not got."""
    for field in form.fields.values():
        words: dict[str, Any] = {**BEYOND, **field.error_messages}
        if _is_of_django(field, forms.Field, "required"):
            words["required"] = next(
                (phrase for kind, phrase in MISSING if isinstance(field, kind)), "Заполните это поле."
            )
        words |= {
            code: phrase
            for kind, code, phrase in UNCLEAR
            if isinstance(field, kind) and _is_of_django(field, kind, code)
        }
        field.error_messages = words


def _is_of_django(field: forms.Field, kind: type[forms.Field], code: str) -> bool:
    """Has nobody given this field words of its own for that mistake?"""
    return str(field.error_messages.get(code)) == str(kind.default_error_messages.get(code))
