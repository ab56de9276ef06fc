"""Numbers by the formulas of domain 6.6."""

import pytest
from django.core.exceptions import ValidationError

from programme.models import Organization
from programme.organizations import identifiers

GOOD_INN = ["0024000017", "0024000024", "002400000908", "7707083893", "500100732259", "002400090147"]
GOOD_OGRN = ["1002400000019", "1002400000118", "300240000000039", "1027700132195"]
# Remainders 10, 11 and 12 modulo 13: only the last digit of the remainder is the check digit.
OGRNIP_BIG_REMAINDERS = ["326246800000000", "326246800000011", "326246800000022"]


@pytest.mark.parametrize("number", GOOD_INN)
def test_good_inn(number: str) -> None:
    assert identifiers.inn_error(number) == ""


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("770708389", "В ИНН 9 цифр, нужно 10 или 12."),
        ("7", "В ИНН 1 цифра, нужно 10 или 12."),
        ("77", "В ИНН 2 цифры, нужно 10 или 12."),
        ("77070838931", "В ИНН 11 цифр, нужно 10 или 12."),
        ("7707083894", "Контрольная цифра ИНН не сходится"),
        ("500100732258", "Контрольная цифра ИНН не сходится"),
        ("500100732269", "Контрольная цифра ИНН не сходится"),
        ("0000000000", "одних нулей"),
        ("000000000000", "одних нулей"),
        ("77O7083893", "только из цифр"),
        ("٧٧٠٧٠٨٣٨٩٣", "только из цифр"),
    ],
)
def test_bad_inn(number: str, words: str) -> None:
    assert words in identifiers.inn_error(number)


@pytest.mark.parametrize("number", GOOD_OGRN + OGRNIP_BIG_REMAINDERS)
def test_good_ogrn(number: str) -> None:
    assert identifiers.ogrn_error(number) == ""


def test_big_remainders_are_what_they_are_called() -> None:
    assert [int(number[:-1]) % 13 for number in OGRNIP_BIG_REMAINDERS] == [10, 11, 12]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("1027700132196", "не сходится"),
        ("326246800000001", "не сходится"),
        ("126246800000000", "начинается с цифры 3"),
        ("2027700132195", "начинается с цифры 1 или 5"),
        ("10277001321", "В ОГРН 11 цифр"),
        ("102770013219X", "только из цифр"),
    ],
)
def test_bad_ogrn(number: str, words: str) -> None:
    assert words in identifiers.ogrn_error(number)


@pytest.mark.parametrize(
    ("number", "is_good"),
    [("246601001", True), ("2466AB001", True), ("2466ab001", False), ("24660100", False), ("2466АВ001", False)],
)
def test_kpp(number: str, is_good: bool) -> None:
    assert (identifiers.kpp_error(number) == "") is is_good


@pytest.mark.parametrize(
    "check",
    [
        lambda: identifiers.inn_error("0024000017"),
        lambda: identifiers.ogrn_error("1002400000019"),
        lambda: identifiers.kpp_error("002401001"),
    ],
)
def test_invented_numbers_belong_to_the_demo(settings, check) -> None:
    settings.TESTING = settings.DEMO = False
    assert "не выдают" in check()
    settings.DEMO = True
    assert check() == ""


@pytest.mark.parametrize(
    ("form", "numbers", "fields"),
    [
        ("ТОС", {}, set()),
        ("инициативная группа", {}, set()),
        ("ТОС", {"inn": "7707083893"}, {"inn"}),
        ("ООО", {}, {"inn"}),
        ("ООО", {"inn": "7707083893", "kpp": "246601001", "ogrn": "1027700132195"}, set()),
        ("ООО", {"inn": "500100732259"}, {"inn"}),
        ("ООО", {"inn": "7707083893", "ogrn": "326246800000000"}, {"ogrn"}),
        ("ИП", {"inn": "500100732259", "ogrn": "326246800000000"}, set()),
        ("ИП", {"inn": "7707083893"}, {"inn"}),
        ("ИП", {"inn": "500100732259", "kpp": "246601001"}, {"kpp"}),
        ("ИП", {"inn": "500100732259", "ogrn": "1027700132195"}, {"ogrn"}),
    ],
)
def test_requisites_of_a_form(form: str, numbers: dict[str, str], fields: set[str]) -> None:
    given = {"inn": "", "kpp": "", "ogrn": ""} | numbers
    assert set(identifiers.check_requisites(form, **given)) == fields


@pytest.mark.django_db  # legal forms are a list of the city
def test_the_model_says_the_same() -> None:
    with pytest.raises(ValidationError) as caught:
        Organization(legal_form="МКУ", sector="business", inn="770708389").clean()
    assert set(caught.value.message_dict) == {"inn", "sector"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("+7 (391) 200-00-01", "+73912000001"),
        ("8 391 2000001", "+73912000001"),
        ("9131234567", "+79131234567"),
        ("12345", ""),
        ("", ""),
    ],
)
def test_phone(typed: str, kept: str) -> None:
    assert identifiers.normal_phone(typed) == kept
