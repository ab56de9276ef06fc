"""What the launcher says in the end: what to try, and as whom. Needs no Django: a second start prints it too."""

PASSWORD = "demo-soglasie-2026"  # noqa: S105 - printed on the screen: it opens demo accounts only
DOMAIN = "example.org"
# As whom, and what; the first needs no login.
TRY = (
    (
        "",
        "Без входа: проект от заявки до акта и проект прекращённый, решения, вторая редакция Протокола, голосование горожан «Добрые соседи».",
    ),
    (
        "chair",
        "Председатель: открыть заседание, которое ждёт сейчас: одному вопросу не хватило кворума, другой вернула апелляция; подписать решения.",
    ),
    (
        "org07",
        "Завод: принять вклады «Инженерной смены» — последние согласия закрывают связанный пакет; впереди второй раунд.",
    ),
    (
        "coordinator",
        "Координатор: принять отчёт об «Енисейской тропе» с фотографией; у «Мастерской городских данных» — расхождение в 24 балла и третий эксперт.",
    ),
    (
        "board1",
        "Апелляционная комиссия: принять ли апелляцию о приостановленном Знаке; до неё одна удовлетворена и одна отклонена, ещё одну регистрируют.",
    ),
)
# The call of forty is not played with the rest: it lies in the past of the city too, and no journal goes back to it.
CALL = "./run reset --yes, затем ./run demo --call"
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


def addresses() -> list[str]:
    """Of those named in the tips."""
    return [f"{mailbox}@{DOMAIN}" for mailbox, _ in TRY if mailbox]


def text() -> str:
    """Five lines that say what to try, eight logins."""
    tips = [f"  {number}. {tip}{mailbox and f' ({mailbox})'}" for number, (mailbox, tip) in enumerate(TRY, 1)]
    call = f"  Ещё конкурс из сорока проектов — распределение, спор экспертов, рейтинг; играть дольше: {CALL}"
    return "\n".join(["Что попробовать:", *tips, call, "", logins()])


def logins() -> str:
    """Eight logins."""
    heading = f"Кем войти, пароль у всех {PASSWORD} (остальные — в переключателе «Демо» в шапке сайта):"
    return "\n".join([heading, *(f"  {f'{mailbox}@{DOMAIN}':<24} {role}" for mailbox, role in LOGINS)])
