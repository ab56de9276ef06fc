"""Promises of this room (invariants.md): each query returns the ids of offenders, so nothing is good news."""

SETTLED = "('registered', 'sent', 'filed', 'superseded')"
READY = "('generated', 'endorsing', 'signing', 'signed', 'registered', 'sent', 'filed', 'superseded')"

# What the journal tells of a paper: (column, verb of the move that dates it).
DATED = [
    ("registered_at", "enter"),
    ("signed_at", "complete_signing"),
    ("generated_at", "generate"),
    ("annulled_at", "annul"),
]
_UNDATED = " UNION ".join(
    f"""SELECT d.id FROM documents_document d WHERE (d.{column} IS NOT NULL) <> EXISTS (
            SELECT 1 FROM journal_entry e WHERE e.subject = 'documents.document:' || d.id AND e.verb = '{verb}'
            AND (d.{column} IS NULL OR e.at BETWEEN d.{column} - interval '1 second' AND d.{column} + interval '1 minute'))"""  # noqa: S608
    for column, verb in DATED
)
_TOLD = """SELECT d.id, d.is_public, d.readers, first.payload AS first, published.id AS published, opened.payload AS opened
           FROM documents_document d
           LEFT JOIN LATERAL (SELECT payload FROM journal_entry e WHERE e.subject = 'documents.document:' || d.id
                              AND e.verb = 'reserve_number' ORDER BY e.id LIMIT 1) first ON true
           LEFT JOIN LATERAL (SELECT id FROM journal_entry e WHERE e.subject = 'documents.document:' || d.id
                              AND e.verb = 'publish' LIMIT 1) published ON true
           LEFT JOIN LATERAL (SELECT payload FROM journal_entry e WHERE e.subject = 'documents.document:' || d.id
                              AND e.verb = 'open_to' ORDER BY e.id DESC LIMIT 1) opened ON true"""

