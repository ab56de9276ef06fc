"""What changes the frame: the only place that writes it."""

from programme.actions.appointments import appoint, dismiss
from programme.actions.consents import give_consent, withdraw_consent
from programme.actions.invitations import (
    answer_invitation,
    hand_over_invitations,
    invite,
    lapse_invitation,
    withdraw_invitation,
)
from programme.actions.organizations import (
    add_organization,
    change_contacts,
    confirm_membership,
    end_membership,
    mark_unscrupulous,
    refuse_membership,
)
from programme.actions.people import ask_for_second_factor, deactivate, enroll
from programme.actions.regulations import adopt_day, adopt_regulation

__all__ = [
    "add_organization",
    "adopt_day",
    "adopt_regulation",
    "answer_invitation",
    "appoint",
    "ask_for_second_factor",
    "change_contacts",
    "confirm_membership",
    "deactivate",
    "dismiss",
    "end_membership",
    "enroll",
    "give_consent",
    "hand_over_invitations",
    "invite",
    "lapse_invitation",
    "mark_unscrupulous",
    "refuse_membership",
    "withdraw_consent",
    "withdraw_invitation",
]
