"""Addresses of the frame: organisations, consents, the demo's role switcher."""

from django.urls import path

from programme.appointments import views as appointments
from programme.consents import views as consents
from programme.entrance import views as entrance
from programme.entrance.demo import demo_login, demo_roles
from programme.following import views as following
from programme.identity import views as identity
from programme.imports import views as imports
from programme.installation import views as installation
from programme.invitations import views as invitations
from programme.lists import views as lists
from programme.mandates import views as mandates
from programme.on_paper import views as on_paper
from programme.organizations import views as organizations
from programme.people import views as people
from programme.regulations import views as regulations
from programme.representatives import views as representatives
from programme.state_login import views as state_login
from programme.texts import views as texts

urlpatterns = [
    path("second-factor/", entrance.second_factor, name="second_factor"),
    path("second-factor/done/", entrance.second_factor_done, name="second_factor_done"),
    path("on-paper/", on_paper.on_paper, name="on_paper"),
    path("on-paper/organisations/new/", on_paper.add_addressee, name="on_paper_addressee"),
    path("on-paper/people/new/", on_paper.add_person, name="on_paper_person"),
    path("on-paper/new/<slug:start>/", on_paper.begin, name="on_paper_begin"),
    path("on-paper/cases/<int:process>/", on_paper.sheets, name="on_paper_sheets"),
    path("on-paper/steps/<int:pk>/", on_paper.enter, name="on_paper_enter"),
    path("on-paper/letters/<int:pk>/", on_paper.send, name="on_paper_send"),
    path("on-paper/<int:pk>/", on_paper.compare, name="on_paper_compare"),
    path("on-paper/<int:pk>/file/", on_paper.scan, name="on_paper_scan"),
    path("organisation/", organizations.organisations, name="organisation"),
    path("organisation/new/", organizations.add_organisation, name="organisation_add"),
    path("organisation/<int:pk>/", organizations.organisation_page, name="organisation_page"),
    path("organisation/<int:pk>/contacts/", organizations.change_contacts, name="organisation_contacts"),
    path("organisation/<int:pk>/representatives/new/", representatives.add_representative, name="representative_add"),
    path("organisation/representatives/<int:pk>/end/", organizations.end_membership, name="representative_end"),
    path("organisation/representatives/<int:pk>/evidence/", mandates.add_evidence, name="mandate_evidence_add"),
    path("organisation/evidence/<int:pk>/", mandates.evidence, name="mandate_evidence"),
    path("invitations/<int:pk>/withdraw/", invitations.withdraw_invitation, name="invitation_withdraw"),
    path("invitations/<int:pk>/again/", invitations.mail_invitation_again, name="invitation_again"),
    path("invitations/<str:code>/", invitations.invitation, name="invitation"),
    path("consent/", consents.consents, name="consent"),
    path("consent/<str:purpose>/", consents.consent_page, name="consent_page"),
    path("identity/", identity.identity, name="identity"),
    path("identity/telephone/", identity.telephone, name="identity_telephone"),
    path("identity/telephone/code/", identity.telephone_code, name="identity_code"),
    path("identity/telephone/remove/", identity.give_up_telephone, name="identity_give_up"),
    path("identity-desk/", identity.find_person, name="identity_desk"),
    path("identity-desk/<str:code>/", identity.person_at_desk, name="identity_person"),
    path("identity-desk/confirmations/<int:pk>/revoke/", identity.revoke, name="identity_revoke"),
    path("state-login/", state_login.leave, name="state_login"),
    path("state-login/back/", state_login.come_back, name="state_login_back"),
    path("state-login/whose/", state_login.whose, name="state_login_whose"),
    path("state-login/join/", state_login.join, name="state_login_join"),
    path("state-login/part/", state_login.part, name="state_login_part"),
    path("imports/", imports.imports, name="imports"),
    path("imports/organizations/one/", imports.enter_organization, name="organisation_enter"),
    path("imports/<slug:kind>/", imports.start, name="import_start"),
    path("imports/<slug:kind>/template.csv", imports.template, name="import_template"),
    path("imports/<slug:kind>/<int:pk>/", imports.preview, name="import_preview"),
    path("imports/<slug:kind>/<int:pk>/report.csv", imports.report, name="import_report"),
    path("roles/", appointments.roles, name="roles"),
    path("roles/new/", appointments.appoint, name="role_appoint"),
    path("roles/invite/", appointments.invite, name="role_invite"),
    path("roles/<int:pk>/end/", appointments.dismiss, name="role_dismiss"),
    path("accounts/close/", people.find_account, name="account_find"),
    path("accounts/close/<int:pk>/", people.close_account, name="account_close"),
    path("city/settings/", installation.city_settings, name="city_settings"),
    path("city/settings/change/", installation.change_settings, name="city_settings_change"),
    path("city/settings/letter/", installation.trial_letter, name="trial_letter"),
    path("city/settings/seal/", installation.bring_seal_key, name="seal_key"),
    path("setup/<str:key>/", installation.set_up, name="set_up"),
    path("setup/<str:key>/letters/trial/", installation.set_up_trial, name="set_up_trial"),
    path("setup/<str:key>/seal/make/", installation.set_up_seal, name="set_up_seal"),
    path("setup/<str:key>/<slug:slug>/", installation.set_up_step, name="set_up_step"),
    path("calendar/", regulations.calendar, name="calendar"),
    path("calendar/decree/", regulations.adopt_decree, name="calendar_decree"),
    path("calendar/new/", regulations.adopt_day, name="calendar_adopt"),
    path("regulation/", regulations.regulation, name="regulation"),
    path("regulation/compare/", regulations.regulation_compare, name="regulation_compare"),
    path("regulation/<int:version>/", regulations.regulation, name="regulation_version"),
    path("regulation/<int:version>/data.json", regulations.regulation_data, name="regulation_data"),
    path("regulation/<int:old>/to/<int:new>/", regulations.regulation_difference, name="regulation_difference"),
    path("criteria/", regulations.criteria, name="criteria"),
    path("criteria/<slug:code>/<int:version>/", regulations.criteria_version, name="criteria_version"),
    path("criteria/<slug:code>/<int:old>/to/<int:new>/", regulations.criteria_difference, name="criteria_difference"),
    path("lists/", lists.lists, name="lists"),
    path("lists/<slug:code>/change/", lists.change_list, name="list_change"),
    path("lists/<slug:code>/<int:version>/", lists.list_version, name="list_version"),
    path("lists/<slug:code>/<int:old>/to/<int:new>/", lists.list_difference, name="list_difference"),
    path("follow/<str:object_key>/", following.follow, name="follow"),
    path("follow/<str:object_key>/feed/", following.feed, name="follow_feed"),
    path("follow/<str:object_key>/days.ics", following.days, name="follow_days"),
    path("following/begin/<str:token>/", following.begin, name="follow_begin"),
    path("following/leave/<str:token>/", following.leave, name="follow_leave"),
    path("texts/", texts.texts, name="texts"),
    path("texts/<str:code>/write/", texts.write_text, name="text_write"),
    path("texts/<str:code>/<int:version>/", texts.text_version, name="text_version"),
    path("texts/<str:code>/<int:old>/to/<int:new>/", texts.text_difference, name="text_difference"),
    path("demo/roles/", demo_roles, name="demo_roles"),
    path("demo/roles/<int:pk>/", demo_login, name="demo_login"),
]
