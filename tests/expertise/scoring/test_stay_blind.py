"""Who sees what: scores, grounds and names as canaries; nothing varies with how far the others have come."""

import re
from uuid import uuid4

from casework.queue import run_pending
from expertise.models import ExpertAssignment, Expertise, ScoreSheet
from tests.expertise.conclusions.test_conclude import TEXTS, met, signed
from tests.expertise.conftest import GROUND, City, fresh, make_person, sheet

CANARY = "канарейка"


def scored_by(city: City, expertise: Expertise, assignment: ExpertAssignment) -> None:
    """A sheet full of words to look for."""
    city.open_materials(assignment)
    fields = sheet(assignment, 6)
    fields = {
        name: f"{CANARY} {value}" if name.startswith(("ground", "conclusion")) else value
        for name, value in fields.items()
    }
    form = city.send(city.of(expertise, "score", assignment), assignment.expert.person, **fields)
    assert form.is_valid(), form.errors
    city.take(assignment)


def pages(client, person, urls: list[str]) -> str:
    """What a person gets at these addresses, as one text without what differs by itself."""
    client.logout()
    if person:
        client.force_login(fresh(person))
    text = "\n".join(f"{url} {(answer := client.get(url)).status_code} {answer.content.decode()}" for url in urls)
    return re.sub(r'(csrfmiddlewaretoken|_token)" value="[^"]+"|/deadlines/[^"]+\.ics', "", text)


def test_pages_of_outsiders_and_other_experts_do_not_change_while_sheets_come_in(city: City, client) -> None:
    city.register()
    expertise = city.request()
    group = city.gather(expertise)
    reader = group[0]
    city.open_materials(reader)
    urls = [expertise.get_absolute_url(), "/inbox/", "/notifications/", "/deadlines/", "/expert/"]
    watchers = {"applicant": city.head, "expert": reader.expert.person, "stranger": make_person(), "nobody": None}
    before = {name: pages(client, person, urls) for name, person in watchers.items()}
    for assignment in group[1:]:
        scored_by(city, expertise, assignment)
    after = {name: pages(client, person, urls) for name, person in watchers.items()}
    assert {name for name in watchers if before[name] != after[name]} == set()
    coordinator = pages(
        client,
        city.coordinator,
        [*urls, "/experts/", *(f"/tasks/{row.pk}/" for row in city.open(expertise, "accept_sheet"))],
    )
    everything = "".join([*after.values(), coordinator])
    assert CANARY not in everything and "60,00" not in after["applicant"].replace("Порог</dt><dd>60,00", "")
    hidden = [row.expert.person.last_name for row in group[1:]]
    for name in ("applicant", "stranger", "nobody", "expert"):
        assert not [one for one in hidden if re.search(rf"\b{one}\b", after[name])], name


def test_doors_open_in_the_order_of_the_regulation(city: City, client) -> None:
    city.register()
    expertise = city.request()
    group = city.gather(expertise)
    first, second, *others = group
    scored_by(city, expertise, first)

    def seen(person) -> int:
        return ScoreSheet.objects.visible_to(fresh(person)).count()

    stranger = make_person()
    readers = [first.expert.person, second.expert.person, city.coordinator, city.head, stranger]
    assert [seen(person) for person in readers] == [1, 0, 0, 0, 0]
    assert list(Expertise.objects.visible_to(stranger)) == []
    assert ExpertAssignment.objects.visible_to(fresh(city.head)).count() == 0
    for assignment in [second, *others]:
        scored_by(city, expertise, assignment)
    assert [seen(person) for person in readers] == [1, 1, 4, 0, 0]

    met(city, expertise)
    city.do(expertise, "draft_conclusion", **TEXTS)
    draft = pages(client, city.head, [city.open(expertise, "object")[0].get_absolute_url()])
    assert (
        "Эксперт № 1, оценка 6" in draft
        and f"{CANARY} {GROUND}"[:60] in draft
        and first.expert.person.last_name not in draft
    )
    city.do(expertise, "object", by=city.head, answer="agree")
    leading = Expertise.objects.get(pk=expertise.pk).leading
    city.do(expertise, "approve", by=leading.expert.person, verdict="approve")
    signed(expertise)
    assert [seen(person) for person in readers] == [4, 4, 4, 0, 0]
    public = pages(client, None, [expertise.get_absolute_url()])
    assert " 200 " in public and CANARY not in public and "60,00" in public
    names = [row.expert.person.get_full_name() for row in group]
    assert not [name for name in names if name in public]
    run_pending()


def test_another_experts_task_is_not_found(city: City, client) -> None:
    city.register()
    expertise = city.request()
    first, second, *_ = city.gather(expertise)
    city.open_materials(first)
    waiting = city.of(expertise, "score", first)
    for person in (second.expert.person, city.coordinator, city.head):
        client.force_login(fresh(person))
        assert client.get(waiting.get_absolute_url()).status_code == 404
        assert client.post(waiting.get_absolute_url(), sheet(first, 5) | {"_token": str(uuid4())}).status_code == 404
    assert ScoreSheet.objects.count() == 0
