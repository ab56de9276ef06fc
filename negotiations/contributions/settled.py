"""The terms of a contribution that an agreement in force binds: only a signed supplement changes them, and only in part."""

import pgtrigger

from casework.guard import differs

AMENDED = ["value", "quantity", "due"]  # what a supplement may change
BOUND = ["committed", "in_delivery", "partially_delivered", "delivered", "overdue", "disputed", "written_off"]


def bound_terms_follow_a_supplement() -> pgtrigger.Trigger:
    """What changes must be what the last supplement in force says; what it is silent about stays (NG-28)."""
    return pgtrigger.Trigger(
        name="bound_terms_follow_a_supplement",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(old__status__in=BOUND) & differs(AMENDED),
        func="""IF NOT EXISTS (
                    SELECT 1 FROM (SELECT * FROM negotiations_supplement s WHERE s.contribution_id = NEW.id
                                   AND s.purpose = 'amend' AND s.applied_at IS NOT NULL
                                   ORDER BY s.applied_at DESC, s.id DESC LIMIT 1) last
                    WHERE NEW.due = last.due
                      AND NEW.value IS NOT DISTINCT FROM coalesce(last.value, OLD.value)
                      AND NEW.quantity IS NOT DISTINCT FROM coalesce(last.quantity, OLD.quantity)) THEN
                    RAISE EXCEPTION 'pgtrigger: the terms of a bound contribution follow a signed supplement';
                END IF;
                RETURN NEW;""",
    )
