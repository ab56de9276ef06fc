"""What must always hold of contests, votes and Marks."""

from datetime import date
from typing import Any

from django.db.models import Count, Q

from casework import workdays
from programme.models import Level
from quality_mark.marks.models import QualityMark
from quality_mark.months import later

_LADDER = ", ".join(f"('{level.value}', {level.rank})" for level in Level)
_ENDED = "('expired', 'revoked', 'annulled', 'declined_by_holder')"

INVARIANTS = [
    (
        "K-2",
        "в действующем виде конкурсов сумма весов каждого набора критериев равна десяти",
        """SELECT k.id FROM quality_mark_contestkind k CROSS JOIN jsonb_array_elements_text(k.data -> 'sets') code
           WHERE k.status = 'in_force' AND NOT EXISTS (
               SELECT 1 FROM programme_criteriaset s JOIN programme_criterion c ON c.set_id = s.id WHERE s.code = code.value
               GROUP BY s.id HAVING sum(c.weight) = 10)""",
    ),
    (
        "K-3",
        "занятых мест не больше, чем их в конкурсе, и на одном месте — один",
        """SELECT e.contest_id FROM quality_mark_placement p JOIN quality_mark_contestapplication e ON e.id = p.entry_id
           WHERE p.status IN ('granted', 'active') GROUP BY e.contest_id
           HAVING count(*) <> count(DISTINCT p.place_no)
               OR count(*) > (SELECT sum(n.quota) FROM quality_mark_nomination n WHERE n.contest_id = e.contest_id)""",
    ),
    (
        "K-3",
        "место — у того, чей балл не ниже порога уровня, который его даёт",
        """SELECT p.id FROM quality_mark_placement p JOIN quality_mark_contestapplication e ON e.id = p.entry_id
           JOIN quality_mark_contest c ON c.id = e.contest_id JOIN quality_mark_contestkind k ON k.id = c.kind_id
           WHERE p.level <> k.data #>> '{levels,0,code}' OR e.score < (k.data #>> '{levels,0,threshold}')::numeric""",
    ),
    (
        "K-4",
        "участник конкурса — того рода, который назван в его виде, а группа — в номинации, открытой для групп",
        """SELECT e.id FROM quality_mark_contestapplication e JOIN quality_mark_nomination n ON n.id = e.nomination_id
           JOIN quality_mark_contest c ON c.id = e.contest_id JOIN quality_mark_contestkind k ON k.id = c.kind_id
           LEFT JOIN programme_organization o ON o.id = e.organization_id
           WHERE EXISTS (SELECT 1 FROM quality_mark_entryversion v WHERE v.entry_id = e.id) AND NOT CASE
               WHEN e.team <> '' THEN k.data -> 'entrants' ? 'team'
               WHEN o.id IS NULL THEN k.data -> 'entrants' ? 'person'
               WHEN o.legal_form IN ('ТОС', 'инициативная группа') THEN n.for_groups OR k.data -> 'entrants' ? 'team'
               ELSE k.data -> 'entrants' ? 'organization' END""",
    ),
    (
        "K-6",
        "о человеке, который не принял места, и о том, кто его не получил, нет открытых бумаг конкурса, где участники не видны",
        """SELECT d.id FROM quality_mark_diploma d JOIN quality_mark_contestapplication e ON e.id = d.entry_id
           JOIN quality_mark_contest c ON c.id = e.contest_id JOIN quality_mark_contestkind k ON k.id = c.kind_id
           JOIN documents_document p ON p.id = d.document_id
           WHERE (k.data ->> 'hides_entrants')::boolean AND p.is_public""",
    ),
    (
        "K-5",
        "Знак присвоен только в конкурсе того вида, который даёт Знак",
        """SELECT m.id FROM quality_mark_qualitymark m JOIN quality_mark_contestapplication e ON e.id = m.entry_id
           JOIN quality_mark_contest c ON c.id = e.contest_id JOIN quality_mark_contestkind k ON k.id = c.kind_id
           WHERE k.data #>> '{levels,0,gives}' IS DISTINCT FROM 'mark'""",
    ),
    (
        "QM-1",
        "Знак, который присвоен не понапрасну, стоит на решении в силе, имеет срок, номер и своё свидетельство",
        """SELECT m.id FROM quality_mark_qualitymark m JOIN committee_decision d ON d.id = m.decision_id
           LEFT JOIN documents_document c ON c.id = m.certificate_id
           WHERE m.status IN ('active', 'expiring', 'renewal', 'suspended')
               AND (d.status NOT IN ('in_force', 'published', 'executed') OR m.number = '' OR c.number IS DISTINCT FROM m.number
                    OR m.valid_from IS NULL)""",
    ),
    (
        "QM-10",
        "балл конкурсной заявки — итог её экспертизы",
        """SELECT e.id FROM quality_mark_contestapplication e JOIN expertise_expertise x ON x.id = e.expertise_id
           WHERE e.score IS NOT NULL AND e.score IS DISTINCT FROM x.score""",
    ),
    (
        "QM-2",
        "свидетельство аннулированного или сданного Знака аннулировано",
        """SELECT m.id FROM quality_mark_qualitymark m JOIN documents_document c ON c.id = m.certificate_id
           WHERE m.status IN ('revoked', 'declined_by_holder') AND c.status <> 'annulled'""",
    ),
    (
        "QM-3",
        "каждый голос горожанина подан в окне голосования, за заявку своей номинации",
        """SELECT v.id FROM quality_mark_publicvote v JOIN quality_mark_nomination n ON n.id = v.nomination_id
           JOIN quality_mark_contestapplication e ON e.id = v.entry_id
           LEFT JOIN quality_mark_voting g ON g.contest_id = n.contest_id
           WHERE e.nomination_id <> v.nomination_id OR g.id IS NULL OR v.at < g.opened_at OR v.at > coalesce(g.closed_at, v.at)""",
    ),
    (
        "QM-4",
        "три подтверждённые жалобы не остаются без проверки",
        f"""SELECT m.id FROM quality_mark_qualitymark m JOIN quality_mark_markcomplaint c ON c.mark_id = m.id
            WHERE m.status NOT IN {_ENDED} AND c.status = 'confirmed' AND c.review_id IS NULL
                AND NOT EXISTS (SELECT 1 FROM quality_mark_markreview r WHERE r.mark_id = m.id AND r.outcome = '')
            GROUP BY m.id HAVING count(*) >= 3""",  # noqa: S608 - fixed text
    ),
    (
        "QM-5",
        "дело о живом Знаке ждёт ровно одного",
        f"""SELECT m.id FROM quality_mark_qualitymark m JOIN quality_mark_markcase p ON p.mark_id = m.id
            LEFT JOIN viewflow_task t ON t.process_id = p.process_ptr_id AND t.finished IS NULL
            WHERE m.status NOT IN {_ENDED} GROUP BY m.id HAVING count(t.id) <> 1""",  # noqa: S608
    ),
    (
        "QM-7",
        "приз горожан — у заявки, за которую учтено больше всего голосов её номинации",
        """WITH counted AS (
               SELECT v.entry_id, v.nomination_id, count(*) AS votes FROM quality_mark_publicvote v
               LEFT JOIN quality_mark_voteexclusion x ON x.vote_id = v.id WHERE x.id IS NULL GROUP BY 1, 2)
           SELECT d.id FROM quality_mark_diploma d LEFT JOIN counted c ON c.entry_id = d.entry_id
           WHERE d.degree = 'citizens' AND d.votes IS DISTINCT FROM c.votes""",
    ),
    (
        "A5",
        "апелляция не задевает чужого: у кого Знак или диплом, у того и тот же итог, пока он сам его не обжаловал",
        """SELECT d.id FROM quality_mark_diploma d JOIN quality_mark_contestapplication e ON e.id = d.entry_id
           WHERE d.degree <> 'citizens' AND e.status <> d.degree AND NOT (d.degree = 'laureate' AND EXISTS (  -- whoever followed in the line
               SELECT 1 FROM quality_mark_placement p WHERE p.entry_id = e.id AND p.starts_on IS NOT NULL)) AND NOT EXISTS (
               SELECT 1 FROM journal_entry j WHERE j.subject = 'quality_mark.contestapplication:' || e.id AND j.verb = 'set_award_aside')
           UNION SELECT m.id FROM quality_mark_qualitymark m JOIN quality_mark_contestapplication e ON e.id = m.entry_id
           WHERE e.status <> 'laureate'""",
    ),
    (
        "QM-11",
        "каждый голос горожанина подан с уровнем личности не ниже того, что назначил регламент конкурса",
        f"""WITH ladder (level, rank) AS (VALUES {_LADDER})
            SELECT v.id FROM quality_mark_publicvote v JOIN quality_mark_nomination n ON n.id = v.nomination_id
            JOIN quality_mark_contestcase c ON c.contest_id = n.contest_id
            JOIN programme_regulation r ON r.id = c.regulation_id
            LEFT JOIN ladder had ON had.level = v.level
            LEFT JOIN ladder asked ON asked.level = r.data #>> '{{identity,levels,citizens_vote}}'
            WHERE had.rank IS NULL OR asked.rank IS NULL OR had.rank < asked.rank""",  # noqa: S608 - written from our own table
    ),
    (
        "QM-12",
        "голосовавший подтвердил личность тем, что записано при голосе, не позже голоса",
        """SELECT v.id FROM quality_mark_publicvote v WHERE NOT EXISTS (
               SELECT 1 FROM programme_confirmation c WHERE c.person_id = v.person_id AND c.kind = v.level
               AND c.at <= v.at AND (c.ended_at IS NULL OR c.ended_at >= v.at))""",
    ),
]


