"""Words of thanks, and the button that asks for a certificate."""

from casework.forms import AskForm, ConfirmForm
from expertise.fields import text_field


class ThankForm(AskForm):
    """By the coordinator."""

    done = "Благодарность объявлена: эксперт прочтёт её на своём столе."
    button = "Объявить благодарность"

    text = text_field(
        "За что",
        rows=3,
        most=500,
        help_text="Без названий дел и заявителей: на конкурсах имена экспертов не раскрываются.",
    )


class CertifyForm(ConfirmForm):
    """By the expert."""

    done = "Справка выдана: она в ваших документах, её код проверяет любой."
    button = "Получить справку"
