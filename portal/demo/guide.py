"""What the launcher says in the end: what to try, and as whom. Needs no Django: a second start prints it too."""

PASSWORD = "demo-soglasie-2026"  # noqa: S105 - printed on the screen: it opens demo accounts only
DOMAIN = "example.org"
TRY = (
    "Главная без входа: переговоры, решения, реестр, конкурс «Знак качества» с рейтингом, действующий Протокол.",
    "secretary: стол секретариата — просроченная проверка «Мобильного кабинета давления», всё, что ждёт дня.",
    "org11: подписать соглашение «Первый этаж для всех», потом org07 — второй раунд переговоров «Инженерной смены».",
    "coordinator: экспертиза «Открытой мастерской городских данных» — расхождение в 24 балла и третий эксперт.",
    "committee: заседание впереди, вопрос с повесткой; решение «Зарядки во дворе» подписывает председатель, chair.",
)
LOGINS = (
    ("secretary", "секретариат площадки"),
    ("moderator", "модератор переговоров"),
    ("coordinator", "координатор экспертизы"),
    ("committee", "секретарь комитета"),
    ("chair", "председатель комитета"),
    ("contest", "секретарь конкурса"),
    ("org07", "завод, сторона переговоров"),
    ("org11", "управляющая компания, заявитель"),
)


def text() -> str:
    """Five lines that say what to try, eight logins."""
    tips = [f"  {number}. {tip}" for number, tip in enumerate(TRY, 1)]
    return "\n".join(["Что попробовать:", *tips, "", logins()])


def logins() -> str:
    """Eight logins."""
    heading = f"Кем войти, пароль у всех {PASSWORD} (остальные — в переключателе «Демо» в шапке сайта):"
    return "\n".join([heading, *(f"  {f'{mailbox}@{DOMAIN}':<24} {role}" for mailbox, role in LOGINS)])
