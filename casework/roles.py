"""The capacity keys of the roles, so that a room writes a key at no other address. Who holds a role, `programme.appointments` knows."""

PLATFORM_SECRETARY = "role:platform_secretary"
MODERATOR = "role:moderator"
EXPERTISE_COORDINATOR = "role:expertise_coordinator"
EXPERT_PROF = "role:expert_prof"
EXPERT_PUBLIC = "role:expert_public"
CONTEST_SECRETARY = "role:contest_secretary"
JURY_MEMBER = "role:jury_member"
COMMITTEE_CHAIR = "role:committee_chair"
COMMITTEE_SECRETARY = "role:committee_secretary"
COMMITTEE_MEMBER = "role:committee_member"
WORKING_COMMISSION = "role:working_commission"
APPEALS_MEMBER = "role:appeals_member"
PROTOCOL_EDITOR = "role:protocol_editor"
CLERK = "role:clerk"
ARCHIVIST = "role:archivist"
ANALYST = "role:analyst"
CONTENT_MODERATOR = "role:content_moderator"
CARD_KEEPER = "role:card_keeper"
EVENT_ORGANIZER = "role:event_organizer"
TRAINING_HEAD = "role:training_head"
ADMIN = "role:admin"
AUDITOR = "role:auditor"

# Groups that several rooms speak of; a group of one room alone stands in `<room>/roles.py`.
EXPERTS = (EXPERT_PROF, EXPERT_PUBLIC)
COMMITTEE = (COMMITTEE_CHAIR, COMMITTEE_MEMBER, COMMITTEE_SECRETARY)
COMMITTEE_AND_COMMISSION = (*COMMITTEE, WORKING_COMMISSION)
SECRETARIES = (PLATFORM_SECRETARY, EXPERTISE_COORDINATOR, COMMITTEE_SECRETARY, CLERK)
# Offices that answer for steps in which people are awaited (`office` of the flows).
OFFICES = (*SECRETARIES, COMMITTEE_CHAIR, CONTEST_SECRETARY, PROTOCOL_EDITOR)
