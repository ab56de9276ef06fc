"""The draft of a conclusion is put together from the sheets and edited by a person; what an expert keeps out stays out."""

import json

from expertise.conclusions import assembly
from expertise.conclusions.forms import MOST, DraftConclusionForm
from expertise.models import Expertise
from expertise.scoring.assessment import assess
from tests.expertise.conclusions.test_conclude import TEXTS, met
from tests.expertise.conftest import GROUND, City, sheet
from tests.expertise.scoring.test_take_back import as_person, words

CANARY = "Канарейка"


def scored_with_words(city: City) -> Expertise:
    """Everybody's grounds say whose they are; the first professional expert keeps one ground and the general conclusion out."""
    city.register()
    expertise = city.request()
    group = city.gather(expertise)
    for row in group:
        city.open_materials(row)
        fields = sheet(row, 7)
        fields |= {
            name: f"Слова {row.number}. {text}" for name, text in fields.items() if name.startswith(("ground", "concl"))
        }
        if row == next(each for each in group if each.expert.track == "professional"):
            hidden = expertise.criteria_of("professional").criteria.get(number=5).pk
            fields |= {
                f"ground_{hidden}": f"{CANARY} {GROUND}", f"private_ground_{hidden}": "on",
                "conclusion": f"{CANARY} {fields['conclusion']}", "private_conclusion": "on",
            }  # fmt: skip
        form = city.send(city.of(expertise, "score", row), row.expert.person, **fields)
        assert form.is_valid(), form.errors
        city.take(row)
    met(city, expertise)
    return Expertise.objects.get(pk=expertise.pk)


def test_grounds_stand_by_criterion_and_number_and_what_is_kept_out_is_nowhere(city: City) -> None:
    expertise = scored_with_words(city)
    first, second = [row for row in expertise.assignments.order_by("number") if row.expert.track == "professional"]
    keeps = next(row for row in (first, second) if row.sheets.get().is_private)
    other = next(row for row in (first, second) if row != keeps)
    initial = DraftConclusionForm.initial_for(expertise)
    lines = initial["compliance"].splitlines()
    assert lines[0] == "Значимость для города и соответствие кластеру (профессиональный трек)."
    assert [line[:30] for line in lines[1:3]] == [
        f"Эксперт № {row.number}, оценка 7: Слова {row.number}."[:30] for row in (first, second)
    ]
    economic = initial["economic"].splitlines()
    assert economic[0].startswith("Соотношение затрат") and economic[1].startswith(
        f"Эксперт № {other.number}, оценка 7"
    )
    assert economic[2].startswith("Реалистичность бюджета"), "the ground that is kept out has left no line"
    assert initial["recommendations"].splitlines()[0] == "Итоговый балл 70,00 при пороге 60,00: рекомендовать."
    assert f"Эксперт № {keeps.number}, вывод" not in initial["recommendations"]
    assert CANARY not in json.dumps(initial, ensure_ascii=False) and "legal" not in initial

    desk = as_person(city.coordinator)
    page = words(desk.get(city.the(expertise, "draft_conclusion").get_absolute_url()))
    assert CANARY not in page and "Откуда текст : Выводы о соответствии" in page
    assert "В листах об этом ничего нет: напишите сами." in page, "nobody has written of legal consequences"
    assert not [
        row for row in expertise.assignments.all() if row.expert.person.last_name in page.split("Свод оценок")[1]
    ]

    case = as_person(keeps.expert.person).get(expertise.get_absolute_url()).content.decode()
    assert f'href="{expertise.object_url}"' in case, "what is assessed, and what is like it, is one step away"
    marked = other.sheets.get().scores.get(criterion__number=1)
    given = {**initial, **TEXTS, "compliance": "Отредактировано человеком.", "hidden": [str(marked.pk)]}
    wrong = city.send(city.the(expertise, "draft_conclusion"), city.coordinator, **{**given, "hidden": ["0"]})
    assert "hidden" in wrong.errors
    city.do(expertise, "draft_conclusion", **given)
    draft = expertise.drafts.get().snapshot
    learned = words(as_person(city.head).get(city.the(expertise, "object").get_absolute_url()))
    assert f"Эксперт № {keeps.number}, оценка 7" in learned and "Слова" in learned and CANARY not in learned
    shown = [each["origin"] for each in draft["grounds"][0]["given"]]
    assert shown == [f"Эксперт № {keeps.number}, оценка 7"], "what the coordinator has marked is not there"
    assert draft["texts"]["compliance"] == "Отредактировано человеком." and CANARY not in json.dumps(
        draft, ensure_ascii=False
    )


def test_long_words_are_cut_evenly_and_say_so(city: City) -> None:
    expertise = scored_with_words(city)
    sections, result = assembly.passages(expertise), assess(expertise)
    short = assembly.texts(sections, result, 1500)
    assert all(len(text) <= 1500 for text in short.values())
    origins = [line for line in short["compliance"].splitlines() if line.startswith("Эксперт №")]
    assert len(origins) == len(sections["compliance"]) and all(line.endswith("…") for line in origins)
    assert all(len(text) <= MOST for text in assembly.texts(sections, result, MOST).values())


def test_a_mark_comes_back_with_a_returned_sheet(city: City) -> None:
    city.register()
    [first, *_] = city.gather(city.request())
    city.open_materials(first)
    city.score(first, 7, private_conclusion="on")
    city.send(
        city.of(first.expertise, "accept_sheet", first), city.coordinator, verdict="return", remark="Поправьте оценку."
    )
    page = as_person(first.expert.person).get(city.of(first.expertise, "correct", first).get_absolute_url())
    assert 'name="private_conclusion"' in page.content.decode()
    field = page.context["form"]["private_conclusion"]
    assert (
        field.value() is True
        and page.context["form"][f"private_ground_{page.context['form'].criteria[0].pk}"].value() is False
    )
