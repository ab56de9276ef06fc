"""What changes the frame: the only place that writes it."""

from programme.actions.appointments import appoint, dismiss
from programme.actions.consents import give_consent, withdraw_consent
from programme.actions.organizations import (
    add_organization,
    add_representative,
    change_contacts,
    confirm_membership,
    end_membership,
    mark_unscrupulous,
    refuse_membership,
)
from programme.actions.people import deactivate, enroll
from programme.actions.regulations import adopt_day, adopt_regulation

__all__ = [
    "add_organization",
    "add_representative",
    "adopt_day",
    "adopt_regulation",
    "appoint",
    "change_contacts",
    "confirm_membership",
    "deactivate",
    "dismiss",
    "end_membership",
    "enroll",
    "give_consent",
    "mark_unscrupulous",
    "refuse_membership",
    "withdraw_consent",
]
