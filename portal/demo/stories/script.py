"""The script: what becomes of each of the 21 proposals, and the days on which it does. Days are counted back from today."""

from collections.abc import Iterator

from committee.models import Decision
from expertise.models import ExpertAssignment
from portal.demo.people import World
from portal.demo.player import Story
from portal.demo.stories import (
    appeals,
    applying,
    contest,
    delivering,
    discussing,
    examining,
    implementing,
    library,
    negotiating,
    programme,
    protocol,
    protocol_next,
    sitting,
    sittings,
)
from portal.demo.stories.appeals import Plea
from portal.demo.stories.examining import Plan

FIRST_DAY = 107
NAMED_CONFLICT = "Участие в подготовке программы занятий весной этого года по просьбе авторов, без вознаграждения."
OBJECTION = "Не согласны с выводом о замене координаторов: список из шестнадцати сменщиков есть, мы приложим его к соглашению о вкладах."
ANSWER = "Возражение принято: рекомендация сформулирована как условие исполнения, на балл и вывод она не влияет."

EXPECTED = {
    "PRJ01": "negotiating", "PRJ02": "implementing", "PRJ03": "on_committee", "PRJ04": "under_expertise", "PRJ05": "completed",
    "PRJ06": "agreed", "PRJ07": "not_recommended", "PRJ08": "negotiating", "PRJ09": "terminated", "PRJ10": "returned",
    "PRJ11": "under_expertise", "PRJ12": "rework", "PRJ13": "negotiating", "PRJ14": "on_committee", "PRJ15": "on_committee",
    "PRJ16": "draft", "PRJ17": "recommended", "PRJ18": "negotiation_failed", "PRJ19": "on_committee", "PRJ20": "formal_check",
    "PRJ21": "withdrawn",
}  # fmt: skip

HEARD = [
    Plan("PRJ02", 79, [76, 72.5, 80], [79, 74]),
    Plan("PRJ05", 79, [82, 77], [75, 80], conflict=NAMED_CONFLICT),
    Plan("PRJ09", 76, [79, 83.5], [84, 80]),
    Plan("PRJ19", 75, [62, 65], [68, 64]),
    Plan("PRJ14", 43, [81, 76], [88, 83], reply="object", objection=OBJECTION, answer=ANSWER),
    Plan("PRJ15", 50, [50, 71], [74, 71], additional=70),
    Plan("PRJ03", 43, [73, 78], [71, 69]),
]
INCLUDED = {
    "PRJ02": 55,
    "PRJ05": 55,
    "PRJ09": 54,
    "PRJ19": 54,
    "PRJ14": 21,
    "PRJ15": 21,
    "PRJ03": 21,
}
MODERATORS = ["moderator", "moderator2", "moderator3"]
DELIVERED = "PRJ02"  # agreed in two rounds, its contributions are being given
DISCUSSED = "PRJ03"  # residents have written while it was assessed
UNSEEN = "По снимку не видно, сколько человек закончили поток: приложите фотографию выпуска и назовите, сколько было от каждого сектора."
NOT_DONE = "Отчёт признаёт, что второй этап не выполнен и выполнен не будет."
PLATFORM = {"PRJ06": "culture", "PRJ19": "culture", "PRJ04": "lab"}


def stories(world: World) -> Iterator[tuple[str, Story]]:
    """All stories with their names."""
    for plan in HEARD:
        yield plan.code, heard(world, plan)
    for code, story in SINGLE.items():
        yield code, story(world)
    yield "конкурс", contest.whole(world, sittings.on_the_way)
    yield "голосование горожан", contest.voted_on(world, sittings.heard_again)
    yield "приём заявок", contest.taking_entries(world)
    yield "обсуждение на экспертизе", discussing.examined(world, next(plan for plan in HEARD if plan.code == DISCUSSED))
    yield "обсуждение сегодня", discussing.today(world, "PRJ01")
    yield "о городе", discussing.city(world)
    yield "Протокол", protocol.whole(world)
    yield "вторая редакция Протокола", protocol_next.whole(world)
    yield "первое заседание", sittings.first(world)
    yield "второе заседание", sittings.second(world)
    yield "третье заседание", sittings.third(world)
    yield "четвёртое заседание", sitting.plan(world, sittings.fourth(), 2)
    yield "напоминание", implementing.remind(world, 3)
    yield "программа 2004–2006 годов", programme.archived(world, 104)
    yield "программа", programme.living(world)
    yield "библиотека", library.cards(world, 4)
    yield "проект акта", library.draft_act(world, 17)


def few(world: World) -> Iterator[tuple[str, Story]]:
    """The stories of `./run dev`: one of each kind that is quickly told, and a sitting to come."""
    for code in FEW:
        yield code, SINGLE[code](world)
    yield "обсуждение сегодня", discussing.today(world, "PRJ01")
    yield "о городе", discussing.city(world)
    yield "четвёртое заседание", sitting.plan(world, sittings.fourth(), 2)
    yield "программа 2004–2006 годов", programme.archived(world, 6)
    yield "библиотека", library.cards(world, 4)


