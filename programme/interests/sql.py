"""The same law in SQL: for triggers and promises that ask whether a person is tied to an organisation at a moment."""

from programme import ties as law


def tied(person: str, organizations: str, at: str, *, is_known: bool = False) -> str:
    """SQL: has the person a tie that counts at the moment `at` to one of these organisations (a query of numbers)?

    Over the years of the regulation whose row is `r` in scope. `is_known`: only ties that had been recorded by then; a promise about
    the past asks so, a refusal of what is done now takes whatever is recorded.
    """
    known = f"AND tie.known_at <= {at}" if is_known else ""
    return f"""EXISTS (
        SELECT 1 FROM programme_tie tie JOIN programme_organization mine ON mine.id = tie.organization_id
        JOIN programme_organization theirs ON theirs.id IN ({organizations})
        WHERE tie.person_id = {person} AND (mine.id = theirs.id OR mine.inn <> '' AND mine.inn = theirs.inn)
        {known} AND tie.since <= {law.sql_day(at)}
        AND (tie.until IS NULL OR tie.until >= {law.sql_cutoff(at)}))"""  # noqa: S608 - written from our own text
