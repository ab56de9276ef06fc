"""Taking members off an item, putting hints to them, and looking again when a tie comes to be known (регламент 3.0, 3.5)."""

from django.utils import timezone

from casework.door import Refused
from casework.notify import tell
from committee.agenda.lines import AgendaLine, Recusal
from committee.agenda.models import AgendaItem
from committee.bodies.models import BodyMember
from committee.meetings.models import Meeting
from committee.recusals import standing
from committee.recusals.models import TieHint
from journal.record import move, record
from programme.interests import hints
from programme.models import Membership, Person

Decision = TieHint.Decision


def must_lead_item(line: AgendaLine, by: Person) -> None:
    """Only whoever presides over the item: not the presiding person of the sitting if they have an interest in it."""
    leader = standing.of_line(line).leader(line)
    if leader is None or leader.person_id != by.pk:
        raise Refused("Это вправе сделать только председательствующий по вопросу.")


def begin(line: AgendaLine, *, by: Person) -> None:
    """When the item is called: whoever has an interest is off it, the presiding role passes on, hints are put to those concerned."""
    take_off(line, by=by)
    _ask_about_hints(line)
    _pass_on(line, by)


def take_off(line: AgendaLine, *, by: Person | None) -> list[Recusal]:
    """Members with a certain interest leave the item by themselves: out of the base, the roll and the room."""
    known = standing.of_line(line)
    made = [recuse(line, member, words, Recusal.Kind.TIE, by) for member, words in known.to_be_recused(line)]
    _pass_on(line, by)
    return made


def _pass_on(line: AgendaLine, by: Person | None) -> None:
    """The presiding role over the item goes to who may have it, and is kept on record."""
    leader = standing.of_line(line).leader(line)
    if leader is not None and leader.pk != line.leading_id:
        replace_leader(line, leader, by=by)


def replace_leader(line: AgendaLine, leader: BodyMember, *, by: Person | None, ground: str = "") -> None:
    """Another presides over the item from now on, kept on record; they are told."""
    line.presiding = leader
    line.save(update_fields=["presiding"])
    title = f"По вопросу {line.number} председательствует {leader.person.short_name}"
    record(line.item, "preside_item", title, by=by, ground=ground)
    event = f"line:{line.pk}:presiding:{leader.pk}"
    tell(leader.person, event, title, str(line.meeting), line.meeting.get_absolute_url())


def recuse(line: AgendaLine, member: BodyMember, words: str, kind: str, by: Person | None) -> Recusal:
    """Put a recusal on record; the member hears of it."""
    ground = words if len(words) <= 500 else f"{words[:499]}…"
    made = Recusal.objects.create(
        item=line.item, line=line, member=member, kind=kind, ground=ground, at=timezone.now(), recorded_by=by
    )
    record(
        line.item, "recuse", f"{made.get_kind_display().capitalize()}: {member.person.short_name}", by=by, ground=ground
    )
    title = f"Вы не участвуете в вопросе {line.number}"
    tell(
        member.person,
        f"line:{line.pk}:recused:{member.pk}",
        title,
        f"{line.meeting}. Основание: {ground}.",
        line.meeting.get_absolute_url(),
    )
    return made


def _ask_about_hints(line: AgendaLine) -> None:
    """A likeness that nobody has asked about before is put to the member; what the body has dismissed is not asked again."""
    known = standing.of_line(line)
    members = Membership.objects.in_force().filter(organization__in=line.item.conflicted_organizations.values("pk"))
    others = [*Person.objects.filter(pk__in=members.values("person")), *line.item.interested_people.all()]
    interested = list(line.item.conflicted_organizations.all())
    if not (others or interested):
        return
    seats = list(line.meeting.voters())
    own = standing.organizations_of([member.person_id for member in seats])
    for member in seats:
        if (line.item_id, member.person_id) in known.recused:
            continue
        dismissed = TieHint.objects.dismissed_sources(line.meeting.body, member.person_id)
        likenesses = [*hints.between(member.person, others), *hints.neighbours(own[member.person_id], interested)]
        new = {source: words for source, words in likenesses if source not in dismissed}
        if new and not line.hints.filter(member=member).exists():
            _put_hint(line, member, new)


def _put_hint(line: AgendaLine, member: BodyMember, facts: dict[str, str]) -> None:
    hint = TieHint.objects.create(
        line=line, member=member, sources=sorted(facts), facts="\n".join(facts.values()), raised_at=timezone.now()
    )
    record(line.item, "ask_about_hint", f"Вопрос о возможной связи: {member.person.short_name}", ground=hint.facts)
    text = f"{line.meeting}, вопрос {line.number}. {'; '.join(facts.values())}. Ответьте на странице заседания."
    tell(
        member.person,
        f"hint:{hint.pk}",
        "Есть ли у вас связь с теми, кого касается вопрос?",
        text,
        line.meeting.get_absolute_url(),
    )


