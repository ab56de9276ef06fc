"""Addresses of the room."""

from django.urls import path

from events.attestations import views as attestations
from events.calendar import views as calendar
from events.consortia import views as consortia
from events.groups import views as groups
from events.mentions import views as mentions
from events.occasions import views as occasions
from events.outside import views as outside
from events.partners import views as partners
from events.recordings import views as recordings
from events.registrations import views as registrations
from events.rooms import views as rooms
from events.sections import views as sections
from events.sheets import views as sheets
from events.viewers import views as viewers

urlpatterns = [
    path("events/calendar/", calendar.month, name="city_calendar"),
    path("events/calendar/frame/", calendar.frame, name="city_calendar_frame"),
    path("events/calendar/calendar.ics", calendar.file, name="city_calendar_file"),
    path("events/calendar/feed.atom", calendar.feed, name="city_calendar_feed"),
    path("events/", occasions.events, name="events"),
    path("events/new/", occasions.plan, name="event_plan"),
    path("events/rooms/", rooms.venues, name="venues"),
    path("events/rooms/new/", rooms.new, name="venue_new"),
    path("events/rooms/<int:pk>/", rooms.venue, name="venue"),
    path("events/rooms/<int:pk>/edit/", rooms.edit, name="venue_edit"),
    path("events/rooms/<int:pk>/take/", rooms.take, name="venue_take"),
    path("events/rooms/<int:pk>/ask/", rooms.ask, name="venue_ask"),
    path("events/bookings/<int:pk>/", rooms.booking, name="booking"),
    path("events/bookings/<int:pk>/cancel/", rooms.cancel, name="booking_cancel"),
    path("events/own/", registrations.own, name="own_events"),
    path("events/series/new/", occasions.open_series, name="event_series_open"),
    path("events/series/<int:pk>/", occasions.series, name="event_series"),
    path("events/materials/<int:pk>/", occasions.material, name="event_material"),
    path("events/sections/<int:pk>/edit/", sections.edit, name="section_edit"),
    path("events/registrations/<int:pk>/sections/", sections.choose, name="registration_sections"),
    path("events/tickets/<str:code>/", registrations.check, name="event_check"),
    path("events/registrations/<int:pk>/", registrations.ticket, name="event_ticket"),
    path("events/registrations/<int:pk>/correct/", registrations.correct, name="registration_correct"),
    *(
        path(f"events/registrations/<int:pk>/{verb}/", registrations.act, {"verb": verb}, name=f"registration_{verb}")
        for verb in registrations.OWN
    ),
    path("events/<int:pk>/", occasions.event, name="event"),
    path("events/attestations/", attestations.attestations, name="attestations"),
    path("events/attestations/<int:pk>/", attestations.attestation, name="attestation"),
    path("events/attestations/<int:pk>/drop/", attestations.drop, name="attestation_drop"),
    path("events/attestations/<int:pk>/revoke/", attestations.revoke, name="attestation_revoke"),
    path("events/<int:pk>/groups/", groups.groups, name="event_groups"),
    path("events/<int:pk>/groups/form/", groups.form, name="event_groups_form"),
    path("events/<int:pk>/groups/draw/", groups.draw, name="event_groups_draw"),
    path("events/groups/<int:pk>/product/", groups.product, name="group_product"),
    path("events/registrations/<int:pk>/group/", groups.choose, name="registration_group"),
    path("events/<int:pk>/sheet/", sheets.draw_up, name="event_sheet"),
    path("events/<int:pk>/partner/", partners.ask, name="event_partner"),
    path("events/partners/<int:pk>/", partners.answer, name="event_partner_answer"),
    path("events/<int:pk>/about/", mentions.name, name="event_mention"),
    path("events/<int:pk>/recording/", recordings.add, name="event_recording"),
    path("events/recordings/<int:pk>/remove/", recordings.remove, name="recording_remove"),
    path("events/consortia/new/", consortia.new, name="consortium_new"),
    path("events/consortia/<int:pk>/", consortia.consortium, name="consortium"),
    *(
        path(f"events/consortia/<int:pk>/{verb}/", consortia.act, {"verb": verb}, name=f"consortium_{verb}")
        for verb in consortia.ACTS
    ),
    path("events/consortia/members/<int:pk>/", consortia.answer, name="consortium_answer"),
    *(path(f"events/<int:pk>/{verb}/", outside.act, {"verb": verb}, name=f"event_{verb}") for verb in outside.ACTS),
    path("events/carriages/<int:pk>/call-off/", outside.call_off, name="carriage_call_off"),
    path("events/<int:pk>/vote/", viewers.vote, name="event_vote"),
    path("events/<int:pk>/lesson/", attestations.lesson, name="event_lesson"),
    path("events/<int:pk>/register/", registrations.register, name="event_register"),
    path("events/<int:pk>/people/", registrations.people, name="event_people"),
    *(
        path(f"events/<int:pk>/{verb.replace('_', '-')}/", occasions.act, {"verb": verb}, name=f"event_{verb}")
        for verb in occasions.ACTS
    ),
]
