"""Регламент 3.0 (а–в, д, е) once more, in the database: whom an expert must not be tied to when asked (I-3).

A tie counts from the moment it was entered: one entered later is a question to the coordinator, not a violation.
"""

from programme import ties

# The pieces below judge by the date the row itself bears, over the years the pinned regulation names.
_TIED = """EXISTS (
    SELECT 1 FROM (
        SELECT m.organization_id, m.valid_from, least(m.valid_to, {ended}) AS until, m.entered_at AS known_at
        FROM programme_membership m JOIN expertise_expert p ON p.person_id = m.person_id WHERE p.id = {expert}
        UNION ALL SELECT organization_id, valid_from, valid_to, declared_at FROM expertise_affiliation WHERE expert_id = {expert}) tie
    JOIN programme_organization mine ON mine.id = tie.organization_id
    JOIN programme_organization theirs ON theirs.id {among}
    WHERE (mine.id = theirs.id OR mine.inn <> '' AND mine.inn = theirs.inn)
    AND tie.known_at <= {at} AND tie.valid_from <= {day} AND (tie.until IS NULL OR tie.until >= {since}))"""

# The applicant, the parties of the negotiations or the competitors of the nomination; where somebody who enters for themselves works.
_CONCERNED = """IN (SELECT e.applicant_id UNION ALL
    SELECT organization_id FROM expertise_expertise_parties WHERE expertise_id = e.id UNION ALL
    SELECT home.organization_id FROM programme_tie home WHERE home.person_id = e.applicant_person_id
    AND home.known_at <= {at} AND home.since <= {day} AND (home.until IS NULL OR home.until >= {since}))"""


def concerned(at: str) -> str:
    """SQL: `among` of `tied`, by what was known at a moment. Needs `e` and `r`, the regulation, in scope."""
    return _CONCERNED.format(at=at, day=ties.sql_day(at), since=ties.sql_cutoff(at))


def tied(expert: str, among: str, at: str) -> str:
    """SQL: has the expert been tied to one of these organisations in the last years? Needs `r`, the regulation, in scope."""
    return _TIED.format(
        expert=expert,
        among=among,
        at=at,
        day=ties.sql_day(at),
        since=ties.sql_cutoff(at),
        ended=ties.sql_day("m.ended_at"),
    )


def mutual(expert: str, at: str) -> str:
    """SQL: do this expert's organisation and the applicant's assess each other within one series (3.0 д)? Needs `e` and `r` in scope."""
    return f"""e.series <> '' AND EXISTS (
    SELECT 1 FROM expertise_expertise other JOIN expertise_expertassignment b ON b.expertise_id = other.id
    WHERE other.series = e.series AND other.id <> e.id AND b.status NOT IN ('declined', 'recused', 'replaced', 'annulled')
    AND {tied(expert, "= other.applicant_id", at)}
    AND {tied("b.expert_id", "= e.applicant_id", at)})"""  # noqa: S608


def no_conflict(expert: str, expertise: str, at: str) -> str:
    """The body of a trigger that refuses a row whose expert has a conflict of interests; within one series such rows come one after another."""
    return f"""
    PERFORM pg_advisory_xact_lock(hashtextextended(series, 0)) FROM expertise_expertise WHERE id = {expertise} AND series <> '';
    IF EXISTS (
        SELECT 1 FROM expertise_expertise e
        JOIN programme_regulation r ON r.id = e.regulation_id
        JOIN expertise_expert x ON x.id = {expert}
        WHERE e.id = {expertise} AND (
            EXISTS (SELECT 1 FROM expertise_expertise_authors a WHERE a.expertise_id = e.id AND a.person_id = x.person_id)
            OR EXISTS (SELECT 1 FROM expertise_expertise_rivals v WHERE v.expertise_id = e.id AND v.person_id = x.person_id)
            OR {tied(expert, concerned(at), at)}
            OR {mutual(expert, at)})) THEN
        RAISE EXCEPTION 'the expert has a conflict of interest' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""  # noqa: S608