def open_hint(line: AgendaLine, member: BodyMember | None = None) -> TieHint | None:
    """The hint that waits for an answer or a decision: of a member, or the first of the item."""
    rows = line.hints.open().select_related("member__person")  # type: ignore[attr-defined]
    return (rows.filter(member=member) if member else rows).first()


def answer_hint(line: AgendaLine, *, by: Person, has_tie: str, text: str = "") -> None:
    """The member confirms the tie and is off the item, or contests it and the body decides without them."""
    member = line.meeting.voters().filter(person=by).first()
    hint = open_hint(line, member) if member else None
    if member is None or hint is None:
        raise Refused("Вопрос о вашей связи уже решён.")
    hint.answer, hint.answered_at = text.strip(), timezone.now()
    if has_tie == "yes":
        _close(hint, by, Decision.RECUSED, None)
        recuse(line, member, hint.facts.replace("\n", "; "), Recusal.Kind.SELF, by)
        take_off(line, by=by)
        return
    hint.save(update_fields=["answer", "answered_at"])
    record(line.item, "contest_hint", f"Возможная связь оспорена: {by.short_name}", by=by, ground=hint.answer)


def decide_hint(line: AgendaLine, *, by: Person, votes_for: int, votes_against: int) -> None:
    """The body has decided without the member, by a show of hands; equal votes take them off: a doubt is the applicant's."""
    hint = open_hint(line)
    if hint is None:
        raise Refused("Вопрос о связи уже решён.")
    if hint.member.person_id == by.pk:
        raise Refused("О своей связи не решают: подсчёт голосов записывает другой председательствующий.")
    others = [member for member in line.participants() if member.pk != hint.member_id]
    if not 0 < votes_for + votes_against <= len(others):
        raise Refused(f"Без этого члена голосуют {len(others)}: проверьте, сколько рук поднято.")
    is_out = votes_for >= votes_against
    _close(hint, by, Decision.RECUSED if is_out else Decision.NONE, (votes_for, votes_against))
    what = "отведён" if is_out else "конфликта нет"
    title = (
        f"Возможная связь, {hint.member.person.short_name}: {what} ({votes_for} — за отвод, {votes_against} — против)"
    )
    record(line.item, "decide_hint", title, by=by, ground=hint.facts)
    if is_out:
        recuse(line, hint.member, hint.facts.replace("\n", "; "), Recusal.Kind.BODY, by)
        take_off(line, by=by)


def _close(hint: TieHint, by: Person, decision: str, hands: tuple[int, int] | None) -> None:
    hint.decision, hint.decided_at, hint.decided_by = decision, timezone.now(), by
    hint.votes_for, hint.votes_against = hands or (None, None)
    hint.save()


def require_no_open_hints(line: AgendaLine) -> None:
    """A vote does not begin while it is open whether somebody on the roll may take part."""
    there = {member.pk for member in line.participants()}
    hint = next((hint for hint in line.hints.open().select_related("member__person") if hint.member_id in there), None)  # type: ignore[attr-defined]
    if hint is not None:
        raise Refused(f"Сначала решите, может ли участвовать {hint.member.person.short_name}: {hint.facts}.")


def carry_over_leaderless(meeting: Meeting, *, by: Person) -> None:
    """Items that nobody here can preside over, for everybody has an interest, go to another sitting."""
    known = standing.of_meeting(meeting)
    for line in known.lines:
        if line.outcome or known.leader(line) is not None:
            continue
        item = AgendaItem.objects.select_for_update(of=("self",)).get(pk=line.item_id)
        if item.status not in (AgendaItem.Status.INCLUDED, AgendaItem.Status.DISCUSSING):
            continue
        _carry_over(line, item, by)


def _carry_over(line: AgendaLine, item: AgendaItem, by: Person) -> None:
    if item.status == AgendaItem.Status.INCLUDED:
        move(item.discuss, f"Вопрос {line.number}: вести рассмотрение некому", by=by)
    line.outcome, line.quorum = AgendaLine.Outcome.NO_QUORUM, line.count_quorum().facts
    line.save(update_fields=["outcome", "quorum"])
    move(item.carry_over, "Вопрос переносится: у всех присутствующих есть связь", by=by, payload=line.quorum)


def require_untied_signer(meeting: Meeting, signing: BodyMember) -> BodyMember:
    """Who signs the papers of a sitting: nobody with an interest in an item that stands in them."""
    known = standing.of_meeting(meeting)
    able = known.clear_of_all([signing, *(member for member in known.present if member.person.is_active)])
    if not able:
        raise Refused("Подписать некому: у каждого, кто был на заседании, есть связь с одним из вопросов.")
    return able[0]
