"""What the holder of a Mark is asked once a year."""

from casework.forms import AskForm
from quality_mark.fields import long_text

LEAST = 40


class ReportForm(AskForm):
    """A year of the Mark in three answers."""

    done = "Самоотчёт сдан. Его прочтут секретариат конкурса и, когда дойдёт до продления, эксперты и комитет."
    button = "Сдать самоотчёт"
    has_draft = True
    quality = long_text(
        "Как поддерживается качество", min_length=LEAST, help_text="Чем подтверждено, что объект остался таким же: проверки, замеры, отзывы."
    )  # fmt: skip
    use = long_text(
        "Как применяется Знак", min_length=LEAST, help_text="Где стоит Знак и где виден код проверки: сайт, вход, упаковка."
    )  # fmt: skip
    complaints = long_text(
        "Какие были жалобы и что сделано", 3, min_length=10, help_text="Если жалоб не было, так и напишите."
    )