def accepted(world: World, code: str, ordered: int) -> Story:
    """Submitted, checked, admitted, negotiated unless it is sectoral, sent to expertise."""
    two_rounds = code == DELIVERED
    before = 0 if applying.card(code)["level"] == "sectoral" else 18 if two_rounds else 9
    yield from applying.submit(world, code, ordered + before + 6, PLATFORM.get(code, ""))
    yield from applying.admit(world, code, ordered + before + 3)
    if two_rounds:
        yield from negotiating.in_two_rounds(world, code, ordered, MODERATORS[int(code[3:]) % 3])
    elif before:
        yield from negotiating.negotiated(world, code, ordered, MODERATORS[int(code[3:]) % 3])
    else:
        yield from applying.order(world, code, ordered)


def heard(world: World, plan: Plan) -> Story:
    """The whole way to the committee."""
    yield from accepted(world, plan.code, plan.ordered)
    yield from examining.examine(world, plan)
    yield from applying.include(world, plan.code, INCLUDED[plan.code])
    if plan.code in AFTERWARDS:
        yield from AFTERWARDS[plan.code](world, plan.code)


def delivered(world: World, code: str) -> Story:
    """PRJ02: supported when it was heard again; what was agreed is being given, the report on the first stage waits for the coordinator."""
    yield from implementing.plan(world, code, 29)
    yield from delivering.deliver(world, code)
    yield from implementing.begin(world, code, 11)
    yield from implementing.report(world, code, 1, 2, "first")


def carried_out(world: World, code: str) -> Story:
    """PRJ05: a report comes back once, everything is accepted, the act is signed."""
    yield from implementing.plan(world, code, 33)
    yield from delivering.deliver_all(world, code, 32, 31)
    yield from implementing.begin(world, code, 31)
    yield from implementing.report(world, code, 1, 28, "first")
    yield from implementing.check(world, code, 1, 27, "returned", UNSEEN)
    yield from implementing.report(world, code, 1, 25, "mended", node="fix")
    yield from implementing.check(world, code, 1, 24, "done")
    yield from implementing.report(world, code, 2, 14, "second")
    yield from implementing.check(world, code, 2, 13, "done")
    yield from implementing.report(world, code, 0, 12, "whole")
    yield from implementing.check(world, code, 0, 11, "done")
    yield from implementing.complete(world, code, 10)


def failing(world: World, code: str) -> Story:
    """PRJ09: the first stage is done, the second cannot be; the committee will terminate it."""
    yield from implementing.plan(world, code, 33)
    yield from delivering.deliver_first(world, code, 32)
    yield from implementing.begin(world, code, 32)
    yield from implementing.report(world, code, 1, 29, "first")
    yield from implementing.check(world, code, 1, 28, "done")
    yield from implementing.report(world, code, 0, 25, "failed")
    yield from implementing.check(world, code, 0, 24, "failed", NOT_DONE)
    yield from implementing.ask_to_terminate(world, code, 22)


def appealed(world: World, code: str) -> Story:
    """PRJ19: the committee's refusal is set aside by the appeals board, the question goes to the committee anew."""
    refusal = Decision.objects.filter(line__item=applying.find(world, code).agenda_item_id)
    yield from appeals.whole(world, Plea("declined", "org13", refusal.get, 32, 27, "satisfy.again", against=1))
    yield from applying.include(world, code, 22)


def bargaining(world: World) -> Story:
    """PRJ01: the works and the city bargain, the second round is in three days."""
    yield from applying.submit(world, "PRJ01", 19)
    yield from applying.admit(world, "PRJ01", 16)
    yield from negotiating.second_round(world, "PRJ01", 15)


def agreed(world: World) -> Story:
    """PRJ06: the contributions are agreed, the coordinator has to order the expertise."""
    yield from applying.submit(world, "PRJ06", 30, PLATFORM["PRJ06"])
    yield from applying.admit(world, "PRJ06", 14)
    yield from negotiating.agreed(world, "PRJ06", 12)


def being_signed(world: World) -> Story:
    """PRJ08: came back from the check and was mended; its agreement is being signed."""
    yield from applying.submit(world, "PRJ08", 24)
    yield from applying.send_back(world, "PRJ08", 22)
    yield from applying.mend(world, "PRJ08", 19)
    yield from applying.admit(world, "PRJ08", 16)
    yield from negotiating.being_signed(world, "PRJ08", 13)


def disputed(world: World) -> Story:
    """PRJ13: the parties disagree about one clause."""
    yield from applying.submit(world, "PRJ13", 20)
    yield from applying.admit(world, "PRJ13", 16)
    yield from negotiating.disputed(world, "PRJ13", 13)


