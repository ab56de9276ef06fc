"""Stating a position."""

from casework.fields import long_text
from casework.forms import AskForm


class PositionForm(AskForm):
    """NG-08."""

    done = "Позиция подана. Закрытую часть видит только модератор."
    button = "Подать позицию"
    has_draft = True
    public_part = long_text(
        "Открытая часть",
        4,
        help_text="Прочтут все стороны: чего вы хотите и что готовы предложить. Сами вклады предлагайте на странице дела.",
    )
    interests = long_text("Интересы", 4, help_text="Закрыто. Прочтут только люди вашей организации и модератор.")
    conditions = long_text("Условия", 3, required=False, help_text="Закрыто.")
    red_lines = long_text("На что вы не пойдёте", 3, required=False, help_text="Закрыто.")
