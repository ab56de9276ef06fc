"""What must always hold around the table: each promise is one SQL query that returns the offenders' ids."""

# A second implementation of quorum and majority (I-11): from raw votes, the roll and the pinned regulation alone.
RECOUNT = """
    WITH raw AS (
        SELECT b.id, b.majority, b.outcome, b.members, b.recused, b.votes_for, b.votes_against, b.votes_abstained, b.votes_absent,
               b.closed_at, l.meeting_id, m.presiding_id, m.form = 'absentee' AS is_absentee,
               split_part(r.data #>> '{committee,absentee,participation}', '/', 1)::int AS part_up,
               split_part(r.data #>> '{committee,absentee,participation}', '/', 2)::int AS part_down,
               (SELECT count(*) FROM committee_ballotseat s WHERE s.ballot_id = b.id) AS roll,
               CASE WHEN b.is_secret THEN b.votes_for ELSE
                   (SELECT count(*) FROM committee_vote v WHERE v.ballot_id = b.id AND v.choice = 'for') END AS yes,
               CASE WHEN b.is_secret THEN b.votes_against ELSE
                   (SELECT count(*) FROM committee_vote v WHERE v.ballot_id = b.id AND v.choice = 'against') END AS no,
               CASE WHEN b.is_secret THEN b.votes_abstained ELSE
                   (SELECT count(*) FROM committee_vote v WHERE v.ballot_id = b.id AND v.choice = 'abstained') END AS abstained,
               coalesce((SELECT v.choice FROM committee_vote v
                         WHERE v.ballot_id = b.id AND v.member_id = coalesce(l.presiding_id, m.presiding_id)), '') AS chair,
               coalesce(o.quorum_persons, (r.data #>> '{committee,quorum,persons_min}')::int) AS persons_min,
               CASE WHEN o.quorum_persons IS NULL THEN (r.data #>> '{committee,quorum,sectors_min}')::int ELSE o.sitting_sectors END
                   AS sectors_min,
               (SELECT e ->> 'on_tie' FROM committee_agendaitem i, jsonb_array_elements(i.resolutions) e
                WHERE i.id = l.item_id AND e ->> 'code' = b.resolution) AS on_tie,
               split_part(r.data #>> '{committee,quorum,share}', '/', 1)::int AS quorum_up,
               split_part(r.data #>> '{committee,quorum,share}', '/', 2)::int AS quorum_down,
               split_part(r.data #>> '{committee,majority,simple}', '/', 1)::int AS simple_up,
               split_part(r.data #>> '{committee,majority,simple}', '/', 2)::int AS simple_down,
               split_part(r.data #>> '{committee,majority,qualified}', '/', 1)::int AS qualified_up,
               split_part(r.data #>> '{committee,majority,qualified}', '/', 2)::int AS qualified_down
        FROM committee_ballot b
        JOIN committee_agendaline l ON l.id = b.line_id
        JOIN committee_meeting m ON m.id = l.meeting_id
        JOIN committee_body o ON o.id = m.body_id
        JOIN programme_regulation r ON r.id = m.regulation_id
        WHERE b.closed_at IS NOT NULL),
    there AS (
        SELECT raw.id, count(*) AS persons, count(DISTINCT s.sector) AS sectors
        FROM raw JOIN committee_ballotseat s ON s.ballot_id = raw.id JOIN committee_bodymember w ON w.id = s.member_id
        WHERE EXISTS (SELECT 1 FROM committee_vote v WHERE v.ballot_id = raw.id AND v.member_id = s.member_id)
           OR EXISTS (SELECT 1 FROM committee_ballotpaper p WHERE p.ballot_id = raw.id AND p.member_id = s.member_id)
           OR NOT raw.is_absentee AND (w.ended_at IS NULL OR w.ended_at > raw.closed_at) AND (SELECT a.is_present FROM committee_attendance a
               WHERE a.meeting_id = raw.meeting_id AND a.member_id = s.member_id AND a.at <= raw.closed_at ORDER BY a.id DESC LIMIT 1)
        GROUP BY raw.id),
    counted AS (
        SELECT raw.*, raw.members - raw.recused AS base,
               CASE WHEN is_absentee THEN coalesce(there.persons, 0) * part_down >= (raw.members - raw.recused) * part_up
                    ELSE coalesce(there.persons, 0) * quorum_down > (raw.members - raw.recused) * quorum_up END
               AND coalesce(there.persons, 0) >= persons_min AND coalesce(there.sectors, 0) >= sectors_min AS has_quorum
        FROM raw LEFT JOIN there USING (id)),
    judged AS (
        SELECT counted.*, CASE
            WHEN NOT has_quorum THEN 'no_quorum'
            WHEN majority = 'qualified' THEN CASE WHEN yes * qualified_down >= base * qualified_up THEN 'carried' ELSE 'not_carried' END
            WHEN yes = no AND yes > 0 AND on_tie <> '' THEN on_tie
            WHEN yes = no AND yes > 0 THEN CASE WHEN chair = 'for' THEN 'carried' ELSE 'not_carried' END
            WHEN yes * simple_down > (yes + no + abstained) * simple_up THEN 'carried'
            ELSE 'not_carried' END AS verdict
        FROM counted)
"""

