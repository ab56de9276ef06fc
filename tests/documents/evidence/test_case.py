"""The papers of a case in one dossier: everybody gets what they may read, and nothing in it can be changed unnoticed."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from casework.announcements import CaseFile
from casework.queue import run_pending
from casework.rooms import announcements
from documents import archive
from documents.evidence import case_files
from documents.models import Document
from journal.models import Entry
from journal.record import key
from negotiations.models import Proposal
from negotiations.proposals.page import papers_among
from programme.consents import actions as consents
from programme.models import Consent, Person
from tests.documents.evidence.test_dossier import Files, files_of, listed, zipped
from tests.dossiers import verified, verify
from tests.negotiations.conftest import Desk, desk  # noqa: F401 - a fixture
from tests.negotiations.hearing import Hearing, decided
from tests.story import BACKEND, make_person

pytestmark = pytest.mark.django_db
LINK = re.compile(r'href="/documents/(\d+)/"')


def browser(person: Any) -> Client:
    client = Client()
    if person:
        client.force_login(Person.objects.get(pk=person.pk), BACKEND)
    return client


def address_of(proposal: Proposal) -> str:
    return reverse("case_dossier", args=["proposal", proposal.pk])


def taken(proposal: Proposal, person: Any) -> bytes:
    answer = browser(person).get(address_of(proposal))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    return b"".join(answer.streaming_content)


def described(content: bytes) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(files_of(content)["manifest.json"])
    return manifest


def test_the_papers_of_a_decided_proposal(clock: Any, tmp_path: Any) -> None:
    hearing = Hearing(is_named=True)
    proposal = decided(hearing, clock)
    papers = list(Document.objects.among(*papers_among(proposal)).order_by("pk"))
    everybody_gets_exactly_what_they_may_read(proposal, papers, hearing.signer)
    every_paper_leads_there(proposal, papers)
    content = taken(proposal, hearing.signer)
    code, lines = verified(content)
    assert (code, [words for result, words in lines if result == "НЕВЕРНО"]) == (0, [])
    names = {f"{row.get_kind_display()} № {row.number}" for row in papers}
    assert {line.split(":")[0] for _, line in lines} >= names
    one_digit_anywhere_is_noticed(files_of(content), tmp_path / "dossier.zip")
    whoever_takes_the_consent_back_is_not_named(proposal)
    what_is_lost_is_named(proposal)


def what_is_lost_is_named(proposal: Proposal) -> None:
    """The bytes of a public paper are gone from the archive: the dossier holds without it, and says which it is."""
    codes = {row["code"] for row in described(taken(proposal, None))["papers"]}
    lost = Document.objects.filter(code__in=codes, kind="decision").first()
    assert lost
    archive.path_of(lost.sha256, "pdf").unlink()
    content = taken(proposal, None)
    assert {row["code"] for row in described(content)["papers"]} == codes - {lost.code}
    code, lines = verified(content)
    assert (code, [words for result, words in lines if result == "НЕВЕРНО"]) == (0, [])
    said = [words for result, words in lines if result == "не проверено" and lost.sha256 in words]
    assert len(said) == 1 and lost.number in said[0] and "утрачен" in said[0]
    assert Entry.objects.filter(subject=key(lost), verb="note_damage").exists()


def everybody_gets_exactly_what_they_may_read(proposal: Proposal, papers: list[Document], signer: Person) -> None:
    readers = {"public": None, "party": signer, "auditor": make_person("auditor"), "stranger": make_person()}
    given: dict[str, set[str]] = {}
    for role, person in readers.items():
        content, client = taken(proposal, person), browser(person)
        manifest = described(content)
        given[role] = {paper["code"] for paper in manifest["papers"]}
        readable = [row for row in papers if client.get(f"{row.get_absolute_url()}original/").status_code == 200]
        assert given[role] == {row.code for row in readable}
        page = client.get(proposal.get_absolute_url()).content.decode()
        assert {row.pk for row in readable} <= {int(pk) for pk in LINK.findall(page)}
        assert address_of(proposal) in page
        profile = "public" if role == "stranger" else role
        assert manifest["case"] == {"kind": "proposal", "name": f"Заявка № {proposal.number}", "profile": profile}
        assert content == taken(proposal, person)
    assert taken(proposal, None) == taken(proposal, readers["stranger"])
    assert given["public"] < given["party"] == {row.code for row in papers}
    assert "notice" in {row.kind for row in papers if row.code not in given["public"]}


def every_paper_leads_there(proposal: Proposal, papers: list[Document]) -> None:
    assert len(papers) > 4
    for paper in papers:
        assert (f"Заявка № {proposal.number}", address_of(proposal)) in case_files.links_to(paper, AnonymousUser())
    public = next(paper for paper in papers if paper.is_public and paper.kind == "decision")
    closed = next(paper for paper in papers if not paper.is_public)
    assert address_of(proposal) in browser(None).get(public.check_path).content.decode()
    assert address_of(proposal) not in browser(None).get(closed.check_path).content.decode()


def one_digit_anywhere_is_noticed(files: Files, path: Path) -> None:
    """The manifest is forged too, in vain; the seal alone stands above it."""
    for name, whole in files.items():
        place = next(place for place in range(len(whole) // 3, len(whole)) if whole[place : place + 1].isdigit())
        digit = b"7" if whole[place : place + 1] != b"7" else b"8"
        forged = {**files, name: whole[:place] + digit + whole[place + 1 :]}
        if name in ("manifest.json", "manifest.sig"):
            assert "manifest.json" in wrong_in(path, forged)
        else:
            assert name in wrong_in(path, forged)
    snapshot = next(name for name in files if name.endswith("snapshot.json"))
    relisted = listed({**files, snapshot: files[snapshot].replace(b"1", b"2", 1)})
    assert all(words in wrong_in(path, relisted) for words in ("manifest.json изменён", "вложено другое"))
    folder = snapshot.rsplit("/", 1)[0]
    fewer = listed({name: whole for name, whole in files.items() if not name.startswith(folder)})
    assert "описаны не те документы" in wrong_in(path, fewer)
    assert wrong_in(path, files) == ""


def wrong_in(path: Path, files: Files) -> str:
    """What the verifier finds wrong, in its words."""
    path.write_bytes(zipped(files))
    try:
        rows = verify.verify(path).rows
    except (verify.Fault, KeyError, TypeError, ValueError) as fault:
        return f"manifest.json: {fault}"
    return "\n".join(words for result, words in rows if result == verify.FAILED)


def whoever_takes_the_consent_back_is_not_named(proposal: Proposal) -> None:
    """First the paper is missing for everybody, then there is a copy without names, with data without names."""
    assert proposal.expertise and proposal.expertise.conclusion
    conclusion = proposal.expertise.conclusion
    row = conclusion.named.exclude(words=[]).first()
    assert row
    person, folder = Person.objects.get(pk=row.person_id), f"papers/{conclusion.code}"
    assert person.last_name.encode() in files_of(taken(proposal, None))[f"{folder}/snapshot.json"]
    consents.withdraw_consent(by=person, purpose=Consent.Purpose.DISSEMINATION)
    assert not [name for name in files_of(taken(proposal, None)) if name.startswith(folder)]
    run_pending()
    files = files_of(content := taken(proposal, None))
    assert {name for name in files if name.startswith(folder)} == {f"{folder}/public.pdf", f"{folder}/snapshot.json"}
    assert [name for name, whole in files.items() if person.last_name.encode() in whole] == []
    code, lines = verified(content)
    assert (code, [words for result, words in lines if result == "НЕВЕРНО"]) == (0, [])
    assert any("подлинника в досье нет" in words for _, words in lines)


def test_a_case_without_a_paper_for_somebody_is_no_dossier(desk: Desk) -> None:  # noqa: F811 - a fixture
    draft = desk.begin()
    for person in (None, desk.chairwoman, make_person("auditor")):
        assert browser(person).get(address_of(draft)).status_code == 404
    assert address_of(draft) not in browser(desk.chairwoman).get(draft.get_absolute_url()).content.decode()
    assert browser(None).get(reverse("case_dossier", args=["nothing", draft.pk])).status_code == 404
    assert {kind.key for kind in announcements("case_files", CaseFile)} == {
        "proposal", "negotiation", "entry", "contest", "mark", "edition",
    }  # fmt: skip