def wrongly_standing() -> list[str]:
    """Marks whose shown validity contradicts the decision, the dates or the suspension (2.3, item 9)."""
    today, wrong = workdays.local_date(), []
    for mark in QualityMark.objects.select_related("decision").iterator(chunk_size=200):
        decided = mark.decision.status in ("in_force", "published")
        dated = bool(mark.valid_from and mark.last_day and mark.valid_from <= today <= mark.last_day)
        free = mark.status not in ("pending_act", "suspended", *QualityMark.ENDED)
        if (mark.standing[0] == "действует") != (decided and dated and free):
            wrong.append(str(mark.pk))
    return wrong


def wrongly_dated() -> list[str]:
    """Marks whose last day does not follow from the first one and the renewals by the regulation (3.3, 8.7)."""
    marks = QualityMark.objects.exclude(valid_from=None).select_related("entry__contest").order_by("pk")
    renewed = Count("renewals", filter=Q(renewals__outcome="renewed"))
    return [
        str(mark.pk)
        for mark in marks.annotate(times=renewed).iterator(chunk_size=200)
        if mark.valid_to != _last_day(mark)
    ]


def _last_day(mark: Any) -> date:
    """The first day, and as many terms as the Mark was given."""
    months, day = int(mark.entry.contest.regulation.value("mark.validity_months")), mark.valid_from
    for _ in range(1 + mark.times):
        day = later(day, months)
    return day


CHECKS = [
    ("QM-8", "Знак «действует», только если решение в силе, срок идёт и он не приостановлен", wrongly_standing),
    ("QM-9", "срок Знака — столько, сколько назначает регламент, от дня вступления в силу", wrongly_dated),
]
