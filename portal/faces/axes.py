"""By what the programme is divided: lists that the city keeps, and the levels that the programme fixes (domain 2.1)."""

from dataclasses import dataclass

from programme.classifiers import ProgramLevel
from programme.lists import catalogue


@dataclass(frozen=True)
class Axis:
    """A division of the programme; `key` is the word of its address and the code of its list."""

    key: str
    title: str
    about: str

    @property
    def parts(self) -> list[tuple[str, str]]:
        """(code, title) of all its parts, those that have ended too: their projects go on."""
        return list(ProgramLevel.choices) if self.key == "levels" else catalogue.every(self.key)


AXES = {
    axis.key: axis
    for axis in (
        Axis("clusters", "Кластеры", "Крупные группы, на которые программа делит проекты и меры."),
        Axis("directions", "Направления", "Направления мегапроекта: у каждого своя лента проектов."),
        Axis(
            "levels", "Уровни", "На чьих плечах держится проект или мера: города, нескольких ведомств, одной отрасли."
        ),
        Axis("areas", "Отраслевые области", "По областям подбирают экспертов и ведут отраслевые меры."),
    )
}
