"""What an analyst says of a report that will not come."""

from casework.fields import long_text
from casework.forms import AskForm


class GiveUpForm(AskForm):
    """No report of this period."""

    done = "Записано: отчёта за этот период не будет. Причину прочтут все."
    button = "Записать, что отчёта не будет"

    ground = long_text(
        "Почему отчёта не будет", rows=3, min_length=10, max_length=1000, help_text="Причина встанет на страницу показателя."
    )  # fmt: skip
