"""The computed indicators once more, by one query each and by nobody's code: what the first count must agree with (programme 8.6, row 54)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import connection

from casework import workdays
from monitoring.counts import asking
from monitoring.indicators import periods
from monitoring.indicators.models import Indicator
from monitoring.indicators.periods import Period

LONGEST = 120  # calendar days around a period within which every term ends

# `%(since)s`, `%(until)s`: the period; `%(days)s`: working days around it; `%(today)s`. Every query gives one number or nothing.
MESSAGES = """
    SELECT m.author_id, (m.checked_at AT TIME ZONE %(zone)s)::date AS shown, (a.at AT TIME ZONE %(zone)s)::date AS answered,
           (g.data #>> '{deadlines,message.answer,days}')::int AS days
    FROM consultations_message m LEFT JOIN consultations_answer a ON a.message_id = m.id
    JOIN consultations_messagecase c ON c.message_id = m.id JOIN programme_regulation g ON g.id = c.regulation_id
    WHERE m.status IN ('shown', 'answered') AND m.kind IN ('question', 'proposal', 'review', 'statement') AND m.checked_at IS NOT NULL"""
NTH = "(SELECT d FROM unnest(%(days)s::date[]) d WHERE d > {start} ORDER BY d OFFSET {days} - 1 LIMIT 1)"
HOLDING = "FROM library_card c JOIN library_cardkind k ON k.id = c.kind_id"
AT_THE_END = """c.status IN ('in_force', 'superseded', 'repealed')
              AND (c.in_force_at AT TIME ZONE %(zone)s)::date <= %(until)s
              AND (c.ended_at IS NULL OR (c.ended_at AT TIME ZONE %(zone)s)::date > %(until)s)"""
QUERIES = {
    "OPEN1": f"""
        WITH said AS ({MESSAGES}), due AS (SELECT *, {NTH.format(start="shown", days="days")} AS last FROM said)
        SELECT round(100.0 * count(*) FILTER (WHERE answered <= last) / nullif(count(*), 0), 1) FROM due
        WHERE last BETWEEN %(since)s AND %(until)s AND (answered IS NOT NULL OR last < %(today)s)""",  # noqa: S608 - of our own words
    "OPEN2": f"""
        WITH said AS ({MESSAGES}), taken AS (
            SELECT (SELECT count(*) FROM unnest(%(days)s::date[]) d WHERE d > shown AND d <= answered) AS n
            FROM said WHERE answered BETWEEN %(since)s AND %(until)s)
        SELECT round((percentile_cont(0.5) WITHIN GROUP (ORDER BY n))::numeric, 1) FROM taken""",  # noqa: S608 - of our own words
    "GOOD1": """
        SELECT CASE WHEN count(*) >= 5 THEN round(100.0 * count(*) FILTER (WHERE tone = 'good') / count(*), 1) END
        FROM consultations_message WHERE status IN ('shown', 'answered') AND kind = 'statement' AND repeats_id IS NULL
          AND (at AT TIME ZONE %(zone)s)::date BETWEEN %(since)s AND %(until)s""",
    "OPEN3": f"""
        WITH made AS (
            SELECT d.published_at, (d.in_force_at AT TIME ZONE %(zone)s)::date AS begun,
                   (g.data #>> '{{deadlines,committee.publication,days}}')::int AS days
            FROM committee_decision d JOIN committee_agendaline l ON l.id = d.line_id JOIN committee_meeting m ON m.id = l.meeting_id
            JOIN programme_regulation g ON g.id = m.regulation_id
            WHERE d.in_force_at IS NOT NULL AND NOT (d.status = 'revoked' AND d.published_at IS NULL)),
        due AS (SELECT (published_at AT TIME ZONE %(zone)s)::date AS out, {NTH.format(start="begun", days="days")} AS last FROM made)
        SELECT round(100.0 * count(*) FILTER (WHERE out <= last) / nullif(count(*), 0), 1) FROM due
        WHERE last BETWEEN %(since)s AND %(until)s AND (out IS NOT NULL OR last < %(today)s)""",  # noqa: S608 - of our own words
    "INV1": """
        SELECT count(*) FROM (
            SELECT author_id FROM consultations_message
             WHERE status IN ('shown', 'answered') AND (at AT TIME ZONE %(zone)s)::date BETWEEN %(since)s AND %(until)s
            UNION SELECT person_id FROM execution_confirmation WHERE (at AT TIME ZONE %(zone)s)::date BETWEEN %(since)s AND %(until)s
            UNION SELECT r.person_id FROM events_registration r JOIN events_event e ON e.id = r.event_id
             WHERE r.status = 'attended' AND (e.starts_at AT TIME ZONE %(zone)s)::date BETWEEN %(since)s AND %(until)s
            UNION SELECT v.person_id FROM quality_mark_publicvote v JOIN quality_mark_nomination n ON n.id = v.nomination_id
             JOIN quality_mark_voting w ON w.contest_id = n.contest_id AND w.reviewed_at IS NOT NULL
             WHERE NOT EXISTS (SELECT FROM quality_mark_voteexclusion x WHERE x.vote_id = v.id)
               AND (v.at AT TIME ZONE %(zone)s)::date BETWEEN %(since)s AND %(until)s
            UNION SELECT q.person_id FROM documents_signature s JOIN documents_signaturerequest q ON q.id = s.request_id
             JOIN negotiations_contributionagreement a ON a.document_id = q.document_id AND a.outcome = 'in_force'
             WHERE (s.signed_at AT TIME ZONE %(zone)s)::date BETWEEN %(since)s AND %(until)s) people""",
    "EXE1": """
        WITH days AS (SELECT least(%(until)s::date, %(today)s::date) AS day),
        mine AS (
            SELECT m.id, u.id AS undertaking FROM execution_measure m JOIN execution_undertaking u ON u.id = m.undertaking_id
            JOIN execution_programmeedition e ON e.id = m.edition_id, days
            WHERE e.status = 'in_force' AND (e.in_force_at AT TIME ZONE %(zone)s)::date <= day
              AND (u.created_at AT TIME ZONE %(zone)s)::date <= day),
        late AS (
            SELECT DISTINCT m.id FROM mine m JOIN execution_undertaking u ON m.undertaking IN (u.id, u.parent_id) CROSS JOIN days
            WHERE u.due_on < day AND (u.created_at AT TIME ZONE %(zone)s)::date <= day AND coalesce((
                SELECT j.after FROM journal_entry j WHERE j.subject = 'execution.undertaking:' || u.id AND j.after <> ''
                  AND (j.at AT TIME ZONE %(zone)s)::date <= day ORDER BY j.id DESC LIMIT 1), '')
                NOT IN ('done', 'partly', 'failed', 'dropped', 'reported', 'suspended'))
        SELECT round(100.0 * ((SELECT count(*) FROM mine) - (SELECT count(*) FROM late)) / nullif((SELECT count(*) FROM mine), 0), 1)""",
    "CON1": """
        SELECT round(100.0 * count(*) FILTER (WHERE status = 'delivered')
                     / nullif(count(*) FILTER (WHERE status = 'delivered' OR due < %(today)s), 0), 1)
        FROM negotiations_contribution WHERE due BETWEEN %(since)s AND %(until)s AND status IN (
            'committed', 'in_delivery', 'partially_delivered', 'delivered', 'overdue', 'disputed', 'written_off')""",
    "EXP1": """
        WITH sheets AS (
            SELECT DISTINCT ON (a.id) s.id, a.expertise_id FROM expertise_scoresheet s
            JOIN expertise_expertassignment a ON a.id = s.assignment_id AND a.status = 'final'
            JOIN expertise_expertise e ON e.id = a.expertise_id AND e.kind = 'full' AND e.status IN ('published', 'appealed')
            WHERE (e.published_at AT TIME ZONE %(zone)s)::date BETWEEN %(since)s AND %(until)s ORDER BY a.id, s.edition DESC),
        apart AS (
            SELECT s.expertise_id, max(c.value) - min(c.value) AS n FROM sheets s JOIN expertise_criterionscore c ON c.sheet_id = s.id
            GROUP BY s.expertise_id, c.criterion_id HAVING count(*) > 1),
        each AS (SELECT 1 - avg(n) / 10 AS agreement FROM apart GROUP BY expertise_id)
        SELECT round(avg(agreement), 2) FROM each""",
    "TERM1": f"""SELECT count(*) {HOLDING} WHERE k.code = 'term' AND {AT_THE_END}""",
    "ACT1": f"""
        SELECT count(*) {HOLDING} JOIN library_cardedition d ON d.id = c.current_id
        WHERE k.code IN ('act', 'draft_act') AND {AT_THE_END} AND coalesce(d.content::jsonb #>> '{{fields,encourages}}', '') NOT IN ('', '[]')""",
    "REP1": """
        SELECT count(*) FROM library_card c JOIN execution_undertaking u ON u.id = c.undertaking_id
        WHERE u.kind = 'replication' AND u.status = 'done' AND (u.ended_at AT TIME ZONE %(zone)s)::date BETWEEN %(since)s AND %(until)s""",
}  # fmt: skip


def count(code: str, period: Period) -> Decimal | None:
    """The figure by its query."""
    first, last = period.first - timedelta(days=LONGEST), period.last + timedelta(days=LONGEST)
    facts: dict[str, Any] = {
        "since": period.first, "until": period.last, "today": workdays.local_date(), "zone": settings.TIME_ZONE,
        "days": _working_days(first, last),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(QUERIES[code], facts)
        number = cursor.fetchone()[0]
    return None if number is None else Decimal(number)


def _working_days(first: date, last: date) -> list[date]:
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in every if workdays.is_working(day)]


def disagreements(periods_back: int = 2) -> list[str]:
    """Where the two counts differ, in the period that runs and in those before (Russian); nothing if they agree."""
    wrong = []
    for indicator in Indicator.objects.exclude(query=""):
        period = periods.of(indicator.period, workdays.local_date())
        for _ in range(periods_back + 1):
            counted, again = asking.of_period(indicator, period).value, count(indicator.query, period)
            if counted != again:
                wrong.append(f"{indicator.code} за {period}: {counted} и {again}")
            period = period.previous
    return wrong
