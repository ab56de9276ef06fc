"""What the database refuses whatever the actions do: somebody with an interest on a roll, voting, or presiding over the item."""

import pgtrigger

from programme.interests import sql

INTERESTED = "SELECT organization_id FROM committee_agendaitem_conflicted_organizations WHERE agendaitem_id = {item}"


def has_interest(item: str, person: str, at: str, *, is_known: bool = False) -> str:
    """SQL: has the person an interest in the item at the moment? `r` is the regulation of the sitting in scope; see `sql.tied`."""
    return f"""(EXISTS (SELECT 1 FROM committee_agendaitem_interested_people p
                        WHERE p.agendaitem_id = {item} AND p.person_id = {person})
        OR {sql.tied(person, INTERESTED.format(item=item), at, is_known=is_known)})"""  # noqa: S608 - written from our own text


def _refused(
    name: str, operation: pgtrigger.Operation, line: str, member: str, at: str, words: str
) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=operation,
        func=f"""IF EXISTS (
                SELECT 1 FROM committee_agendaline l JOIN committee_meeting m ON m.id = l.meeting_id
                JOIN programme_regulation r ON r.id = m.regulation_id JOIN committee_bodymember s ON s.id = {member}
                WHERE l.id = {line} AND {has_interest("l.item_id", "s.person_id", at)}) THEN
            RAISE EXCEPTION 'pgtrigger: {words}';
        END IF;
        RETURN NEW;""",  # noqa: S608 - written from our own text
    )


LINE_OF_BALLOT = "(SELECT line_id FROM committee_ballot WHERE id = NEW.ballot_id)"


def nobody_tied_is_on_the_roll() -> pgtrigger.Trigger:
    """The roll of a vote; it is written before the vote has a time of its own."""
    words = "whoever has an interest is not on the roll"
    return _refused(
        "nobody_tied_is_on_the_roll", pgtrigger.Insert, LINE_OF_BALLOT, "NEW.member_id", "m.opened_at", words
    )


def nobody_tied_votes() -> pgtrigger.Trigger:
    """A tie may have surfaced since the roll was written."""
    words = "whoever has an interest does not vote"
    return _refused("nobody_tied_votes", pgtrigger.Insert, LINE_OF_BALLOT, "NEW.member_id", "NEW.at", words)


def nobody_tied_presides() -> pgtrigger.Trigger:
    """Who presides over an item instead of whoever presides over the sitting."""
    trigger = _refused(
        "nobody_tied_presides_over_an_item", pgtrigger.Update, "NEW.id", "NEW.presiding_id", "m.opened_at",
        "whoever has an interest does not preside over the item",
    )  # fmt: skip
    trigger.condition = pgtrigger.Condition("NEW.presiding_id IS DISTINCT FROM OLD.presiding_id")
    return trigger
