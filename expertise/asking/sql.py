"""What the database repeats of questions: who may ask and when, how many, and that no term stands still without a question."""

ASKED_IN_TIME = """
    IF NOT EXISTS (
        SELECT 1 FROM expertise_expertassignment a
        WHERE a.id = NEW.assignment_id AND a.expertise_id = NEW.expertise_id AND a.status IN ('in_progress', 'returned')) THEN
        RAISE EXCEPTION 'only an expert who is at work on the sheet asks' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

QUESTIONS = [
    (
        "I-6",
        "эксперт задаёт вопросы по своему делу, не больше, чем допускает регламент",
        """SELECT a.id FROM expertise_expertquestion q JOIN expertise_expertassignment a ON a.id = q.assignment_id
           JOIN expertise_expertise e ON e.id = a.expertise_id JOIN programme_regulation r ON r.id = e.regulation_id
           GROUP BY a.id, r.id HAVING bool_or(q.expertise_id <> a.expertise_id)
               OR count(*) > (r.data #>> '{expertise,questions_max}')::int""",
    ),
    (
        "I-6",
        "срок оценивания стоит только тогда, когда заявителю задан вопрос, и идёт, когда вопросов больше нет",
        """SELECT w.task_id FROM casework_waiting w JOIN expertise_expertisecase c ON c.process_ptr_id = w.process_id
           WHERE w.closed_at IS NULL AND w.paused_at IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM programme_paperanswer a WHERE a.waiting_id = w.task_id
               AND a.rejected_at IS NULL AND a.accepted_at IS NULL)
           AND NOT EXISTS (SELECT 1 FROM expertise_scoringpause p WHERE p.expertise_id = c.expertise_id AND p.ended_at IS NULL)
           UNION ALL
           SELECT p.id FROM expertise_scoringpause p WHERE p.ended_at IS NULL AND NOT EXISTS (
               SELECT 1 FROM expertise_expertquestion q WHERE q.expertise_id = p.expertise_id AND q.status IN ('passed', 'covering'))""",
    ),
    (
        "I-4",
        "эксперты дела вслепую читают ответ только после того, как канцелярия его просмотрела",
        """SELECT q.id FROM expertise_expertquestion q JOIN expertise_expertise e ON e.id = q.expertise_id
           WHERE q.shown_at IS NOT NULL AND (e.blind_until <> '') <> EXISTS (
               SELECT 1 FROM journal_entry j WHERE j.subject = 'expertise.expertquestion:' || q.id AND j.verb = 'show')""",
    ),
    (
        "I-26",
        "пока вопрос эксперта не решён, его дело открыто, решённое — закрыто",
        """SELECT q.id FROM expertise_expertquestion q LEFT JOIN expertise_questioncase k ON k.question_id = q.id
           LEFT JOIN viewflow_process p ON p.id = k.process_ptr_id
           WHERE p.id IS NULL OR (p.finished IS NULL) <> (q.status IN ('asked', 'passed', 'covering'))""",
    ),
]
