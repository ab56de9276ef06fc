"""The sittings: one whose decisions are in force, one whose decisions are being signed, one to open now, one that is planned."""

from django.utils import timezone

from casework import workdays
from committee.agenda import actions as agenda
from committee.agenda.forms import QuestionForm
from committee.models import Body
from portal.demo.people import World
from portal.demo.player import PAPER, Story
from portal.demo.stories import body, implementing, library_route, programme, sitting
from portal.demo.stories.applying import find
from portal.demo.stories.sitting import Instruction, Item, Motion, Sitting

CONSULTED = 8
EARLIEST = 10  # o'clock: no sitting begins before
WALKER = 3  # who has walked the route with its authors
WALKED = "Вместе с заявителем готовил обходы берега и карту разрывов."
CONSULTATION = "Консультации заявителю, когда готовилась смета проекта."
DISSENT = (
    "Проект поддержан с перевесом в один голос председательствующего. Считаю, что без согласия владельцев двух участков решение преждевременно: "
    "маршрут может остаться прерванным. Прошу вернуться к вопросу, если согласий не будет через три месяца."
)
INSTRUCTION = Instruction(
    "Администрации города (демо) определить управы, при которых дежурят выпускники школы, и сообщить комитету.",
    "Администрация города (демо)", 8, "распоряжение и график дежурств",
)  # fmt: skip
FAILED = "Доступа к сведениям о сорока домах нет и не будет: составить остальные паспорта нельзя, средства возвращены."
ELECTION = "О рекомендации кандидата в общественный совет по городской среде"
CANDIDATE = "Предложена одна кандидатура — Лаврентьева Н. А., руководитель школы общественного мониторинга. Возражений до заседания не поступило."
ELECTED = "Рекомендовать Лаврентьеву Н. А. в состав общественного совета по городской среде."
DECLINED = (
    "Места для полок не согласованы с пожарным надзором, а порядок содержания после первого года не описан: "
    "прежние полки по этой причине закрывались."
)


def first(world: World) -> Story:
    """Four questions: two supported, one declined after a motion that failed; for the fourth a recusal cost the quorum."""
    session = Sitting(
        "первое",
        42,
        [
            Item("PRJ05", SCHOOL, [Motion(abstained=1)], instruction=INSTRUCTION),
            Item("PRJ09", PASSPORT, [Motion(against=1)]),
            Item(
                "PRJ19",
                SHELVES,
                [Motion(against=9, abstained=1, presiding="against"), Motion("decline", 3, 1, DECLINED)],
            ),
            Item("PRJ02", "", [], recused={WALKER: WALKED}, left=[2, 4, 7, 9, 12, 13]),
        ],
        absent=[10],
        remark="В выступлении по первому вопросу прошу уточнить: двадцать мест отданы предпринимателям, а не двенадцать.",
    )
    yield from sitting.prepare(world, session)
    yield from sitting.hold(world, session)
    yield from sitting.minute(world, session)
    yield from sitting.draw_up(world, session, 36)
    yield from sitting.sign_decisions(world, session, 35)
    yield from sitting.publish(world, session, 34)


def heard_again(world: World) -> list[body.Motion]:
    """The question that lost its quorum is supported at the next sitting, by the casting vote; the programme and two cards are approved."""
    item = find(world, "PRJ02").agenda_item_id
    assert item, "it has been put"
    return [
        body.Motion(item, "support", against=7, spoke=TRAIL, dissent=DISSENT),
        programme.question(world),
        *library_route.questions(world),
    ]


def on_the_way(world: World) -> list[body.Motion]:
    """A project that has failed is terminated; somebody is elected secretly."""
    failed = implementing.of(world, "PRJ09").termination_item_id
    assert failed, "it has been put"
    committee, secretary = Body.objects.committee(), world.people["committee"]
    personal = world.actor.act(
        secretary, None, committee.capacity_of_office(secretary), QuestionForm,
        lambda **given: agenda.put_question(committee, **given), committee,
        title=ELECTION, question=CANDIDATE, draft_resolution=ELECTED, matter="personal",
    )  # fmt: skip
    counters = [member.pk for member in world.members[1:4]]
    return [
        body.Motion(failed, "terminate", abstained=1, reasons=FAILED),
        body.Motion(personal.pk, "adopt", against=3, abstained=2, counters=counters),
    ]


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
    """What lost its quorum and what the appeals board has sent back wait for their second sitting: the chair may open it now."""
    now = timezone.localtime(world.clock.end)
    is_day = workdays.is_working(world.days.today) and now.hour >= EARLIEST
    session = Sitting("третье", 0 if is_day else 1, [Item("PRJ03", "", []), Item("PRJ19", "", [])])
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
