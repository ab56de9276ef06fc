"""What the database refuses about appeals (регламент 8.7, A2 and A4), as triggers."""

import pgtrigger

# A2: nobody who took part in what is appealed, or is tied to it, sits; as many sit as the quorum needs.
PANEL_IS_LAWFUL = pgtrigger.Trigger(
    name="panel_of_an_appeal_is_lawful",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.Q(new__status="hearing"),
    func="""IF EXISTS (SELECT 1 FROM committee_bodymember m WHERE m.body_id = NEW.panel_id AND m.ended_at IS NULL
                       AND m.has_vote AND m.person_id = ANY(NEW.barred)) THEN
                RAISE EXCEPTION 'pgtrigger: whoever took part in what is appealed does not sit';
            END IF;
            IF (SELECT count(*) FROM committee_bodymember m WHERE m.body_id = NEW.panel_id AND m.has_vote)
                < (SELECT quorum_persons FROM committee_body WHERE id = NEW.panel_id) THEN
                RAISE EXCEPTION 'pgtrigger: too few sit on the appeal';
            END IF;
            RETURN NEW;""",
)

# A4: at the end of the transaction the subject is contested exactly while the board has the appeal before it.
AGREES_WITH_SUBJECT = pgtrigger.Trigger(
    name="appeal_and_its_subject_agree",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update,
    timing=pgtrigger.Deferred,
    func="""IF (SELECT status IN ('under_review', 'hearing') FROM appeals_appeal WHERE id = NEW.id)
                <> EXISTS (SELECT 1 FROM casework_underappeal u
                           WHERE u.appeal = 'appeals.appeal:' || NEW.id AND u.until IS NULL) THEN
                RAISE EXCEPTION 'pgtrigger: the subject is contested while its appeal is before the board, and only then';
            END IF;
            RETURN NULL;""",
)