INVARIANTS: list[tuple[str, str, str]] = [
    (
        "I-37",
        "Документ сформирован, подписан, зарегистрирован и аннулирован тогда, когда об этом записано в журнале",
        _UNDATED,
    ),
    (
        "I-38",
        "Документ открыт для всех, только если об этом есть запись журнала",
        f"""SELECT id FROM ({_TOLD}) AS told
            WHERE is_public <> ((first ->> 'is_public')::boolean IS TRUE OR published IS NOT NULL)""",  # noqa: S608
    ),
    (
        "I-38",
        "Документ открыт тем, кого называет журнал",
        f"""SELECT id FROM ({_TOLD}) AS told WHERE readers IS DISTINCT FROM ARRAY(
                SELECT jsonb_array_elements_text(coalesce(opened, first) -> 'readers'))::varchar[]""",  # noqa: S608
    ),
    (
        "I-14",
        "Номера выданы без пропусков и повторов",
        """SELECT max(d.id) FROM documents_document d WHERE d.n IS NOT NULL GROUP BY d.register, d.year, d.scope
           HAVING max(d.n) <> count(*) OR count(DISTINCT d.n) <> count(*) OR max(d.n) <> coalesce(
               (SELECT c.last FROM documents_counter c
                WHERE (c.register, c.year, c.scope) = (d.register, d.year, d.scope)), 0)""",
    ),
    (
        "I-14",
        "Счётчик не опережает выданные номера",
        """SELECT c.last FROM documents_counter c WHERE c.last <> (
               SELECT count(*) FROM documents_document d
               WHERE (d.register, d.year, d.scope) = (c.register, c.year, c.scope) AND d.n IS NOT NULL)""",
    ),
    (
        "I-15",
        "Номера растут вместе со временем выдачи",
        """SELECT id FROM (
               SELECT id, reserved_at, lag(reserved_at) OVER (PARTITION BY register, year, scope ORDER BY n) AS earlier
               FROM documents_document WHERE n IS NOT NULL) AS line WHERE reserved_at < earlier""",
    ),
    (
        "I-17",
        "Аннулированный номер хранит причину",
        """SELECT id FROM documents_document WHERE (status = 'annulled') <> (annulled_reason <> '' AND annulled_at IS NOT NULL)""",
    ),
    (
        "I-103",
        "Годовая опись называет каждый документ дела за год один раз, с отпечатком его подлинника, и она одна",
        """WITH said AS (
               SELECT i.id, i.reserved_at, i.snapshot #>> '{file,register}' AS register, (i.snapshot #>> '{file,year}')::int AS year,
                      p ->> 'number' AS number, p ->> 'sha256' AS sha256
               FROM documents_document i LEFT JOIN LATERAL jsonb_array_elements(i.snapshot -> 'papers') p ON true
               WHERE i.register = 'case_inventories' AND i.status <> 'annulled'),
           kept AS (
               SELECT d.register, d.reserved_at AS taken, extract(year FROM d.date)::int AS year, d.number, coalesce(f.sha256, '') AS sha256
               FROM documents_document d LEFT JOIN documents_documentfile f ON f.document_id = d.id AND f.role = 'original'
               WHERE d.status <> 'draft')
           SELECT s.id FROM said s LEFT JOIN kept k USING (register, year, number) WHERE k.sha256 IS DISTINCT FROM s.sha256
           UNION SELECT i.id FROM (SELECT DISTINCT id, reserved_at, register, year FROM said) i JOIN kept k USING (register, year)
                 WHERE k.taken <= i.reserved_at AND NOT EXISTS (SELECT FROM said s WHERE s.id = i.id AND s.number = k.number)
           UNION SELECT id FROM said GROUP BY id, number HAVING count(*) > 1
           UNION SELECT max(id) FROM said GROUP BY register, year HAVING count(DISTINCT id) > 1""",
    ),
    (
        "I-18",
        "У каждого сформированного документа есть подлинник и снимок данных с тем же хешем",
        f"""SELECT d.id FROM documents_document d
            LEFT JOIN documents_documentfile o ON o.document_id = d.id AND o.role = 'original'
            LEFT JOIN documents_documentfile s ON s.document_id = d.id AND s.role = 'snapshot'
            WHERE d.status IN {READY} AND (o.id IS NULL OR s.sha256 IS DISTINCT FROM d.snapshot_hash)""",  # noqa: S608
    ),
    (
        "I-19",
        "До формирования у документа нет файлов",
        """SELECT d.id FROM documents_document d JOIN documents_documentfile f ON f.document_id = d.id
           WHERE d.status IN ('draft', 'number_reserved')""",
    ),
    (
        "I-20",
        "Все подписали один и тот же подлинник",
        """SELECT s.id FROM documents_signature s JOIN documents_signaturerequest r ON r.id = s.request_id
           LEFT JOIN documents_documentfile f ON f.document_id = r.document_id AND f.role = 'original'
           WHERE f.sha256 IS DISTINCT FROM s.document_hash""",
    ),
    (
        "I-21",
        "Подписал сам подписант, в свою очередь, после недавнего подтверждения личности",
        """SELECT s.id FROM documents_signature s JOIN documents_signaturerequest r ON r.id = s.request_id
           JOIN journal_entry e ON e.id = s.entry_id
           WHERE s.kind <> 'paper' AND e.actor_id IS DISTINCT FROM r.person_id
              OR s.kind = 'simple' AND s.authenticated_at IS NULL
              OR s.signed_at - s.authenticated_at NOT BETWEEN interval '0' AND interval '5 minutes 10 seconds'
              OR EXISTS (SELECT 1 FROM documents_signaturerequest p
                         LEFT JOIN documents_signature t ON t.request_id = p.id
                         WHERE p.document_id = r.document_id AND p.turn < r.turn AND p.refused_at IS NULL
                           AND (t.id IS NULL OR t.signed_at > s.signed_at))""",
    ),
    (
        "I-21",
        "Подписал только тот, кто раньше присоединился к соглашению об электронной подписи",
        """SELECT s.id FROM documents_signature s JOIN documents_signaturerequest r ON r.id = s.request_id
           LEFT JOIN documents_agreementacceptance a ON a.id = s.acceptance_id
           LEFT JOIN journal_entry e ON e.id = a.entry_id
           WHERE s.kind = 'simple' AND (a.person_id IS DISTINCT FROM r.person_id OR a.accepted_at > s.signed_at
              OR e.actor_id IS DISTINCT FROM a.person_id OR e.verb <> 'join_agreement')""",
    ),
    (
        "I-21",
        "Подпись с сертификатом стоит, только если о ней действительна проверка обоими средствами",
        """SELECT s.id FROM documents_signature s
           LEFT JOIN documents_signaturecheck c ON c.id = s.proof_id LEFT JOIN documents_signatureupload u ON u.id = c.upload_id
           WHERE s.kind IN ('unqualified', 'qualified') AND (u.request_id IS DISTINCT FROM s.request_id OR c.result <> 'passed'
              OR c.is_contradictory OR c.is_qualified <> (s.kind = 'qualified') OR u.document_hash <> s.document_hash)""",
    ),
    (
        "I-21",
        "Подпись на бумаге внёс один сотрудник, а сверил другой",
        """SELECT s.id FROM documents_signature s JOIN journal_entry e ON e.id = s.entry_id
           LEFT JOIN documents_scannedsignature p ON p.id = s.scan_id
           WHERE s.kind = 'paper' AND (p.request_id IS DISTINCT FROM s.request_id OR p.rejected_at IS NOT NULL
              OR e.actor_id IS NULL OR e.actor_id = p.entered_by_id)""",
    ),
    (
        "I-22",
        "Зарегистрирован только документ, подписанный всеми или столькими, сколько нужно",
        f"""SELECT d.id FROM documents_document d JOIN documents_signaturerequest r ON r.document_id = d.id
            LEFT JOIN documents_signature s ON s.request_id = r.id
            WHERE d.status IN {SETTLED} GROUP BY d.id
            HAVING count(s.id) < CASE WHEN d.is_open THEN 1 ELSE coalesce(d.signatures_needed, count(r.id)) END""",  # noqa: S608
    ),
    (
        "I-22",
        "Отказ подписать останавливает документ",
        """SELECT d.id FROM documents_document d JOIN documents_signaturerequest r ON r.document_id = d.id
           WHERE NOT d.is_open AND d.status <> 'annulled' GROUP BY d.id
           HAVING count(*) FILTER (WHERE r.refused_at IS NULL) < coalesce(d.signatures_needed, count(*))""",
    ),
    (
        "I-23",
        "Под аннулированным документом никого не просят подписаться",
        """SELECT d.id FROM documents_document d JOIN documents_signingcase c ON c.document_id = d.id
           JOIN casework_waiting w ON w.process_id = c.process_ptr_id
           WHERE w.closed_at IS NULL AND d.status <> 'signing'""",
    ),
    (
        "I-26",
        "У документа на подписи есть тот, чья подпись нужна",
        """SELECT d.id FROM documents_document d WHERE d.status = 'signing' AND NOT d.is_open AND NOT EXISTS (
               SELECT 1 FROM documents_signingcase c JOIN casework_waiting w ON w.process_id = c.process_ptr_id
               WHERE c.document_id = d.id AND w.closed_at IS NULL)""",
    ),
    (
        "I-33",
        "Заверение отметки журнала приложено действием, и оно под этой отметкой",
        """SELECT c.id FROM documents_cosignature c JOIN journal_entry e ON e.id = c.entry_id
           WHERE e.verb <> 'cosign' OR e.subject <> 'journal.checkpoint:' || c.checkpoint_id OR e.actor_id IS NULL""",
    ),
]
