"""How negotiations are led (регламент 3.1.2): a moderator, the parties, rounds, the text; beside them a clock that ends everything."""

from viewflow import this
from viewflow.workflow import flow

from casework import roles
from casework.locking import case_lock
from casework.nodes import COLLEAGUE, Ask, Await, ForEach
from casework.predicates import has_status
from journal.record import key
from negotiations.minutes import actions as minutes
from negotiations.minutes.forms import RoundMinutesForm, RoundRemarkForm, SignMinutesForm
from negotiations.moderation import actions as moderation
from negotiations.moderation.forms import AcceptModerationForm, AppointForm
from negotiations.moderation.succession import ANOTHER_CANDIDATE, ANOTHER_MODERATOR
from negotiations.parties import actions as parties
from negotiations.parties.forms import ComposeForm, InviteForm, ReplyForm
from negotiations.positions import actions as positions
from negotiations.positions.forms import PositionForm
from negotiations.rounds import actions as rounds
from negotiations.rounds.forms import CloseRoundForm, MeetForm, ScheduleForm
from negotiations.talks import actions, forms, suspending
from negotiations.talks.cases import NegotiationCase, SuspensionCase
from negotiations.talks.models import Negotiation
from negotiations.talks.questions import (
    all_parties,
    are_minutes_settled,
    attendance_of_last_round,
    begin_agreement,
    candidate,
    invited_parties,
    last_agreement,
    minutes_of_last_round,
    moderator,
    negotiation_of,
    party_members,
    party_signer,
)

Status = Negotiation.Status