INVARIANTS: list[tuple[str, str, str]] = [
    (
        "I-7",
        "У члена не больше одного голоса по каждому предложению, и голосует только тот, кто в списке",
        """SELECT v.id FROM committee_vote v WHERE NOT EXISTS (
               SELECT 1 FROM committee_ballotseat s WHERE s.ballot_id = v.ballot_id AND s.member_id = v.member_id)
           UNION SELECT max(id) FROM committee_vote GROUP BY ballot_id, member_id HAVING count(*) > 1
           UNION SELECT v.id FROM committee_vote v JOIN committee_bodymember m ON m.id = v.member_id WHERE m.ended_at < v.at""",
    ),
    (
        "I-8",
        "Голоса «за», «против», «воздержались» и не голосовавшие вместе — весь список, замороженный при открытии",
        RECOUNT  # noqa: S608 - fixed text
        + """SELECT id FROM judged WHERE votes_for + votes_against + votes_abstained + votes_absent <> roll
                     OR (votes_for, votes_against, votes_abstained) IS DISTINCT FROM (yes, no, abstained)""",
    ),
    (
        "I-9",
        "Нет голосов до открытия и после закрытия голосования",
        """SELECT v.id FROM committee_vote v JOIN committee_ballot b ON b.id = v.ballot_id
           WHERE b.opened_at IS NULL OR v.at < b.opened_at OR v.at > b.closed_at""",
    ),
    (
        "I-10",
        "В списке голосующих нет заявивших самоотвод, и у открытого голосования список не пуст",
        """SELECT s.id FROM committee_ballotseat s JOIN committee_ballot b ON b.id = s.ballot_id
           JOIN committee_agendaline l ON l.id = b.line_id
           JOIN committee_recusal r ON r.item_id = l.item_id AND r.member_id = s.member_id AND r.at <= b.opened_at
           UNION SELECT b.id FROM committee_ballot b WHERE b.opened_at IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM committee_ballotseat s WHERE s.ballot_id = b.id)""",
    ),
    (
        "I-11",
        "Кворум и большинство, пересчитанные по отдельным голосам, равны записанному итогу",
        RECOUNT + "SELECT id FROM judged WHERE verdict <> outcome AND outcome <> 'annulled'",  # noqa: S608 - fixed text
    ),
    (
        "I-27",
        "Тайно голосуют по решению большинства, поимённых голосов нет, бюллетеней столько, сколько голосов, и урна пуста",
        """SELECT b.id FROM committee_ballot b WHERE b.is_secret AND (
               NOT EXISTS (SELECT 1 FROM committee_ballot o WHERE o.line_id = b.line_id AND o.resolution = 'vote_secretly'
                           AND o.outcome = 'carried' AND o.closed_at <= b.opened_at)
               OR EXISTS (SELECT 1 FROM committee_vote v WHERE v.ballot_id = b.id)
               OR b.closed_at IS NOT NULL AND b.votes_for + b.votes_against + b.votes_abstained
                   <> (SELECT count(*) FROM committee_ballotpaper p WHERE p.ballot_id = b.id)
               OR (SELECT length(x.sealed) > 0 FROM committee_ballotbox x WHERE x.ballot_id = b.id)
                   IS DISTINCT FROM (b.closed_at IS NULL))
           UNION SELECT p.id FROM committee_ballotpaper p JOIN committee_ballot b ON b.id = p.ballot_id
           WHERE NOT b.is_secret OR NOT EXISTS (
               SELECT 1 FROM committee_ballotseat s WHERE s.ballot_id = p.ballot_id AND s.member_id = p.member_id)""",
    ),
    (
        "I-28",
        "Заочно не решают того, чего регламент не даёт, голос подан в срок и тайным заочное голосование не бывает",
        """SELECT v.id FROM committee_vote v JOIN committee_ballot b ON b.id = v.ballot_id JOIN committee_agendaline l ON l.id = b.line_id
           JOIN committee_meeting m ON m.id = l.meeting_id WHERE v.at > m.votes_until
           UNION SELECT b.id FROM committee_ballot b JOIN committee_agendaline l ON l.id = b.line_id
           JOIN committee_meeting m ON m.id = l.meeting_id JOIN committee_agendaitem i ON i.id = l.item_id
           JOIN programme_regulation r ON r.id = m.regulation_id
           WHERE m.form = 'absentee' AND (b.is_secret OR EXISTS (
               SELECT 1 FROM jsonb_array_elements(r.data #> '{committee,absentee,forbidden}') f WHERE f ->> 'matter' = i.matter))""",
    ),
    (
        "I-11a",
        "Вопрос решён или отложен только предложением, которое набрало большинство",
        """SELECT i.id FROM committee_agendaitem i WHERE i.status IN ('decided', 'deferred') AND NOT EXISTS (
               SELECT 1 FROM committee_ballot b JOIN committee_agendaline l ON l.id = b.line_id
               WHERE l.item_id = i.id AND b.outcome = 'carried' AND b.resolution = i.verdict)""",
    ),
    (
        "I-26",
        "Открытое голосование и состояние вопроса согласны друг с другом",
        """SELECT l.item_id FROM committee_agendaline l JOIN committee_agendaitem i ON i.id = l.item_id
           LEFT JOIN committee_ballot b ON b.line_id = l.id AND b.closed_at IS NULL
           WHERE l.outcome = '' AND (i.status = 'voting') <> (b.id IS NOT NULL)""",
    ),
    (
        "I-22",
        "Протокол подписан и решение в силе только с документом, который подписали все",
        """SELECT m.id FROM committee_meeting m JOIN documents_document d ON d.id = m.minutes_id
           WHERE m.status IN ('minutes_signed', 'published') AND d.registered_at IS NULL
           UNION SELECT c.id FROM committee_decision c JOIN documents_document d ON d.id = c.document_id
           WHERE c.status IN ('signed', 'pending_act', 'in_force', 'published') AND d.registered_at IS NULL""",
    ),
    (
        "I-22a",
        "Решение, которому нужен акт Главы города, в силе только с актом, и акт не раньше решения",
        """SELECT c.id FROM committee_decision c WHERE c.needs_act AND c.in_force_at IS NOT NULL AND c.act = ''
           UNION SELECT c.id FROM committee_issuedact a JOIN committee_decision c ON c.id = a.decision_id
           JOIN documents_document d ON d.id = c.document_id
           WHERE a.day < d.date OR NOT c.needs_act OR c.in_force_at IS NULL""",
    ),
]
