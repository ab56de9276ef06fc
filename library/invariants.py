"""What must always hold of cards (programme 8.2, L1–L7)."""

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
             AND (c.in_force_at IS NOT NULL OR c.status IN ('revision', 'on_committee', 'deferred'))""",
    ),
    (
        "L-7",
        "комитет голосует о тексте последней редакции карточки",
        """SELECT c.id FROM library_card c JOIN library_cardedition e ON e.id = c.current_id
           WHERE c.agenda_item_id IS NOT NULL AND c.status NOT IN ('draft', 'checking', 'returned', 'withdrawn') AND NOT EXISTS (
               SELECT FROM committee_agendaitem_materials m JOIN documents_document d ON d.id = m.document_id
               WHERE m.agendaitem_id = c.agenda_item_id AND d.snapshot #>> '{card,sha256}' = e.sha256)""",
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
]
