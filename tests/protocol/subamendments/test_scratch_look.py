import pathlib
from django.urls import reverse
from documents import archive
from tests.protocol.conftest import again
from tests.story import waiting_of
from tests.protocol.subamendments.test_propose import *  # noqa

OUT = pathlib.Path("/tmp/protocol_look"); OUT.mkdir(exist_ok=True)
def dump(name, path, who=None, data=None):
    c = reader(who)
    r = c.post(path, data) if data else c.get(path)
    (OUT / f"{name}.html").write_text(r.content.decode().replace('"/static/', '"file:///work/wt/protocol/static/').replace("'self'", "* file: 'unsafe-inline'"))

def test_look(desk, floor):
    edition, rows, signers = floor
    amendment, member = rows["Срок"], desk.group.of("business")[0].person
    url = reverse("protocol_amendment_amend", args=[amendment.pk])
    dump("0empty", amendment.get_absolute_url(), member)
    dump("1form", url, member)
    dump("2error", url, member, {"wording": "за пять дней", "reasoning": "мало", "behalf": "group"})
    propose(amendment, member, behalf="group")
    propose(amendment, signers["Слово"], "за неделю")
    dump("3proposed", amendment.get_absolute_url(), desk.group.of("authority")[0].person)
    edition = desk.discussed(edition)
    answer(desk.editor, rows["Погода"].case, "check_amendment", outcome="refuse", reasons="Статья не о том, и слова не те.")
    dump("4put", f"/tasks/{waiting_of(desk.editor, amendment.case, 'put').pk}/", desk.editor)
    put = desk.put(amendment, group_wording="за десять дней")
    desk.put(rows["Слово"])
    desk.sit(desk.group, {put.item_id: "sub:1", again(rows["Слово"]).item_id: "decline"})
    answer(desk.editor, amendment.case, "answer", words="Рабочая группа приняла вашу поправку другими словами.")
    answer(desk.editor, rows["Слово"].case, "answer", words="Рабочая группа отклонила вашу поправку, мотивы ниже.")
    desk.in_committee(again(edition))
    dump("5decided", amendment.get_absolute_url())
    dump("6table", reverse("protocol_amendments", args=[1]))
    dump("7compare", reverse("protocol_compare") + "?from=1&to=1")
    for purpose in ("amendments", "comparison"):
        d = again(edition).papers.get(purpose=purpose).document
        (OUT / f"{purpose}.pdf").write_bytes(archive.read(d.original.sha256, "pdf"))
