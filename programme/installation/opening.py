"""The steps by which a city is opened, in the order they are asked, on the page and in the terminal."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from casework.installation import Installation
from documents import seal_key
from programme.installation import actions, forms, zones


@dataclass(frozen=True)
class Step:
    """A question of the opening: what is asked, what it is for, what is done with the answers, and whether it is answered."""

    slug: str
    title: str
    about: str
    form: type[forms.AskForm]
    action: Callable[..., Any]
    is_done: Callable[[Installation], bool]
    stays: bool = False  # the page has more to offer once this is answered


STEPS = [
    Step(
        "names", "Город и орган", "Эти имена стоят на страницах, в письмах и в реквизитах документов.",
        forms.NamesForm, actions.settle, lambda row: bool(row.organisation_name),
    ),
    Step(
        "zone", "Часовой пояс", "По этим часам считаются сроки. Когда пояс выбран, программа перезапускается сама за несколько секунд.",
        forms.ZoneForm, actions.choose_time_zone, lambda row: zones.is_chosen(),
    ),
    Step(
        "contacts", "Контакты", "Куда жители и организации пишут, звонят и приходят.",
        forms.ContactsForm, actions.settle, lambda row: bool(row.contact_email),
    ),
    Step(
        "letters", "Почта", "От чьего имени приходят приглашения, уведомления и сроки.",
        forms.SenderForm, actions.settle, lambda row: bool(row.sender_email), stays=True,
    ),
    Step(
        "seal", "Ключ печати", "Им система опечатывает каждый документ PDF; подписи людей он не заменяет. Ключ выбирают до первого документа.",
        forms.SealForm, actions.bring_seal_key, lambda row: seal_key.present() is not None,
    ),
    Step(
        "administrator", "Первый администратор",
        "Ему придёт ссылка: пароль и второй фактор он задаст сам. Этим шагом город открывается, а адрес этой страницы перестаёт действовать.",
        forms.AdministratorForm, actions.invite_administrator, lambda row: False,
    ),
]  # fmt: skip
BY_SLUG = {step.slug: step for step in STEPS}
LAST = STEPS[-1].slug


def progress() -> list[tuple[Step, bool]]:
    """The steps, and which of them are answered."""
    row = actions.stored()
    return [(step, step.is_done(row)) for step in STEPS]


def following(slug: str) -> str:
    """The step after this one; the last is followed by itself."""
    slugs = [*BY_SLUG, LAST]
    return slugs[slugs.index(slug) + 1]
