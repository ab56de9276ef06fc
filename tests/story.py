"""Words for telling stories: people, organisations, and answering what one is asked, through the real door."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from casework import door
from casework.models import Waiting
from casework.queue import run_pending
from documents.agreement import actions as agreement
from documents.agreement import texts
from documents.signatures.identity import missing_identity
from events.models import Venue
from negotiations.models import NegotiationPlatform, Proposal
from negotiations.proposals.flow import ProposalFlow
from programme.appointments import actions as appointments
from programme.consents import actions as consents
from programme.identity import actions as identity
from programme.models import Consent, Level, Organization, Person
from programme.people import actions as people
from tests.belonging import belong
from tests.mistakes import answered

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NUMBERS = count(1)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?')
LONG = (
    "Проект меняет жизнь двора: жители вместе с соседями и школой делают то, о чём договорились, и проверяют результат. "
    * 2
)


def make_person(*roles: str, last_name: str = "Иванова", **fields: Any) -> Person:
    """Somebody with a confirmed e-mail, consent and roles."""
    n = next(NUMBERS)
    person = people.enroll(
        email=f"person{n}@example.org",
        last_name=last_name,
        first_name="Анна",
        middle_name="Петровна",
        **fields,
    )
    for role in roles:
        appointments.appoint(person, role=role, ground="распоряжение")
    consents.give_consent(by=person, purpose=Consent.Purpose.PARTICIPATION)
    return person


def make_citizen(**fields: Any) -> Person:
    """Somebody whose telephone is confirmed."""
    return answer_code(make_person(**fields))


def answer_code(person: Person) -> Person:
    """The person has answered the code sent to a number of their own."""
    identity.confirm_telephone(person, number_key=identity.key_of(f"+7913{person.pk:07d}"), number_tail="0000")
    return person


def show_document(person: Person) -> Person:
    """The office has seen the person's document."""
    if person.level != Level.DOCUMENT:
        if not Consent.is_given(person, Consent.Purpose.PARTICIPATION):
            consents.give_consent(by=person, purpose=Consent.Purpose.PARTICIPATION)
        identity.see_document(person, by=make_person("clerk", last_name="Столова"), document="passport")
    return person


def join_agreement(person: Person) -> None:
    """The person has accepted the agreement on the simple electronic signature; whom no office knows has shown a document before."""
    if missing_identity(person):
        show_document(person)
    agreement.join_agreement(by=person, seen_hash=texts.text().sha256, authenticated_at=timezone.now())


def make_organization(name: str = "ТОС «Утёс»", **fields: Any) -> Organization:
    """An organisation; without ИНН unless given."""
    facts = {
        "full_name": name,
        "short_name": name,
        "sector": "community",
        "legal_form": "ТОС",
        "address": "г. Красноярск",
    }
    return Organization.objects.create(**{**facts, **fields})


def make_member(organization: Organization, role: str = "head", **fields: Any) -> Person:
    """A confirmed representative: the head signs, the staff only works."""
    person = make_person(last_name="Утёсова", **fields)
    belong(person, organization, role, position="председатель", ground="решение собрания", valid_from=date(2024, 1, 1))
    return person


def make_platform(operator: Organization, **fields: Any) -> NegotiationPlatform:
    """A platform whose window of intake is open for a month."""
    today = timezone.localdate()
    window = {"accepts_from": today - timedelta(days=10), "accepts_until": today + timedelta(days=30)}
    facts = {"title": "Добрососедство", "kind": "thematic", "description": "О дворах и соседях", "operator": operator}
    return NegotiationPlatform.objects.create(**{**facts, **window, **fields})


def make_venue(platform: NegotiationPlatform, title: str = "Зал", capacity: int = 20) -> Venue:
    """A room where the rounds of a platform are held."""
    venue = Venue.objects.create(title=title, address="пр. Мира, 1", capacity=capacity)
    platform.venues.add(venue)
    return venue


