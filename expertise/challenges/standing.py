"""Who is challenged in an expertise now: asked before somebody is invited, is accepted, or hands in a sheet."""

from datetime import date

from casework import workdays
from casework.appealing import is_appealed
from casework.door import Refused
from expertise.challenges.models import Challenge
from expertise.challenges.naming import is_organization, is_person
from expertise.expertises.models import Expertise
from expertise.panels.models import ExpertAssignment
from expertise.register.models import Expert
from expertise.register.ties import ties_of
from programme import ties

WAITS = "заявлен отвод, решения ещё нет"
UPHELD = "отвод удовлетворён"
HELD = (
    "Решается вопрос о вашем участии в этой экспертизе. Сдать лист можно после решения: "
    "введённое сохранено, сохраните черновик и вернитесь позже."
)


class Standing:
    """The challenges of one expertise that hold: read once, asked about every expert."""

    def __init__(self, expertise: Expertise) -> None:
        rows = expertise.challenges.exclude(status=Challenge.Status.REFUSED).prefetch_related("mentions")
        self.challenges = list(rows)
        self.today = workdays.local_date()
        self.since = ties.cutoff(expertise.regulation, self.today)

    def bar(self, expert: Expert) -> str:
        """Why the expert may not take part for now (Russian); empty if nothing is raised against them."""
        words = [self._bar_by(challenge, expert) for challenge in self.challenges]
        return next((word for word in words if word), "")

    def _bar_by(self, challenge: Challenge, expert: Expert) -> str:
        judged = {mention.expert_id: mention.is_meant for mention in challenge.mentions.all()}
        if challenge.status == Challenge.Status.SUBMITTED:
            is_barred = expert.pk in judged or means(challenge, expert, self.since, self.today)
            return WAITS if is_barred else ""
        is_barred = bool(judged[expert.pk]) if expert.pk in judged else means(challenge, expert, self.since, self.today)
        return UPHELD if is_barred else ""


def means(challenge: Challenge, expert: Expert, since: date, today: date) -> bool:
    """May the words of the challenge mean the expert: by name, or by a tie that has held at any time since a day?"""
    person = expert.person
    if challenge.named == Challenge.Named.MYSELF:
        return expert.person_id == challenge.raised_by_id
    if challenge.named == Challenge.Named.PERSON:
        return is_person(challenge.name, person.last_name, person.first_name, person.middle_name)
    homes = [tie.organization for tie in ties_of(expert) if tie.held_after(since, today)]
    return any(is_organization(challenge.name, (home.short_name, home.full_name), home.inn) for home in homes)


def held_back(assignment: ExpertAssignment) -> str:
    """Why the expert hands in no sheet for now (Russian): a challenge that may mean them waits for the decision of the
    coordinator, or of the appeals board. Empty if none does.
    """
    rows = Challenge.objects.filter(expertise=assignment.expertise_id, mentions__expert=assignment.expert_id)
    refused = rows.filter(status=Challenge.Status.REFUSED)
    return HELD if rows.open().exists() or any(is_appealed(row) for row in refused) else ""


def require_not_challenged(assignment: ExpertAssignment) -> None:
    """Nobody hands in a sheet while it is held back. Raises Refused."""
    if reason := held_back(assignment):
        raise Refused(reason)
