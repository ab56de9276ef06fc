"""What is asked of whoever puts the conclusion to the committee."""

from casework.fields import long_text
from casework.forms import AskForm


class ConclusionForm(AskForm):
    """The question of the conclusion."""

    done = "Вопрос внесён: его рассмотрят на ближайшем заседании."
    button = "Внести вопрос о выводе"
    question = long_text(
        "Что показал опыт", rows=5, min_length=20, max_length=3000,
        help_text="Отчёт о гипотезе члены комитета видят сами: напишите, о чём решать.",
    )  # fmt: skip
