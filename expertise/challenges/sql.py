"""What the database repeats of challenges: none after the first sheet, no sheet and no invitation while somebody is meant."""

# CH-01: the text of the trigger on challenges.
NO_SHEET_YET = """
    IF EXISTS (
        SELECT 1 FROM expertise_scoresheet s JOIN expertise_expertassignment a ON a.id = s.assignment_id
        WHERE a.expertise_id = NEW.expertise_id) THEN
        RAISE EXCEPTION 'a sheet has been handed in already' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

MEANT = """EXISTS (
    SELECT 1 FROM expertise_challenge c JOIN expertise_mention m ON m.challenge_id = c.id
    WHERE c.expertise_id = {expertise} AND m.expert_id = {expert}
    AND (c.status = 'submitted' OR c.status = 'upheld' AND m.is_meant))"""


def not_challenged(select: str) -> str:
    """The body of a trigger that refuses a row while its expert is challenged; `select` gives the `expertise_id` and `expert_id` of NEW."""
    return f"""
    IF EXISTS (SELECT 1 FROM ({select}) part WHERE {MEANT.format(expertise="part.expertise_id", expert="part.expert_id")}) THEN
        RAISE EXCEPTION 'the expert is challenged' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""  # noqa: S608


CHALLENGES = [
    (
        "I-3",
        "эксперт, чей отвод удовлетворён, в группе не участвует",
        """SELECT a.id FROM expertise_challenge c JOIN expertise_mention m ON m.challenge_id = c.id AND m.is_meant
           JOIN expertise_expertassignment a ON a.expertise_id = c.expertise_id AND a.expert_id = m.expert_id
           JOIN expertise_expertise e ON e.id = a.expertise_id
           WHERE c.status = 'upheld' AND a.status IN ('accepted', 'in_progress', 'overdue', 'submitted', 'returned', 'final')
           AND (e.status NOT IN ('cancelled', 'refused') OR a.submitted_at > coalesce(c.overturned_at, c.decided_at))""",
    ),
    (
        "I-3",
        "пока отвод не решён, отводимый листа не сдаёт",
        """SELECT s.id FROM expertise_challenge c JOIN expertise_mention m ON m.challenge_id = c.id
           JOIN expertise_expertassignment a ON a.expertise_id = c.expertise_id AND a.expert_id = m.expert_id
           JOIN expertise_scoresheet s ON s.assignment_id = a.id
           WHERE s.submitted_at >= c.submitted_at AND s.submitted_at < coalesce(c.decided_at, 'infinity')""",
    ),
    (
        "I-3",
        "отвод заявлен до первого сданного листа",
        """SELECT c.id FROM expertise_challenge c JOIN expertise_expertassignment a ON a.expertise_id = c.expertise_id
           JOIN expertise_scoresheet s ON s.assignment_id = a.id WHERE s.submitted_at < c.submitted_at""",
    ),
    (
        "I-3",
        "отводов у заявителя и у эксперта не больше, чем допускает регламент",
        """SELECT e.id FROM expertise_challenge c JOIN expertise_expertise e ON e.id = c.expertise_id
           JOIN programme_regulation r ON r.id = e.regulation_id WHERE c.side <> 'coordinator'
           GROUP BY e.id, r.id, c.side, CASE c.side WHEN 'expert' THEN c.raised_by_id END
           HAVING count(*) > (r.data #>> '{expertise,challenges_max}')::int""",
    ),
    (
        "I-26",
        "пока отвод не решён, его дело открыто, решённое — закрыто",
        """SELECT c.id FROM expertise_challenge c LEFT JOIN expertise_challengecase k ON k.challenge_id = c.id
           LEFT JOIN viewflow_process p ON p.id = k.process_ptr_id
           WHERE p.id IS NULL OR (p.finished IS NULL) <> (c.status = 'submitted')""",
    ),
]