def not_agreed(world: World) -> Story:
    """PRJ18: mended after a return; the parties have not come to an agreement."""
    yield from applying.submit(world, "PRJ18", 32)
    yield from applying.send_back(world, "PRJ18", 31)
    yield from applying.mend(world, "PRJ18", 27)
    yield from applying.admit(world, "PRJ18", 25)
    yield from negotiating.failed(world, "PRJ18", 23)


def in_deviation(world: World) -> Story:
    """PRJ04: 24 points apart, a third expert is at work and has until today."""
    plan = Plan("PRJ04", 22, [54, 78], [70, 66])
    yield from accepted(world, plan.code, plan.ordered)
    yield from examining.gather(world, plan)
    yield from examining.assess(world, plan)
    yield from examining.ask_additional(world, plan, 8)


def with_an_overdue_expert(world: World) -> Story:
    """PRJ11: two sheets accepted, one handed in late yesterday, one expert silent."""
    plan = Plan("PRJ11", 17, [71, 66], [68, 72])
    yield from accepted(world, plan.code, plan.ordered)
    yield from examining.gather(world, plan)
    rows = examining.totals_of(world, plan)
    for number, (row, total) in enumerate(rows[:2]):
        yield world.days.at(10 - 2 * number, 12)
        examining.score(world, plan, row, total)
        yield world.days.at(9 - 2 * number, 9)
        examining.accept(world, row)
    yield world.days.at(1, 12)
    row, total = rows[2]
    examining.score(world, plan, ExpertAssignment.objects.get(pk=row.pk), total)


def sent_to_rework(world: World) -> Story:
    """PRJ12: the conclusion asks for rework; the ТОС has some days left, and has appealed, which the clerk has to register."""
    plan = Plan("PRJ12", 25, [58, 62], [66, 61])
    yield from accepted(world, plan.code, plan.ordered)
    yield from examining.examine(world, plan)
    yield from appeals.file(world, Plea("conclusion", "org15", lambda: examining.of(world, plan.code), 1))


def not_recommended(world: World) -> Story:
    """PRJ07: not recommended; two members of the committee want to hear it all the same."""
    plan = Plan("PRJ07", 31, [41, 48], [52, 46], reply="silent")
    yield from accepted(world, plan.code, plan.ordered)
    yield from examining.examine(world, plan)
    reasons = "Тема профилактики важна для города, и часть замечаний устранима: прошу заслушать заявителя на заседании."
    yield from applying.join_initiative(world, plan.code, 6, 3, reasons)
    reasons = "Считаю, что вопрос о дистанционном обучении пациентов комитет должен обсудить сам, а не оставить без рассмотрения."
    yield from applying.join_initiative(world, plan.code, 4, 8, reasons)


def recommended(world: World) -> Story:
    """PRJ17: recommended, the secretary of the committee has to bring the question in."""
    plan = Plan("PRJ17", 23, [80, 75], [78, 74])
    yield from accepted(world, plan.code, plan.ordered)
    yield from examining.examine(world, plan)


def returned(world: World) -> Story:
    """PRJ10: came back with remarks to two places; the club has two days left."""
    yield from applying.submit(world, "PRJ10", 7)
    yield from applying.send_back(world, "PRJ10", 3)


def overdue_check(world: World) -> Story:
    """PRJ20: the office is late."""
    yield from applying.submit(world, "PRJ20", 8)


def unfinished(world: World) -> Story:
    """PRJ16: a draft on a platform that closes in three working days."""
    yield from applying.draft(world, "PRJ16", 2, "yards")


def withdrawn(world: World) -> Story:
    """PRJ21: the applicant has found money elsewhere while the experts were at work."""
    plan = Plan("PRJ21", 38, [70, 70], [70, 70])
    yield from accepted(world, plan.code, plan.ordered)
    yield from examining.gather(world, plan)
    ground = "Пункты проката построит инвестор на своих площадках, средства города больше не нужны."
    yield from applying.withdraw(world, plan.code, 31, ground)


AFTERWARDS = {
    "PRJ02": delivered,
    "PRJ05": carried_out,
    "PRJ09": failing,
    "PRJ19": appealed,
}  # what becomes of what was heard first
SINGLE = {
    "PRJ01": bargaining, "PRJ04": in_deviation, "PRJ06": agreed, "PRJ07": not_recommended, "PRJ08": being_signed, "PRJ10": returned,
    "PRJ11": with_an_overdue_expert, "PRJ12": sent_to_rework, "PRJ13": disputed, "PRJ16": unfinished,
    "PRJ17": recommended, "PRJ18": not_agreed, "PRJ20": overdue_check, "PRJ21": withdrawn,
}  # fmt: skip
FEW = ("PRJ16", "PRJ10", "PRJ20", "PRJ01")
