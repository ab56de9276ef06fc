"""What the database itself asks of a sitting. Pure."""

import pgtrigger

GOES_OUT_WITH_ITS_DECISIONS = pgtrigger.Trigger(
    name="a_sitting_goes_out_with_its_decisions",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition("NEW.status = 'published' AND OLD.status <> 'published'"),
    func="""IF EXISTS (SELECT 1 FROM committee_decision d JOIN committee_agendaline l ON l.id = d.line_id
                       WHERE l.meeting_id = NEW.id AND d.status IN ('draft', 'adopted', 'signing')) THEN
                RAISE EXCEPTION 'pgtrigger: a sitting goes out when its decisions are on signed paper';
            END IF;
            RETURN NEW;""",
)
