"""What must always hold of topics and messages (programme 8.3, C2–C7)."""

INVARIANTS = [
    (
        "C-2",
        "отвечено тогда и только тогда, когда есть ответ; отвечает не автор и не модератор",
        """SELECT m.id FROM consultations_message m LEFT JOIN consultations_answer a ON a.message_id = m.id
           WHERE (m.status = 'answered' AND a.id IS NULL) OR (m.status = 'shown' AND a.id IS NOT NULL)
              OR a.by_id IN (m.author_id, m.checked_by_id)""",
    ),
    (
        "C-3",
        "сообщений вне окна нет",
        """SELECT m.id FROM consultations_message m
           JOIN journal_entry e ON e.subject = 'consultations.topic:' || m.topic_id AND e.verb IN ('end_window', 'close', 'end', 'cancel')
           WHERE e.at < m.at""",
    ),
    (
        "C-4",
        "новый отзыв заменяет прежний отзыв того же человека в той же теме",
        """SELECT m.id FROM consultations_message m JOIN consultations_message o ON o.id = m.replaces_id
           WHERE (m.author_id, m.topic_id, m.kind, o.kind) IS DISTINCT FROM (o.author_id, o.topic_id, 'review', 'review')""",
    ),
    (
        "C-5",
        "сообщение проверяет не автор",
        "SELECT id FROM consultations_message WHERE checked_by_id = author_id",
    ),
    (
        "C-6",
        "в своде закрытого обсуждения есть всё показанное и всё, что подано в окне и проверено позже",
        """SELECT m.id FROM consultations_message m JOIN consultations_topic t ON t.id = m.topic_id
           JOIN documents_document d ON d.id = t.summary_id
           WHERE t.status = 'closed' AND m.status IN ('shown', 'answered') AND m.reason = '' AND m.complaint = ''
             AND NOT EXISTS (SELECT FROM jsonb_array_elements(d.snapshot #> '{discussion,rows}') r
                             WHERE (r ->> 'number')::int = m.number)""",
    ),
    (
        "C-8",
        "закрытое обсуждение с последним днём закрыто сводом, а оставшееся без ответа так и названо",
        """SELECT t.id FROM consultations_topic t LEFT JOIN documents_document d ON d.id = t.summary_id
           WHERE (t.kind = 'window' AND t.status = 'closed') <> (d.id IS NOT NULL) OR d.register <> 'consultations'""",
    ),
    (
        "C-9",
        "сказанное повторно написал тот же автор в той же теме, когда ответ не помог, и ответил на него другой",
        """SELECT m.id FROM consultations_message m JOIN consultations_message o ON o.id = m.repeats_id
           LEFT JOIN consultations_answer a ON a.message_id = o.id LEFT JOIN consultations_answer b ON b.message_id = m.id
           WHERE (m.author_id, m.topic_id) <> (o.author_id, o.topic_id) OR a.has_helped IS DISTINCT FROM false OR a.by_id = b.by_id""",
    ),
]
