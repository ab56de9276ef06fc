"""Reading everything a person can reach: every link from the front page and the inbox, and every number tried in the addresses."""

import io
import re
import zipfile
from collections import deque
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pikepdf
import pypdfium2
from django.apps import apps
from django.conf import settings
from django.test import Client

from casework.announcements import CaseFile
from casework.models import Waiting
from casework.rooms import announcements
from documents.models import Document

LINK = re.compile(r'(?:href|action|src|data-refresh-url)="([^"]+)"')
PICTURE = re.compile(r"/pages/\d+\.png$")  # of a page of a paper whose words are read from the paper itself
AVOIDED = ("/static/", "/appearance/", "/accounts/", "/how/", "/journal/")
TYPOGRAPHY = {0xA0: " ", 0x202F: " ", 0x2011: "-", 0xAD: None, 0x2060: None}  # what only the eye does not notice
NUMBERED = {
    "/proposals/{}/withdraw/": "negotiations.Proposal",
    "/attachments/{}/": "negotiations.Attachment",
    "/organisation/evidence/{}/": "programme.MandateEvidence",
    "/expertise/{}/opinion/": "expertise.Expertise",
    "/expertise/assignments/{}/replace/": "expertise.ExpertAssignment",
    "/sittings/{}/now/": "committee.Meeting",
    "/documents/{}/original/": "documents.Document",
    "/documents/{}/rendition/": "documents.Document",
    "/documents/{}/snapshot/": "documents.Document",
    "/documents/{}/public/": "documents.Document",
    **{f"/documents/cases/{kind.key}/{{}}/dossier.zip": kind.model for kind in announcements("case_files", CaseFile)},
}


@cache
def words_of(pdf: bytes) -> str:
    """What a PDF says: its text layer and the files attached to it."""
    text = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        text += [one.get_file().read_bytes().decode("utf-8", "replace") for one in paper.attachments.values()]
    return "\n".join(text).translate(TYPOGRAPHY)


def text_of(answer: Any) -> str:
    """Whatever was answered, as text one can search."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content.startswith(b"PK"):  # a dossier: what its papers say, and what is said of them
        with zipfile.ZipFile(io.BytesIO(content)) as dossier:
            papers = [
                dossier.read(name) for name in dossier.namelist() if name.startswith(("papers/", "manifest.json"))
            ]
        return "\n".join(words_of(one) if one.startswith(b"%PDF") else one.decode() for one in papers)
    if content.startswith(b"%PDF"):
        return words_of(content) if b"%%EOF" in content and len(content) > 2000 else ""
    text = unescape(content.decode("utf-8", "replace")).replace("\r\n ", "").translate(TYPOGRAPHY)
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    return f"{headers}\n{text}"


def numbers() -> list[str]:
    """Addresses with every number there is an object for, and the page of every code."""
    found = [
        url.format(pk)
        for url, label in NUMBERED.items()
        for pk in apps.get_model(label)._default_manager.order_by("pk").values_list("pk", flat=True)
    ]
    for room in settings.ROOMS:
        for model in apps.get_app_config(room).get_models():
            if "get_absolute_url" in vars(model):
                found += [urldefrag(one.get_absolute_url()).url for one in model._default_manager.order_by("pk")]
    found += [f"/tasks/{pk}/" for pk in Waiting.objects.open().order_by("pk").values_list("pk", flat=True)]
    return found + [f"/v/{code}/" for code in Document.objects.order_by("pk").values_list("code", flat=True)]


FRONTS = ("/", "/inbox/", "/deadlines/", "/notifications/", "/cases/", "/platforms/", "/negotiations/", "/board/", "/expert/",
          "/experts/")  # fmt: skip
EVERY = 4  # a number is guessed by every fourth reader, another one each time


def guesses(reader: int) -> list[str]:
    """The numbers one reader tries; between them, four readers in a row try everything."""
    return [url for place, url in enumerate(dict.fromkeys(numbers())) if place % EVERY == reader % EVERY]


def crawl(client: Client, *also: str, limit: int = 2000) -> dict[str, str]:
    """All pages the browser gets with 200, by address: what is linked from the fronts and from what it is told to try."""
    seen, pages = set[str](), dict[str, str]()
    queue = deque([*FRONTS, *also])
    while queue and len(seen) < limit:
        url = queue.popleft()
        if url in seen:
            continue
        seen.add(url)
        answer = client.get(url)
        if answer.status_code != 200:
            continue
        pages[url] = text_of(answer)
        if "html" in answer["Content-Type"]:
            queue += [link for link in links(url, pages[url]) if link not in seen]
    return pages


def links(here: str, page: str) -> list[str]:
    """Addresses of our own that a page mentions; filters of lists are followed no further than their first page."""
    found = (urldefrag(urljoin(here, link)).url for link in LINK.findall(page))
    return [
        link
        for link in found
        if not urlsplit(link).netloc
        and link.startswith("/")
        and not link.startswith(AVOIDED)
        and not PICTURE.search(link)
        and "?" not in link
    ]
