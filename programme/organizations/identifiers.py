"""Russian identifiers: check digits and errors a person can act on (domain 6.6)."""

import re

from django.conf import settings

from programme.organizations.legal_forms import ENTREPRENEUR, UNINCORPORATED

INN10 = (2, 4, 10, 3, 5, 9, 4, 6, 8)
INN11 = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
INN12 = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
KPP = re.compile(r"\d{4}[0-9A-Z]{2}\d{3}")


def _digit(number: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False)) % 11 % 10


def _digits(count: int) -> str:
    tail = "цифра" if count % 10 == 1 and count % 100 != 11 else "цифр"
    if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14):
        tail = "цифры"
    return f"{count} {tail}"


def _invented_error(mark: str) -> str:
    """Region 00 and year 00 of an ОГРН do not exist: they mark invented numbers, which only a demo or a test keeps."""
    if mark != "00" or settings.DEMO or settings.TESTING:
        return ""
    return "Такой номер не выдают: код региона или год в нём — 00. Вымышленные номера бывают только в демонстрации."


def inn_error(number: str) -> str:
    """What is wrong with an ИНН (10 digits of an organisation, 12 of a person), or nothing."""
    if not number.isascii() or not number.isdecimal():
        return "ИНН состоит только из цифр."
    if len(number) not in (10, 12):
        return f"В ИНН {_digits(len(number))}, нужно 10 или 12."
    if set(number) == {"0"}:
        return "ИНН не может состоять из одних нулей."
    expected = {9: INN10} if len(number) == 10 else {10: INN11, 11: INN12}
    if any(int(number[place]) != _digit(number, weights) for place, weights in expected.items()):
        return "Контрольная цифра ИНН не сходится: проверьте, нет ли опечатки."
    return _invented_error(number[:2])


def ogrn_error(number: str) -> str:
    """What is wrong with an ОГРН (13 digits) or ОГРНИП (15 digits), or nothing.

    The check digit is the last digit of the remainder, so remainders 10–12 of an ОГРНИП are lawful.
    """
    if not number.isascii() or not number.isdecimal():
        return "ОГРН состоит только из цифр."
    if len(number) not in (13, 15):
        return f"В ОГРН {_digits(len(number))}, нужно 13 (у предпринимателя — 15)."
    if len(number) == 15 and number[0] != "3":
        return "ОГРНИП начинается с цифры 3."
    if len(number) == 13 and number[0] not in "15":
        return "ОГРН начинается с цифры 1 или 5."
    if int(number[:-1]) % (len(number) - 2) % 10 != int(number[-1]):
        return "Контрольная цифра ОГРН не сходится: проверьте, нет ли опечатки."
    return _invented_error(number[1:3])


def kpp_error(number: str) -> str:
    """What is wrong with a КПП, or nothing. It has no check digit."""
    if len(number) != 9:
        return f"В КПП {len(number)} зн., нужно 9."
    if not number.isascii() or not KPP.fullmatch(number):
        return "КПП записывается так: 4 цифры, 2 цифры или заглавные латинские буквы, 3 цифры."
    return _invented_error(number[:2])


def check_requisites(legal_form: str, *, inn: str, kpp: str, ogrn: str) -> dict[str, str]:
    """Errors by field for an organisation of this legal form."""
    if legal_form in UNINCORPORATED:
        given = {"inn": inn, "kpp": kpp, "ogrn": ogrn}
        return {
            name: "У объединения без юридического лица этого номера нет: оставьте поле пустым."
            for name, value in given.items()
            if value
        }
    is_entrepreneur = legal_form == ENTREPRENEUR
    errors = {
        "inn": _inn_of(inn, is_entrepreneur),
        "kpp": _kpp_of(kpp, is_entrepreneur),
        "ogrn": _ogrn_of(ogrn, is_entrepreneur),
    }
    return {name: error for name, error in errors.items() if error}


def _inn_of(inn: str, is_entrepreneur: bool) -> str:
    if not inn:
        return "Укажите ИНН. Без него могут быть только ТОС и инициативная группа."
    if error := inn_error(inn):
        return error
    if is_entrepreneur and len(inn) != 12:
        return "У предпринимателя ИНН из 12 цифр."
    if not is_entrepreneur and len(inn) != 10:
        return "У организации ИНН из 10 цифр; 12 цифр — у предпринимателя."
    return ""


def _kpp_of(kpp: str, is_entrepreneur: bool) -> str:
    if is_entrepreneur:
        return "У предпринимателя КПП нет: оставьте поле пустым." if kpp else ""
    return kpp_error(kpp) if kpp else ""


def _ogrn_of(ogrn: str, is_entrepreneur: bool) -> str:
    if not ogrn:
        return ""
    if error := ogrn_error(ogrn):
        return error
    if is_entrepreneur and len(ogrn) != 15:
        return "У предпринимателя ОГРНИП из 15 цифр."
    if not is_entrepreneur and len(ogrn) != 13:
        return "У организации ОГРН из 13 цифр; 15 цифр — у предпринимателя."
    return ""


def normal_phone(number: str) -> str:
    """A Russian telephone number as it is kept, +73912000000; nothing when it is not one."""
    digits = re.sub(r"\D", "", number)
    if len(digits) == 11 and digits[0] in "78":
        digits = digits[1:]
    return f"+7{digits}" if len(digits) == 10 else ""
