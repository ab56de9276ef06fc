"""What must always hold of amendments to amendments."""

INVARIANTS = [
    (
        "P-12",
        "поправка, принятая с поправкой к ней, вошла в текст словами этой поправки",
        """SELECT m.id FROM protocol_amendment m JOIN protocol_subamendment s ON s.id = m.chosen_id
           WHERE s.amendment_id <> m.id OR NOT m.is_accepted_partly OR m.group_wording <> s.wording
              OR (m.group_words, m.group_start) IS DISTINCT FROM (m.words, m.start)
              OR m.status NOT IN ('accepted_partly', 'incorporated')""",
    ),
    (
        "P-13",
        "поправку к поправке вносили, когда та была допущена и ещё не вынесена на рабочую группу",
        """SELECT s.id FROM protocol_subamendment s JOIN protocol_amendment m ON m.id = s.amendment_id
           WHERE m.kind = 'drop'
              OR NOT EXISTS (SELECT FROM journal_entry j WHERE j.subject = 'protocol.amendment:' || m.id
                             AND j.after = 'admissible' AND j.at <= s.proposed_at)
              OR EXISTS (SELECT FROM journal_entry j WHERE j.subject = 'protocol.amendment:' || m.id
                         AND j.before = 'admissible' AND j.after <> 'admissible' AND j.at < s.proposed_at)""",
    ),
]
