"""What must always hold of indicators and surveys (programme 8.6, M1–M6)."""

from django.db import connection
from django.utils import timezone

from monitoring.counts.second import disagreements

PEOPLE = "(SELECT count(*) FROM monitoring_participation t WHERE t.wave_id = w.id)"
BLANKS = "(SELECT count(*) FROM monitoring_paperform t WHERE t.wave_id = w.id)"
FORMS = "(SELECT count(*) FROM monitoring_ballot t WHERE t.wave_id = w.id AND t.is_paper = {})"

INVARIANTS: list[tuple[str, str, str]] = [
    (
        "M-1",
        "у показателя, объекта и периода опубликовано одно значение",
        """SELECT min(id) FROM monitoring_indicatorvalue WHERE status = 'published'
           GROUP BY indicator_id, subject, year, part HAVING count(*) > 1""",
    ),
    (
        "M-1",
        "исправленное значение заменено тем, что опубликовано позже за тот же период, и причина названа",
        """SELECT v.id FROM monitoring_indicatorvalue v WHERE v.status = 'superseded' AND NOT EXISTS (
               SELECT FROM monitoring_indicatorvalue n WHERE n.corrects_id = v.id AND n.status IN ('published', 'superseded'))
           UNION SELECT n.id FROM monitoring_indicatorvalue n JOIN monitoring_indicatorvalue v ON v.id = n.corrects_id
           WHERE n.note = '' OR n.id <= v.id OR (n.indicator_id, n.subject, n.year, n.part) <> (v.indicator_id, v.subject, v.year, v.part)
              OR n.status IN ('published', 'superseded') AND (v.status <> 'superseded' OR n.published_at < v.published_at)""",
    ),
    (
        "M-2",
        "кто внёс значение, его не проверял: так говорят и строка, и журнал",
        """SELECT id FROM monitoring_indicatorvalue WHERE checked_by_id = author_id
           UNION SELECT v.id FROM monitoring_indicatorvalue v JOIN journal_entry e ON e.subject = 'monitoring.indicatorvalue:' || v.id
           WHERE e.verb IN ('check_in', 'send_back') AND e.actor_id = v.author_id
           UNION SELECT v.id FROM monitoring_indicatorvalue v WHERE NOT v.is_computed AND v.status IN ('checked', 'published', 'superseded')
             AND NOT EXISTS (SELECT FROM journal_entry e WHERE e.subject = 'monitoring.indicatorvalue:' || v.id
                             AND e.verb = 'check_in' AND e.actor_id = v.checked_by_id)""",
    ),
    (
        "M-3",
        "вычисляемого никто не вносил, а внесённое не выдано за вычисленное",
        """SELECT v.id FROM monitoring_indicatorvalue v JOIN monitoring_indicator i ON i.id = v.indicator_id
           WHERE v.is_computed <> i.is_computed OR v.is_computed AND (v.author_id IS NOT NULL OR v.status NOT IN ('published', 'superseded'))
           UNION SELECT v.id FROM monitoring_indicatorvalue v JOIN journal_entry e ON e.subject = 'monitoring.indicatorvalue:' || v.id
           WHERE v.is_computed AND e.actor_id IS NOT NULL""",
    ),
    (
        "M-7",
        "значение опубликовано не раньше дня своего показателя, а период его к тому дню кончился",
        """SELECT v.id FROM monitoring_indicatorvalue v JOIN monitoring_indicator i ON i.id = v.indicator_id
           CROSS JOIN LATERAL (SELECT 12 / CASE i.period WHEN 'year' THEN 1 WHEN 'half_year' THEN 2 ELSE 4 END AS months) p
           WHERE v.published_at IS NOT NULL AND (v.published_at AT TIME ZONE 'Asia/Krasnoyarsk')::date
               < (make_date(v.year, 1, 1) + make_interval(months => v.part * p.months))::date - 1 + i.publish_after""",
    ),
    (
        "M-8",
        "индекс складывается из опубликованных составляющих с их весами; нет составляющей — нет и индекса",
        """WITH figures AS (
               SELECT x.id, x.value, round(sum(p.value * (w ->> 'weight')::numeric / 100), 4) AS mean,
                      bool_or(p.value IS NULL) AS lacks
               FROM monitoring_indicatorvalue x JOIN monitoring_indicator i ON i.id = x.indicator_id
               CROSS JOIN jsonb_array_elements(i.parts) w
               LEFT JOIN monitoring_indicator k ON k.code = w ->> 'code'
               LEFT JOIN monitoring_indicatorvalue p ON p.indicator_id = k.id AND p.status = 'published'
                    AND (p.subject, p.year, p.part) = (x.subject, x.year, x.part)
               WHERE x.status = 'published' GROUP BY x.id, x.value)
           SELECT id FROM figures WHERE value IS DISTINCT FROM CASE WHEN NOT lacks THEN mean END""",
    ),
    (
        "M-12",
        "отчёт, которого больше не ждут, — карточка, которую связали с показателем после конца периода; или причина названа",
        """SELECT r.id FROM monitoring_awaitedreport r JOIN monitoring_indicator i ON i.id = r.indicator_id
           CROSS JOIN LATERAL (SELECT CASE i.report_every WHEN 'year' THEN 12 WHEN 'half_year' THEN 6 ELSE 3 END AS months) p
           WHERE r.ended_at IS NOT NULL AND r.why_not = '' AND NOT EXISTS (
               SELECT FROM journal_entry e WHERE e.subject = r.card AND e.verb = 'link'
                 AND e.payload ->> 'to' = 'monitoring.indicator:' || r.indicator_id
                 AND (e.at AT TIME ZONE 'Asia/Krasnoyarsk')::date
                     >= (make_date(r.year, 1, 1) + make_interval(months => r.part * p.months))::date)""",
    ),
    (
        "M-4",
        "ответов столько, сколько ответивших: по одному на человека и по одному на бланк",
        f"""SELECT w.id FROM monitoring_wave w
            WHERE (w.status IN ('closed', 'published', 'withdrawn') AND w.forgotten_at IS NULL
                   AND ({FORMS.format("false")} <> {PEOPLE} OR {FORMS.format("true")} <> {BLANKS}))
               OR (w.status = 'field' AND {PEOPLE} + {BLANKS} <>
                   (SELECT COALESCE(sum(u.papers), 0) FROM monitoring_urnplace u WHERE u.wave_id = w.id))
               OR (w.status IN ('draft', 'approved') AND {PEOPLE} + {BLANKS} > 0)
               OR (w.status <> 'field' AND EXISTS (SELECT FROM monitoring_urnplace u WHERE u.wave_id = w.id AND u.papers > 0))""",  # noqa: S608 - fixed text
    ),
    (
        "M-5",
        "у анкеты нет ни человека, ни времени, ни места; все анкеты волны записаны одним действием",
        """SELECT 0 FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 'monitoring_ballot'
             AND column_name NOT IN ('id', 'wave_id', 'is_paper', 'district', 'age', 'sex', 'answers')
           UNION ALL SELECT 0 FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 'monitoring_participation'
             AND column_name NOT IN ('id', 'wave_id', 'person_id', 'level')
           UNION ALL SELECT wave_id FROM monitoring_ballot GROUP BY wave_id HAVING count(DISTINCT xmin::text) > 1
           UNION ALL SELECT 0 FROM journal_entry WHERE subject LIKE 'monitoring.ballot:%' OR subject LIKE 'monitoring.participation:%'""",
    ),
    (
        "M-6",
        "спрашивали по той анкете, которую утвердили",
        """SELECT w.id FROM monitoring_wave w LEFT JOIN documents_document d ON d.id = w.questionnaire_id
           WHERE w.frozen_form IS NOT NULL AND w.frozen_form IS DISTINCT FROM d.snapshot -> 'form'""",
    ),
    (
        "M-11",
        "анкеты удалены не раньше срока регламента, от них ничего не осталось, и есть акт об этом",
        """SELECT w.id FROM monitoring_wave w JOIN monitoring_wavecase c ON c.wave_id = w.id
           JOIN programme_regulation g ON g.id = c.regulation_id
           CROSS JOIN LATERAL (SELECT w.closes + make_interval(years => (g.data #>> '{survey,kept_years}')::int) AS term) t
           WHERE w.forgotten_at IS NOT NULL AND ((w.forgotten_at AT TIME ZONE 'Asia/Krasnoyarsk')::date <= t.term
                 OR EXISTS (SELECT FROM monitoring_ballot b WHERE b.wave_id = w.id)
                 OR w.destruction_id IS NULL AND (w.results ->> 'n')::int > 0)""",
    ),
    (
        "M-10",
        "анкету утвердил и отчёт проверил другой аналитик",
        """SELECT id FROM monitoring_wave WHERE approved_by_id IN (by_id, prepared_by_id) OR checked_by_id = reported_by_id""",
    ),
]


def kept_too_long() -> list[int]:
    """Waves whose answers should have been deleted a month ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT w.id FROM monitoring_wave w JOIN monitoring_wavecase c ON c.wave_id = w.id
               JOIN programme_regulation g ON g.id = c.regulation_id
               WHERE w.forgotten_at IS NULL AND w.status IN ('published', 'withdrawn')
               AND w.closes + make_interval(years => (g.data #>> '{survey,kept_years}')::int, months => 1) < %s ORDER BY w.id""",
            [timezone.now()],
        )
        return [pk for (pk,) in cursor.fetchall()]


CHECKS = [
    ("M-11", "анкет, чей срок прошёл месяц назад, нет", kept_too_long),
    ("M-9", "вычисляемые показатели, посчитанные другим способом, те же", disagreements),
]
