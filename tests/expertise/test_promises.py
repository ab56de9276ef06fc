"""The promises hold after a whole story, and each is able to notice that it is broken."""

import pytest
from django.db import connection

from expertise.invariants import INVARIANTS
from expertise.models import Expertise
from tests.dossiers import checked_outside
from tests.expertise.conclusions.test_conclude import TEXTS, met, scored, signed
from tests.expertise.conftest import City


def broken() -> list[str]:
    """Titles of promises that do not hold now."""
    found = []
    with connection.cursor() as cursor:
        for _, title, sql in INVARIANTS:
            cursor.execute(sql)
            if cursor.fetchall():
                found.append(title)
    return found


@pytest.fixture
def published(city: City) -> Expertise:
    """A published expertise."""
    expertise = scored(city, professional=(6, 8), public=(5, 8))
    met(city, expertise)
    city.do(expertise, "draft_conclusion", **TEXTS)
    city.do(expertise, "object", by=city.head, answer="agree")
    leading = Expertise.objects.get(pk=expertise.pk).leading
    city.do(expertise, "approve", by=leading.expert.person, verdict="approve")
    signed(expertise)
    return Expertise.objects.get(pk=expertise.pk)


def test_promises_hold_after_a_story(published: Expertise) -> None:
    assert published.status == "published"
    assert broken() == []
    code, lines = checked_outside(published.conclusion)
    assert (code, sum("пересчёт" in words for _, words in lines)) == (0, 1), lines


@pytest.mark.parametrize(
    ("harm", "title"),
    [
        ("UPDATE expertise_scoresheet SET total = total + 1 WHERE id = (SELECT min(id) FROM expertise_scoresheet)",
         "итог листа равен сумме произведений оценок на веса"),
        ("UPDATE expertise_expertise SET score = score - 0.01", "итоговый балл экспертизы равен пересчитанному из листов"),
        ("UPDATE expertise_expertise SET outcome = 'rework'", "вывод экспертизы следует из балла, порога, стоп-критериев и минимумов"),
        ("DELETE FROM expertise_criterionscore WHERE id = (SELECT min(id) FROM expertise_criterionscore)",
         "у сданного листа есть оценки по всем критериям его набора и только по ним"),
        ("UPDATE expertise_interestdeclaration SET is_tied = true",
         "никто не оценивает заявку, которую готовил или с которой соревнуется сам, и не сдаёт лист с заявленным конфликтом"),
        ("UPDATE expertise_interestdeclaration SET declared_at = now() + interval '9 years'", "материалы открыты только после декларации"),
        ("UPDATE viewflow_process SET finished = NULL", "у идущей экспертизы дело открыто, у завершённой — закрыто"),
        ("UPDATE expertise_expertassignment SET status = 'in_progress' WHERE id = (SELECT min(id) FROM expertise_expertassignment)",
         "у каждого сданного, возвращённого и принятого назначения есть неотозванный лист, у остальных листы лишь тогда, когда лист отозван"),
        ("UPDATE expertise_expertassignment SET taken_back = 1 WHERE id = (SELECT min(id) FROM expertise_expertassignment)",
         "у каждого сданного, возвращённого и принятого назначения есть неотозванный лист, у остальных листы лишь тогда, когда лист отозван"),
    ],
)  # fmt: skip
def test_each_promise_notices_its_own_harm(published: Expertise, harm: str, title: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(harm)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    assert title in broken()
