"""What must always hold of cards (programme 8.2, L1–L7)."""

ASSESSED = "('concluded', 'published', 'appealed')"

INVARIANTS = [
    (
        "L-1",
        "в цепочке карточек действует одна",
        """SELECT max(id) FROM library_card WHERE status = 'in_force' GROUP BY coalesce(root_id, id) HAVING count(*) > 1""",
    ),
    (
        "L-2",
        "отпечаток редакции — от её содержания, и карточка говорит то же, что её редакция",
        """SELECT e.id FROM library_cardedition e WHERE e.sha256 <> encode(sha256(convert_to(e.content, 'UTF8')), 'hex')
           UNION SELECT c.id FROM library_card c JOIN library_cardedition e ON e.id = c.current_id
           WHERE e.card_id <> c.id OR c.title <> e.content::jsonb ->> 'title' OR c.area <> e.content::jsonb ->> 'area'
              OR e.number <> (SELECT max(number) FROM library_cardedition WHERE card_id = c.id)""",
    ),
    (
        "L-3",
        "в редакции — поля рода её карточки и ничего сверх, обязательные заполнены",
        """SELECT e.id FROM library_cardedition e JOIN library_card c ON c.id = e.card_id JOIN library_cardkind k ON k.id = c.kind_id
           CROSS JOIN jsonb_array_elements(k.data -> 'fields') f
           WHERE (f -> 'required')::bool AND coalesce(e.content::jsonb -> 'fields' -> (f ->> 'name'), 'null') = 'null'
           UNION SELECT e.id FROM library_cardedition e JOIN library_card c ON c.id = e.card_id JOIN library_cardkind k ON k.id = c.kind_id
           CROSS JOIN jsonb_object_keys(e.content::jsonb -> 'fields') name
           WHERE NOT EXISTS (SELECT FROM jsonb_array_elements(k.data -> 'fields') f WHERE f ->> 'name' = name)""",
    ),
    (
        "L-4",
        "ни одна карточка не действует без проверки, кроме вписанных в простой реестр",
        """SELECT c.id FROM library_card c JOIN library_cardkind k ON k.id = c.kind_id
           WHERE c.in_force_at IS NOT NULL AND (c.checked_by_id IS NULL) <> coalesce((k.data -> 'is_register')::bool, false)""",
    ),
    (
        "L-4",
        "карточку рода, который решает комитет, ввело его решение об одобрении",
        """SELECT c.id FROM library_card c JOIN library_cardkind k ON k.id = c.kind_id
           LEFT JOIN committee_agendaitem i ON i.id = c.agenda_item_id
           WHERE c.in_force_at IS NOT NULL AND k.data -> 'steps' ? 'committee' AND i.verdict IS DISTINCT FROM 'approve'""",
    ),
    (
        "L-4",
        "карточка рода с обсуждением не прошла дальше без свода предложений",
        """SELECT c.id FROM library_card c JOIN library_cardkind k ON k.id = c.kind_id
           LEFT JOIN consultations_topic t ON t.id = c.topic_id
           WHERE k.data -> 'steps' ? 'consultation' AND t.summary_id IS NULL
             AND (c.in_force_at IS NOT NULL OR c.status IN ('revision', 'expertise', 'on_committee', 'deferred', 'pending_act'))""",
    ),
    (
        "L-4",
        "карточка рода с экспертизой дошла до комитета и до реестра с заключением о том же тексте",
        f"""SELECT c.id FROM library_card c JOIN library_cardkind k ON k.id = c.kind_id JOIN library_cardedition d ON d.id = c.current_id
            LEFT JOIN library_cardexamination x ON x.expertise_id = c.expertise_id AND x.edition_id = d.id
            LEFT JOIN expertise_expertise e ON e.id = x.expertise_id AND e.version_hash = d.sha256
            WHERE k.data -> 'steps' ? 'expertise' AND (c.in_force_at IS NOT NULL OR c.status IN ('on_committee', 'deferred', 'pending_act'))
              AND (e.id IS NULL OR e.outcome = '' OR e.status NOT IN {ASSESSED}
                   OR NOT k.data -> 'steps' ? 'committee' AND e.outcome <> 'recommend'
                   OR e.outcome = 'rework' AND 2 > (
                       SELECT count(*) FROM library_cardexamination y JOIN expertise_expertise z ON z.id = y.expertise_id
                       WHERE y.card_id = c.id AND z.outcome = 'rework' AND z.status IN {ASSESSED}))""",  # noqa: S608
    ),
    (
        "L-4",
        "на каждое замечание свода есть ответ автора, если карточка ушла на экспертизу",
        """SELECT c.id FROM library_card c JOIN consultations_topic t ON t.id = c.topic_id JOIN documents_document s ON s.id = t.summary_id
           CROSS JOIN jsonb_array_elements(s.snapshot #> '{discussion,rows}') r
           JOIN consultations_message m ON m.topic_id = t.id AND m.number = (r ->> 'number')::int
           WHERE (r -> 'needs_answer')::bool AND (r -> 'is_checked')::bool
             AND EXISTS (SELECT FROM library_cardexamination x WHERE x.card_id = c.id AND x.at > s.reserved_at)
             AND NOT EXISTS (SELECT FROM library_remarkreply y WHERE y.card_id = c.id AND y.message_id = m.id)""",
    ),
    (
        "L-4",
        "карточка рода с актом действует по акту не старше решения комитета",
        """SELECT c.id FROM library_card c JOIN library_cardkind k ON k.id = c.kind_id
           LEFT JOIN committee_decision n ON n.item_id = c.agenda_item_id LEFT JOIN documents_document d ON d.id = n.document_id
           WHERE c.in_force_at IS NOT NULL AND k.data -> 'steps' ? 'act' AND NOT coalesce(c.act_number <> '' AND c.act_date >= d.date, false)
              OR c.act_number <> '' AND NOT k.data -> 'steps' ? 'act'""",
    ),
    (
        "L-7",
        "эксперты оценивают текст последней редакции карточки, и читали они его же",
        """SELECT c.id FROM library_card c JOIN library_cardedition d ON d.id = c.current_id
           LEFT JOIN library_cardexamination x ON x.card_id = c.id AND x.expertise_id = c.expertise_id AND x.edition_id = d.id
           LEFT JOIN expertise_expertise e ON e.id = x.expertise_id AND e.version_hash = d.sha256
           LEFT JOIN documents_document m ON m.id = e.materials_id AND m.snapshot #>> '{card,sha256}' = d.sha256
           WHERE c.status = 'expertise' AND m.id IS NULL""",
    ),
    (
        "L-7",
        "комитет голосует о тексте последней редакции карточки",
        """SELECT c.id FROM library_card c JOIN library_cardedition e ON e.id = c.current_id
           WHERE c.agenda_item_id IS NOT NULL AND (c.in_force_at IS NOT NULL OR c.status IN ('on_committee', 'deferred', 'pending_act'))
           AND NOT EXISTS (
               SELECT FROM committee_agendaitem_materials m JOIN documents_document d ON d.id = m.document_id
               WHERE m.agendaitem_id = c.agenda_item_id AND d.snapshot #>> '{card,sha256}' = e.sha256)""",
    ),
    (
        "L-4",
        "карточку, которую ввёл комитет, прекратило его решение или её последний день",
        """SELECT c.id FROM library_card c JOIN library_cardkind k ON k.id = c.kind_id LEFT JOIN committee_agendaitem i ON i.id = c.repeal_item_id
           WHERE c.status = 'repealed' AND k.data -> 'steps' ? 'committee'
             AND i.verdict IS DISTINCT FROM 'repeal' AND coalesce(c.expires_on >= c.ended_at::date, true)""",
    ),
    (
        "L-5",
        "хранитель, который проверил карточку, — не её автор",
        "SELECT id FROM library_card WHERE checked_by_id = author_id",
    ),
    (
        "L-6",
        "новая редакция — следующая за карточкой той же цепочки и того же рода",
        """SELECT c.id FROM library_card c JOIN library_card b ON b.id = c.based_on_id
           JOIN library_cardkind k ON k.id = c.kind_id JOIN library_cardkind o ON o.id = b.kind_id
           WHERE k.code <> o.code OR c.root_id IS DISTINCT FROM coalesce(b.root_id, b.id) OR c.id <= b.id""",
    ),
    (
        "L-8",
        "номер карточки — номер бумаги, которой она внесена",
        """SELECT c.id FROM library_card c LEFT JOIN documents_document d ON d.id = coalesce(c.receipt_id, c.document_id)
           WHERE c.number <> '' AND c.number IS DISTINCT FROM d.number""",
    ),
    (
        "L-9",
        "возвратов не больше, чем разрешает регламент дела",
        """SELECT c.id FROM library_card c JOIN library_cardcase p ON p.card_id = c.id JOIN programme_regulation g ON g.id = p.regulation_id
           WHERE c.returns > (g.data #>> '{card,returns_max}')::int""",
    ),
    (
        "L-6",
        "карточка просит о той, которую называет её редакция, нужного рода и чужой",
        """SELECT c.id FROM library_card c JOIN library_cardedition e ON e.id = c.current_id JOIN library_cardkind k ON k.id = c.kind_id
           CROSS JOIN jsonb_array_elements(k.data -> 'fields') f
           LEFT JOIN library_card t ON t.id = c.target_id LEFT JOIN library_cardkind o ON o.id = t.kind_id
           WHERE f ->> 'type' = 'card' AND (
               (e.content::jsonb -> 'fields' ->> (f ->> 'name')) IS DISTINCT FROM t.number
               OR t.id IS NOT NULL AND o.code <> f ->> 'of' OR t.id = c.id
               OR k.data ->> 'keeper' = 'target_owner' AND t.organization_id = c.organization_id)""",
    ),
    (
        "L-10",
        "поручение есть ровно у тех карточек, согласие на которые его ставит, и отчёт принял не владелец того, что повторяют",
        """SELECT c.id FROM library_card c JOIN library_cardkind k ON k.id = c.kind_id
           WHERE (k.data ? 'gives' AND c.in_force_at IS NOT NULL) <> (c.undertaking_id IS NOT NULL)
           UNION SELECT c.id FROM library_card c JOIN library_card t ON t.id = c.target_id
           JOIN execution_report r ON r.undertaking_id = c.undertaking_id WHERE r.checked_by_id IN (t.author_id, c.author_id)""",
    ),
    (
        "L-6",
        "«повторяет» не идёт по кругу",
        """WITH RECURSIVE step (start, card) AS (
               SELECT card_id, split_part(to_key, ':', 2)::bigint FROM library_cardlink WHERE relation = 'repeats' AND to_key LIKE 'library.card:%'
               UNION SELECT s.start, split_part(l.to_key, ':', 2)::bigint FROM step s JOIN library_cardlink l
                 ON l.card_id = s.card AND l.relation = 'repeats' AND l.to_key LIKE 'library.card:%')
           SELECT start FROM step WHERE start = card""",
    ),
    (
        "L-11",
        "внешнее дело есть ровно у тех карточек внешнего рода, которые вступили в силу",
        """SELECT c.id FROM library_card c JOIN library_cardkind k ON k.id = c.kind_id LEFT JOIN library_externalmatter m ON m.card_id = c.id
           WHERE (k.data ? 'external' AND c.in_force_at IS NOT NULL) <> (m.id IS NOT NULL)""",
    ),
    (
        "L-12",
        "ответ записан после письма и с копией, номер письма — номер последней направленной бумаги",
        """SELECT m.id FROM library_externalmatter m
           LEFT JOIN LATERAL (SELECT p.id, p.document_id FROM library_outsidepaper p WHERE p.matter_id = m.id AND p.what = 'sent'
                              ORDER BY p.id DESC LIMIT 1) s ON true
           LEFT JOIN library_outsidepaper a ON a.matter_id = m.id AND a.what = 'answer'
           LEFT JOIN library_outsidefile f ON f.paper_id = a.id
           WHERE m.letter_id IS DISTINCT FROM s.document_id OR (m.outcome <> '') <> (a.id IS NOT NULL)
              OR a.id IS NOT NULL AND (f.id IS NULL OR s.id IS NULL OR a.id < s.id OR a.words <> m.answer)""",
    ),
    (
        "L-13",
        "карточка, которая больше не действует, не держит внешнего дела, кроме того, где ждут ответа",
        """SELECT m.id FROM library_externalmatter m JOIN library_card c ON c.id = m.card_id
           WHERE c.status <> 'in_force' AND m.status NOT IN ('sent', 'refused', 'closed', 'dropped')""",
    ),
    (
        "L-15",
        "редакция программы и её карточка стоят на одном шаге, и карточка говорит о каждой мере её таблицы",
        """SELECT c.id FROM library_card c JOIN execution_programmeedition e ON e.id = c.programme_edition_id
           LEFT JOIN library_cardedition d ON d.id = c.current_id
           WHERE CASE c.status
                   WHEN 'checking' THEN e.status <> 'draft' OR NOT e.is_held
                   WHEN 'consultation' THEN e.status <> 'draft' OR NOT e.is_held
                   WHEN 'expertise' THEN e.status NOT IN ('draft', 'submitted') OR NOT e.is_held
                   WHEN 'returned' THEN e.status <> 'draft' OR e.is_held
                   WHEN 'revision' THEN e.status <> 'draft' OR e.is_held
                   WHEN 'on_committee' THEN e.status <> 'submitted'
                   WHEN 'deferred' THEN e.status <> 'submitted'
                   WHEN 'pending_act' THEN e.status <> 'pending_act'
                   WHEN 'in_force' THEN e.status <> 'in_force' OR (c.act_number, c.act_date) IS DISTINCT FROM (e.act_number, e.act_date)
                   WHEN 'superseded' THEN e.status NOT IN ('superseded', 'archived')
                   ELSE false END
              OR e.is_held AND c.status NOT IN ('draft', 'withdrawn', 'declined') AND
                 jsonb_array_length(d.content::jsonb #> '{fields,table}') <>
                 (SELECT count(*) FROM execution_measure m WHERE m.edition_id = e.id)""",
    ),
    (
        "L-14",
        "у каждого файла, который называет редакция, есть его строка с тем же отпечатком, и других строк нет",
        """SELECT e.id FROM library_cardedition e JOIN library_card c ON c.id = e.card_id JOIN library_cardkind k ON k.id = c.kind_id
           CROSS JOIN jsonb_array_elements(k.data -> 'fields') f
           LEFT JOIN library_cardfile x ON x.edition_id = e.id AND x.field = f ->> 'name'
           WHERE f ->> 'type' = 'file' AND (e.content::jsonb -> 'fields' -> (f ->> 'name') ->> 'sha256') IS DISTINCT FROM x.sha256""",
    ),
]
