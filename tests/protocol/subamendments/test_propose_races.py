"""Other words are proposed at the very moment the amendment is put to the group, on real connections."""

import pytest

from committee.models import AgendaItem
from tests.committee.voting.test_vote_races import together
from tests.protocol.conftest import again
from tests.protocol.subamendments.test_propose import propose

pytestmark = pytest.mark.django_db(transaction=True)


def test_words_come_before_the_group_is_asked_or_are_refused(desk):
    edition = desk.published()
    amendment = desk.amend(edition, 2, "в срок", "за пять дней")
    desk.admit(amendment)
    desk.discussed(edition)
    members = [seat.person for seat in desk.group.voters][:4]

    def proposing(n, member):
        return lambda: propose(amendment, member, f"за {n + 6} дней", "group")[0]

    jobs = [proposing(n, member) for n, member in enumerate(members)]
    jobs.insert(2, lambda: desk.put(amendment).status)
    results = together(jobs)
    assert sorted(set(map(str, results)) | {"302", "422"}) == ["302", "422", "discussing"]
    proposed = [f"sub:{row.number}" for row in amendment.subamendments.all()]
    item = AgendaItem.objects.get(pk=again(amendment).item_id)
    assert [row["code"] for row in item.resolutions] == ["accept", *proposed, "decline", "conciliate"]
    assert results.count(302) == len(proposed)
