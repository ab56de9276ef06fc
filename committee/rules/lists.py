"""A list of the city as the form of a draft."""

from typing import Any

from committee.rules import content
from committee.rules.models import RulesDraft
from programme.lists import rows as rules
from programme.lists.forms import RowsForm
from programme.lists.kinds import Kind, kinds


class DraftListForm(RowsForm):
    """All rows as the draft has them; nothing of the version it changes disappears."""

    done = "Изменения сохранены."

    def kind_of(self, subject: RulesDraft) -> Kind:
        """The list the draft changes."""
        return kinds()[subject.code]

    def before(self) -> list[rules.Row]:
        """The rows that have a code already: the adopted ones and those the draft adds."""
        return list(self.initial_for(self.subject)["rows"])

    def adopted(self) -> list[rules.Row]:
        """The rows of the version it changes."""
        return list(content.base_content(self.subject))

    @classmethod
    def initial_for(cls, subject: RulesDraft) -> dict[str, Any]:
        """The list as the draft has it."""
        return {"rows": content.new_content(subject, content.base_content(subject))}

    def clean(self) -> dict[str, Any]:
        """Only the rows are an answer."""
        data = super().clean()
        return {"rows": data["rows"]} if "rows" in data else data
