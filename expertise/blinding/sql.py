"""What the database repeats of blind cases: nobody is asked before there is something they may read."""

COPY_FIRST = """
    IF EXISTS (
        SELECT 1 FROM expertise_expertise e WHERE e.id = NEW.expertise_id AND e.blind_until <> ''
        AND NOT EXISTS (SELECT 1 FROM expertise_blindcopy c WHERE c.expertise_id = e.id)) THEN
        RAISE EXCEPTION 'experts of a blind case are asked once its materials have no names' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

BLIND = [
    (
        "I-4",
        "в деле вслепую никого не приглашают, пока не готовы обезличенные материалы",
        """SELECT a.id FROM expertise_expertassignment a JOIN expertise_expertise e ON e.id = a.expertise_id
           WHERE e.blind_until <> '' AND NOT EXISTS (
               SELECT 1 FROM expertise_blindcopy c WHERE c.expertise_id = e.id AND c.made_at <= a.proposed_at)""",
    ),
]
