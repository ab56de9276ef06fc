"""Fields the forms of this room share: members of a body."""

from django import forms

from committee.bodies.models import BodyMember


class MembersField(forms.ModelMultipleChoiceField):
    """Members of a body to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, member: BodyMember) -> str:
        """Name, seat, sector."""
        return f"{member.person.get_full_name()} — {member.get_role_display()}, {member.get_sector_display()}"