def application(title: str = "Двор без ступеней", **changes: Any) -> dict[str, Any]:
    """A complete application, as a browser would post it."""
    data = {
        "title": title,
        **dict.fromkeys(("summary", "problem", "goal", "objectives", "plan", "results", "team"), LONG),
        "cluster": "NKD",
        "direction": "LIFE",
        "level": "sectoral",
        "area": "social",
        "districts": ["sver"],
        "budget_total": "3150000",
        "budget-TOTAL_FORMS": "6",
        "budget-INITIAL_FORMS": "0",
        "budget-0-article": "Пандусы и поручни",
        "budget-0-source": "city",
        "budget-0-amount": "1650000",
        "budget-1-article": "Труд жителей",
        "budget-1-source": "own",
        "budget-1-amount": "320000",
        "budget-2-article": "Работы подрядчика",
        "budget-2-source": "partner",
        "budget-2-amount": "1180000",
    }
    return {**data, **changes}


def post(data: dict[str, Any]) -> QueryDict:
    """A dictionary as posted fields."""
    query = QueryDict(mutable=True)
    for name, value in data.items():
        query.setlist(name, value if isinstance(value, list) else [str(value)])
    return query


def begin(
    person: Person, organization: Organization, platform: NegotiationPlatform, title: str = "Двор без ступеней"
) -> Proposal:
    """PP-01 through the door."""
    data = post({"organization": organization.pk, "platform": platform.pk, "title": title})
    form = ProposalFlow.create.form(data, by=person)
    assert form.is_valid(), form.errors
    return door.start_case(ProposalFlow.create, by=person, form=form, token=None)


class NotAsked(AssertionError):
    """The step a story looks for does not wait; the message says what does."""


def waiting_of(person: Person, process: Any, node: str) -> Waiting:
    """The open question of that name to the person in the case. Raises NotAsked."""
    person.forget_capacities()
    return step(process, node, of=person)


def step(process: Any, node: str = "", of: Person | None = None) -> Waiting:
    """The oldest open step of that name in a case, or its only one; of a person if told. Raises NotAsked."""
    rows = list(Waiting.objects.open().filter(process_id=process.pk).select_related("task").order_by("pk"))
    mine = set(Waiting.objects.open().of(of).values_list("pk", flat=True)) if of else {row.pk for row in rows}
    found = [row for row in rows if row.pk in mine and node in ("", row.task.flow_task.name)]
    if not found or (len(found) > 1 and not node):
        raise NotAsked(f"{of or 'nobody'} is not asked «{node or 'the only step'}»; {in_words(rows)}")
    return found[0]


def in_words(rows: Iterable[Waiting]) -> str:
    """Open steps in words, for whoever reads why a test has failed."""
    steps = [f"{row.task.flow_task.name} → {row.addressee or row.fact} by {row.due_at}" for row in rows]
    return f"it is {timezone.localtime():%Y-%m-%d %H:%M} and open are: {', '.join(steps) or 'none'}"


def answer(person: Person, process: Any, node: str, *, refused: bool = False, **data: Any) -> Any:
    """Answer a question; fails with the form's errors unless `refused` is what is expected. Returns the form."""
    waiting = waiting_of(person, process, node)
    form = door.act_on_task(
        waiting.pk,
        by=person,
        token=None,
        form_of=lambda node, subject: answered(node.form(post(data), None, subject=subject, by=person)),
    )
    assert form.is_valid() != refused, form.errors
    return form


def press(person: Person | None, address: str, /, *, status: int = 302, **data: Any) -> str:
    """Open the form at an address, in a browser of the person's own, fill it in and send it; what is read on the page then.

    Fails with the form's errors where the answer is another than `status`: a redirect when the act is done, 422 when it is refused.
    """
    browser = Client()
    if person:
        browser.force_login(person, BACKEND)
    hidden = HIDDEN.findall(browser.get(address).content.decode())
    response = browser.post(address, {**dict(hidden), **data})
    errors = getattr((response.context or {}).get("form"), "errors", "") if response.status_code != 302 else ""
    assert response.status_code == status, f"{response.status_code} at {address} {errors}"
    run_pending()
    shown = browser.get(response.url) if status == 302 else response
    return shown.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def skip_negotiations(secretary: Person, proposal: Proposal) -> None:
    """The secretariat proposes to the chair to do without negotiations (PP-12): a sectoral proposal only."""
    answer(secretary, proposal.case, "route", way="expertise", reasons="Вклады третьих лиц не нужны.")


def status_of(client: Client, address: str) -> int:
    """The status of an answer, read to its end: the test client would leave the file of a download open."""
    answer = client.get(address)
    if answer.streaming:
        list(answer.streaming_content)
    return answer.status_code


def settle() -> None:
    """Let the queue do what it has to do."""
    run_pending()
