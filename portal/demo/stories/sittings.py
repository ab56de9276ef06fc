"""Four sittings: one whose decisions are in force, one whose decisions are being signed, one to open now, one that is planned."""

from django.utils import timezone

from casework import workdays
from portal.demo.people import World
from portal.demo.player import PAPER, Story
from portal.demo.stories import sitting
from portal.demo.stories.sitting import Item, Motion, Sitting

CONSULTED = 8
EARLIEST = 10  # o'clock: no sitting begins before
CONSULTATION = "Консультировала заявителя, когда готовилась смета проекта."
DISSENT = (
    "Проект поддержан с перевесом в один голос председательствующего. Считаю, что без согласия владельцев двух участков решение преждевременно: "
    "маршрут может остаться прерванным. Прошу вернуться к вопросу, если согласий не будет через три месяца."
)
DECLINED = (
    "Места для полок не согласованы с пожарным надзором, а порядок содержания после первого года не описан: "
    "прежние полки по этой причине закрывались."
)


def first(world: World) -> Story:
    """Four questions: three supported (one by the casting vote), one declined after a motion that failed."""
    session = Sitting(
        "первое",
        27,
        [
            Item("PRJ02", TRAIL, [Motion(against=7)]),
            Item("PRJ05", SCHOOL, [Motion(abstained=1)]),
            Item("PRJ09", PASSPORT, [Motion(against=1)]),
            Item(
                "PRJ19",
                SHELVES,
                [Motion(against=9, abstained=1, presiding="against"), Motion("decline", 3, 1, DECLINED)],
            ),
        ],
        absent=[10],
        dissent=("PRJ02", DISSENT),
        remark="В выступлении по второму вопросу прошу уточнить: двадцать мест отданы предпринимателям, а не двенадцать.",
    )
    yield from sitting.prepare(world, session)
    yield from sitting.hold(world, session)
    yield from sitting.minute(world, session)
    yield from sitting.draw_up(world, session, 21)
    yield from sitting.sign_decisions(world, session, 20)
    yield from sitting.publish(world, session, 19)


def second(world: World) -> Story:
    """Two questions supported, their decisions lie on the chair's desk; the third lost its quorum when a member recused herself."""
    two = Sitting(
        "второе",
        8,
        [
            Item("PRJ14", NEIGHBOURS, [Motion(against=1, abstained=1)]),
            Item("PRJ15", MORNING, [Motion()]),
            Item("PRJ03", "", [], recused={CONSULTED: CONSULTATION}, left=[6, 7, 12, 14]),
        ],
        absent=[4, 9, 15],
    )
    yield from sitting.prepare(world, two)
    yield from sitting.hold(world, two)
    yield from sitting.minute(world, two)
    yield from sitting.draw_up(world, two, 2)
    yield world.days.at(1, 16)
    yield PAPER
    sitting.sign(world, sitting.decisions_of(two)[0].document, [world.people["committee"]])


def third(world: World) -> Story:
    """The question that lost its quorum waits for its second sitting: the chair may open it now."""
    now = timezone.localtime(world.clock.end)
    is_day = workdays.is_working(world.days.today) and now.hour >= EARLIEST
    session = Sitting("третье", 0 if is_day else 1, [Item("PRJ03", "", [])])
    yield from sitting.plan(world, session, session.ago + 7)
    yield world.days.at(session.ago + 7, 15)
    sitting.assemble(world, session)
    yield world.days.at(session.ago + 6, 11)
    sitting.approve(world, session)
    yield world.days.at(session.ago + 5, 10)
    sitting.invite(world, session)


def fourth() -> Sitting:
    """A day has been set, the working commission has to assemble the agenda."""
    return Sitting("четвёртое", -16, [])


TRAIL = (
    "Дорохов Ю. С. — о согласии владельцев двух участков: без него маршрут не будет непрерывным.\n"
    "Терентьев М. Л. — о том, что обход предусмотрен, а опыт ухода силами соседей в городе есть.\n"
    "Казанцев В. А. — о готовности предприятий выполнить работы на своих участках до конца сезона."
)
SCHOOL = (
    "Грачёва Л. В. — о порядке приглашения выпускников управами.\n"
    "Ларионова К. О. — о двенадцати местах для предпринимателей и удобном времени занятий."
)
PASSPORT = (
    "Елисеева Н. Б. — о разделе про пандусы и поручни и крупном шрифте отчётов.\n"
    "Маркин Е. П. — о том, что план работ придётся менять, и объяснение переноса важнее самого срока."
)
SHELVES = (
    "Рыбаков Ф. А. — в поддержку: книги во дворах нужны, начать можно с кафе.\n"
    "Зотов М. Е. — о требованиях пожарной безопасности в подъездах.\n"
    "Панфилова Т. Г. — о судьбе прежних полок, которые некому было содержать."
)
NEIGHBOURS = (
    "Ветров А. К. — о передаче списков районам до конца года.\n"
    "Грачёва Л. В. — о сменщиках координаторов на время отпусков."
)
MORNING = (
    "Дорохов Ю. С. — об освещении двух площадок до ноября.\n"
    "Терентьев М. Л. — о школе инструкторов: без неё дворы останутся без занятий через год."
)
