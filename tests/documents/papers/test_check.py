"""The check page: what a stranger learns from a code, a number, a file; who may open a paper."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from documents import codes
from documents.models import Document
from documents.papers import actions as papers
from tests.documents.conftest import issue, made
from tests.documents.papers.test_render import bytes_of
from tests.documents.signatures.test_sign import EXTRACT
from tests.story import status_of

pytestmark = pytest.mark.django_db


def words(answer: Any) -> str:
    """What a person reads, whatever holds the words together."""
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def upload(client: Any, content: bytes) -> str:
    answer = client.post("/v/", {"file": SimpleUploadedFile("бумага.pdf", content)})
    assert answer.status_code == 200
    return words(answer)


def test_a_stranger_sees_that_a_paper_is_in_force(client: Any) -> None:
    document = made(is_public=True)
    page = words(client.get(document.check_path))
    for shown in ("Документ действует", document.number, document.title, document.sha256):
        assert shown in page
    assert f"/documents/{document.pk}/original/" in page


def test_a_private_paper_is_confirmed_but_not_handed_out(client: Any, person: Any) -> None:
    reader = person()
    document = made(readers=[f"person:{reader.pk}"], snapshot={"lead": "канарейка"})
    page = client.get(document.check_path)
    assert page.status_code == 200
    assert "канарейка" not in page.content.decode()
    addresses = [f"/documents/{document.pk}/{part}" for part in ("", "original/", "snapshot/", "pages/1.png")]
    assert [status_of(client, address) for address in addresses] == [404] * 4
    client.force_login(reader)
    assert [status_of(client, address) for address in addresses] == [200] * 4
    client.force_login(person("Чужая"))
    assert [status_of(client, address) for address in addresses] == [404] * 4


def test_an_annulled_paper_says_so(client: Any) -> None:
    document = made(is_public=True)
    papers.annul(document, reason="секретная причина")
    page = words(client.get(document.check_path))
    assert "Документ аннулирован" in page
    assert "секретная причина" not in page
    assert "Документ аннулирован" in upload(client, bytes_of(document))


def test_unknown_and_malformed_codes_get_one_and_the_same_page(client: Any) -> None:
    issue()
    asked = [codes.new_code(), "x", "'; DROP TABLE", "Я" * 200, "a/b/c", Document.objects.get().code]
    answers = [client.get(f"/v/{code}/") for code in asked]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_a_file_is_recognised_by_all_its_bytes(client: Any) -> None:
    document = made(is_public=True)
    pdf = bytes_of(document)
    assert "Файл совпадает с архивом" in upload(client, pdf)
    assert "Файл не подлинный" in upload(client, pdf + b"\n")
    assert "Файл не подлинный" in upload(client, pdf[:-1] + bytes([pdf[-1] ^ 1]))
    assert "Файл не подлинный" in upload(client, b"x")
    assert client.post("/v/", {}).status_code == 422


def test_faithful_bytes_of_a_paper_nobody_has_signed_are_no_success(client: Any, person: Any) -> None:
    document = made(**EXTRACT, signatories=[(person(), "Председатель", 1)], is_public=True)
    page = upload(client, bytes_of(document))
    assert "Документ ещё не вступил в силу" in page and "подписи ещё нет" in page and "Это подлинник" in page
    assert "notice-success" not in page
    by_code = words(client.get(document.check_path))
    assert "Документ ещё не вступил в силу" in by_code and 'data-is-in-force="no"' in by_code


def test_a_paper_is_found_by_code_and_a_public_one_by_number(client: Any) -> None:
    private, public = made(), made(is_public=True)
    assert client.get("/v/", {"q": private.code_written.lower()})["Location"] == private.check_path
    assert client.get("/v/", {"q": f"№ {public.number}"})["Location"] == public.check_path
    assert client.get("/v/", {"q": private.number}).status_code == 404


def test_downloads_are_attachments_in_a_sandbox(client: Any) -> None:
    document = made(is_public=True)
    answer = client.get(f"/documents/{document.pk}/original/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"".join(answer.streaming_content) == bytes_of(document)


def test_the_register_shows_public_papers_and_finds_them_by_words(client: Any) -> None:
    public = made(is_public=True, title="О поддержке проектов соседских сообществ")
    private = made(title="О соседях, тайно")
    other = made(is_public=True, title="О назначении экспертов")

    def shown(**query: str) -> set[int]:
        page = client.get("/documents/", query).content.decode()
        return {paper.pk for paper in (public, private, other) if f'href="/documents/{paper.pk}/"' in page}

    assert shown() == {public.pk, other.pk}
    assert shown(q="проект соседского сообщества") == {public.pk}
    assert shown(q=other.number) == {other.pk}
    assert shown(kind="minutes") == set()
    assert shown(before=str(other.pk)) == {public.pk}
    assert shown(q="", year="двести", before="'") == {public.pk, other.pk}


def test_the_register_asks_a_constant_number_of_questions(client: Any, django_assert_max_num_queries: Any) -> None:
    for _ in range(3):
        made(is_public=True)
    with django_assert_max_num_queries(2):
        client.get("/documents/")


def test_publishing_opens_a_paper(client: Any) -> None:
    document = made()
    assert client.get(document.get_absolute_url()).status_code == 404
    papers.publish(document)
    assert client.get(document.get_absolute_url()).status_code == 200


def test_a_note_says_what_has_become_of_what_the_paper_certifies(client: Any) -> None:
    document = made(is_public=True)
    papers.annotate(document, kind="warning", title="Знак приостановлен", text="Решение № 7.3-2026.", url="/marks/x/")
    page = words(client.get(document.check_path))
    assert "Знак приостановлен" in page and "Решение № 7.3-2026." in page and 'href="/marks/x/"' in page
    assert "Документ действует" not in page
    papers.annotate(document, kind="info", title="Состояние — в реестре", url="/marks/x/")
    page = words(client.get(document.check_path))
    assert "Документ действует" in page and "Состояние — в реестре" in page and "Знак приостановлен" not in page
    papers.annotate(document, kind="info", title="")
    assert "Состояние — в реестре" not in words(client.get(document.check_path))
