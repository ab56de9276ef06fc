"""Addresses of the frame: organisations, consents, the demo's role switcher."""

from django.urls import path

from programme.appointments import views as appointments
from programme.consents import views as consents
from programme.entrance import views as entrance
from programme.entrance.demo import demo_login, demo_roles
from programme.invitations import views as invitations
from programme.organizations import views as organizations
from programme.people import views as people
from programme.regulations import views as regulations
from programme.representatives import views as representatives

urlpatterns = [
    path("second-factor/", entrance.second_factor, name="second_factor"),
    path("second-factor/done/", entrance.second_factor_done, name="second_factor_done"),
    path("organisation/", organizations.organisations, name="organisation"),
    path("organisation/new/", organizations.add_organisation, name="organisation_add"),
    path("organisation/<int:pk>/", organizations.organisation_page, name="organisation_page"),
    path("organisation/<int:pk>/contacts/", organizations.change_contacts, name="organisation_contacts"),
    path("organisation/<int:pk>/representatives/new/", representatives.add_representative, name="representative_add"),
    path("organisation/representatives/<int:pk>/end/", organizations.end_membership, name="representative_end"),
    path(
        "organisation/representatives/<int:pk>/confirm/",
        organizations.confirm_membership,
        name="representative_confirm",
    ),
    path(
        "organisation/representatives/<int:pk>/refuse/", organizations.refuse_membership, name="representative_refuse"
    ),
    path("invitations/<int:pk>/withdraw/", invitations.withdraw_invitation, name="invitation_withdraw"),
    path("invitations/<int:pk>/again/", invitations.mail_invitation_again, name="invitation_again"),
    path("invitations/<str:code>/", invitations.invitation, name="invitation"),
    path("consent/", consents.consents, name="consent"),
    path("consent/<str:purpose>/", consents.consent_page, name="consent_page"),
    path("roles/", appointments.roles, name="roles"),
    path("roles/new/", appointments.appoint, name="role_appoint"),
    path("roles/invite/", appointments.invite, name="role_invite"),
    path("roles/<int:pk>/end/", appointments.dismiss, name="role_dismiss"),
    path("accounts/close/", people.find_account, name="account_find"),
    path("accounts/close/<int:pk>/", people.close_account, name="account_close"),
    path("calendar/", regulations.calendar, name="calendar"),
    path("calendar/new/", regulations.adopt_day, name="calendar_adopt"),
    path("demo/roles/", demo_roles, name="demo_roles"),
    path("demo/roles/<int:pk>/", demo_login, name="demo_login"),
]