class NegotiationFlow(flow.Flow):
    """Переговоры о встречных вкладах

    От назначения модератора до соглашения, вступившего в силу, или закрытия без соглашения.
    """

    process_class = NegotiationCase
    office = roles.PLATFORM_SECRETARY
    lock_impl = staticmethod(case_lock)

    begin = flow.StartHandle().Next(this.has_candidate)
    has_candidate = (
        flow.Switch()
        .Case(this.accept_moderation, cond=lambda activation: negotiation_of(activation).candidate_id is not None)
        .Default(this.appoint)
    )
    appoint = (
        Ask(AppointForm, moderation.appoint_moderator)
        .Titled("Назначить модератора")
        .To(roles.PLATFORM_SECRETARY, "секретариат площадки")
        .Within("negotiation.moderator")
        .Next(this.accept_moderation)
    )
    accept_moderation = (
        Ask(AcceptModerationForm, moderation.accept_moderation)
        .Titled("Принять дело: декларация интересов")
        .To(candidate, "назначенный модератор")
        .Within("negotiation.moderator", continues=True)
        .InAbsence(*ANOTHER_CANDIDATE)
        .Next(this.is_led)
    )
    is_led = flow.Switch().Case(this.both, cond=has_status(Status.INVITING)).Default(this.appoint)
    both = flow.Split().Always(this.invite).Always(this.gather)

    gather = (
        Await(
            lambda activation: key(negotiation_of(activation)),
            until=lambda activation: negotiation_of(activation).status != Status.INVITING,
        )
        .Titled("Сбор сторон")
        .From("модератор")
        .Within(
            "negotiation.parties_limit", lapse=parties.fail_to_gather, consequence="дело будет закрыто без соглашения."
        )
        .Next(this.is_gathered)
    )
    is_gathered = (
        flow.Switch().Case(this.over, cond=lambda activation: negotiation_of(activation).is_over).Default(this.clock)
    )
    clock = (
        Await(
            lambda activation: key(negotiation_of(activation)),
            until=lambda activation: negotiation_of(activation).is_over,
        )
        .Titled("Переговоры в целом")
        .From("стороны и модератор")
        .Within("negotiation.total", lapse=actions.close_by_term, consequence="дело будет закрыто без соглашения.")
        .Next(this.over)
    )

    invite = (
        Ask(InviteForm, parties.invite)
        .Titled("Пригласить стороны")
        .To(moderator, "модератор")
        .Within("negotiation.parties", continues=True)
        .InAbsence(*ANOTHER_MODERATOR, at_once=False)
        .Next(this.ask_parties)
    )
    ask_parties = ForEach(invited_parties).Next(this.reply)
    reply = (
        Ask(ReplyForm, parties.reply)
        .Titled("Ответить на приглашение к переговорам")
        .To(party_signer, "приглашённые стороны")
        .Within(
            "negotiation.invite_reply",
            lapse=parties.decline_by_silence,
            consequence="молчание будет считаться отказом.",
        )
        .InAbsence(COLLEAGUE)
        .Next(this.all_replied)
    )
    all_replied = flow.Join().Next(this.compose)
    compose = (
        Ask(ComposeForm, parties.compose)
        .Titled("Утвердить состав сторон или пригласить ещё")
        .To(moderator, "модератор")
        .Within("negotiation.parties", continues=True)
        .InAbsence(*ANOTHER_MODERATOR, at_once=False)
        .Next(this.is_composed)
    )
    is_composed = flow.Switch().Case(this.prepare, cond=has_status(Status.POSITIONS)).Default(this.invite)
    prepare = flow.Split().Always(this.ask_positions).Always(this.schedule)
    ask_positions = ForEach(all_parties).Next(this.position)
    position = (
        Ask(PositionForm, positions.take_position)
        .Titled("Подать позицию к переговорам")
        .To(party_members, "стороны, не подавшие позицию")
        .Within("negotiation.positions")
        .InAbsence(COLLEAGUE)
        .Next(this.heard)
    )
    heard = flow.End()

    schedule = (
        Ask(ScheduleForm, rounds.schedule)
        .Titled("Назначить раунд переговоров")
        .To(moderator, "модератор")
        .Within(lambda activation: "negotiation.disagreement" if has_status(Status.DISAGREEMENT)(activation) else "")
        .InAbsence(*ANOTHER_MODERATOR, at_once=False)
        .Next(this.meet)
    )
    meet = (
        Ask(MeetForm, rounds.meet)
        .Titled("Открыть или перенести раунд")
        .To(moderator, "модератор")
        .InAbsence(*ANOTHER_MODERATOR, at_once=False)
        .Next(this.has_met)
    )
    has_met = (
        flow.Switch()
        .Case(this.hold, cond=has_status(Status.SESSION_OPEN))
        .Case(this.meet, cond=has_status(Status.SCHEDULED))
        .Default(this.over)
    )
    hold = (
        Ask(CloseRoundForm, rounds.close_round)
        .Titled("Провести и закрыть раунд")
        .To(moderator, "модератор и стороны за столом")
        .InAbsence(*ANOTHER_MODERATOR, at_once=False)
        .Next(this.draft_minutes)
    )
    draft_minutes = (
        Ask(RoundMinutesForm, minutes.draft_minutes)
        .Titled("Составить протокол раунда")
        .To(moderator, "модератор")
        .Within("negotiation.minutes")
        .InAbsence(*ANOTHER_MODERATOR, at_once=False)
        .Next(this.ask_remarks)
    )
    ask_remarks = ForEach(attendance_of_last_round).Next(this.remark_on_minutes)
    remark_on_minutes = (
        Ask(RoundRemarkForm, minutes.remark)
        .Titled("Прочитать проект протокола раунда")
        .To(party_members, "стороны, бывшие на раунде")
        .Within("negotiation.remarks", lapse=minutes.no_remark, consequence="будет считаться, что замечаний нет.")
        .InAbsence(COLLEAGUE)
        .Next(this.all_have_read)
    )
    all_have_read = flow.Join().Next(this.sign_minutes)
    sign_minutes = (
        Ask(SignMinutesForm, minutes.sign_minutes)
        .Titled("Учесть замечания и направить протокол на подпись")
        .To(moderator, "модератор")
        .InAbsence(*ANOTHER_MODERATOR, at_once=False)
        .Next(this.signatures)
    )
    signatures = (
        Await(
            lambda activation: key(minutes_of_last_round(activation)),
            until=are_minutes_settled,
            then=minutes.settle_minutes,
        )
        .Titled("Подписание протокола раунда")
        .From("модератор и секретарь площадки")
        .Next(this.are_minutes_signed)
    )
    are_minutes_signed = (
        flow.Switch()
        .Case(this.decide, cond=lambda activation: minutes_of_last_round(activation).is_registered)
        .Default(this.sign_minutes)
    )
    decide = (
        Ask(forms.DecideForm, actions.decide)
        .Titled("Решить, что дальше: раунд, соглашение или закрытие")
        .To(moderator, "модератор")
        .InAbsence(*ANOTHER_MODERATOR, at_once=False)
        .Next(this.is_decided)
    )
    is_decided = (
        flow.Switch()
        .Case(this.start_text, cond=has_status(Status.DRAFTING))
        .Case(this.schedule, cond=has_status(Status.BETWEEN_SESSIONS))
        .Default(this.over)
    )
    start_text = flow.Function(begin_agreement).Annotation("Работа над текстом соглашения начата").Next(this.agree)
    agree = (
        Await(
            lambda activation: key(last_agreement(activation)),
            until=lambda activation: last_agreement(activation).is_settled,
        )
        .Titled("Соглашение о встречных вкладах")
        .From("модератор и стороны")
        .Next(this.are_agreed)
    )
    are_agreed = flow.Switch().Case(this.schedule, cond=has_status(Status.DISAGREEMENT)).Default(this.over)
    over = flow.TerminateEnd()


class SuspensionFlow(flow.Flow):
    """Приостановка переговоров

    Сроки стоят, пока модератор не возобновит дело или не наступит назначенный день.
    """

    process_class = SuspensionCase
    office = roles.PLATFORM_SECRETARY
    lock_impl = staticmethod(case_lock)

    begin = flow.StartHandle().Next(this.resume)
    resume = (
        Ask(forms.ResumeTalksForm, suspending.resume)
        .Titled("Возобновить переговоры")
        .To(lambda activation: activation.process.suspension.case.moderator_key, "модератор")
        .Within("negotiation.suspension", lapse=suspending.resume_by_term, consequence="переговоры возобновятся сами.")
        .InAbsence(*ANOTHER_MODERATOR, at_once=False)
        .Next(this.end)
    )
    end = flow.End()
