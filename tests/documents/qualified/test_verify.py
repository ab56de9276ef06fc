"""Two means that know nothing of each other look at the same signatures: what holds, what does not, what cannot be found out here.

Without the ГОСТ engine on the machine the second means must say that it is missing; the first is tried everywhere.
"""

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from asn1crypto import crl
from django.utils import timezone

from documents.qualified import attorney, checking, container, engine, own_check, stamps, trial
from documents.qualified.checking import Brought
from documents.qualified.owner import Expected
from documents.qualified.trust import Store
from documents.qualified.verdict import Result, Verdict, agreed

PAPER = "Решение № 7\n".encode() * 40
NAME = {"cn": "Иванова Анна Петровна", "sn": "Иванова", "gn": "Анна Петровна"}
PASSED, FAILED, UNKNOWN = Result.PASSED, Result.FAILED, Result.UNKNOWN
CURVES = ("1.2.643.7.1.2.1.1.1", "1.2.643.2.2.36.0", "1.2.643.2.2.35.2", "1.2.643.7.1.2.1.2.1", "1.2.643.7.1.2.1.2.3")


@dataclass(frozen=True)
class World:
    """A centre, somebody with a certificate of it, and what the city trusts."""

    centre: trial.Centre
    anna: trial.Holder
    store: Store
    now: datetime


def lists(*contents: bytes) -> tuple[Any, ...]:
    return tuple(crl.CertificateList.load(content) for content in contents)


@pytest.fixture(scope="module")
def world() -> World:
    centre = trial.Centre.new()
    anna = centre.issue(**NAME, inn="500100732259", snils="11223344595")
    store = Store((centre.holder.certificate,), (), lists(centre.revocations()))
    return World(centre, anna, store, timezone.now())


def verdicts(
    world: World, signature: bytes, content: bytes = PAPER, store: Store | None = None, moment: datetime | None = None
) -> list[Verdict]:
    box = container.read(signature)
    arguments = (box, content, store or world.store, moment or world.now)
    return [own_check.check(*arguments), engine.check(*arguments)]


def require(world: World, expected: Result, words: str, *arguments: Any, **more: Any) -> None:
    """Both say so; where the engine is missing, the second says that it is."""
    own, other = verdicts(world, *arguments, **more)
    assert own.result == expected, (words, own.reasons)
    assert words in " ".join(own.reasons)
    if engine.engine() is None:
        assert (other.result, other.reasons) == (UNKNOWN, (engine.LACKING,))
    else:
        assert other.result == expected, (words, other.reasons)


def test_what_holds_and_what_does_not(world: World) -> None:
    sign, now, bare = world.anna.sign, world.now, world.store
    good = sign(PAPER)
    require(world, PASSED, "", good)
    require(world, PASSED, "", sign(PAPER, attached=True))
    for content in (PAPER[:-2] + b"!\n", PAPER + b"\0"):
        require(world, FAILED, "документ не тот", good, content)
    require(world, FAILED, "подписано другое содержимое", sign(b"other", attached=True))
    require(world, FAILED, "нет подписанных атрибутов", sign(PAPER, with_attributes=False))  # openssl alone says yes
    require(world, FAILED, "называет другой сертификат", sign(PAPER, names_other=True))
    require(world, FAILED, "нет сертификата", sign(PAPER, with_certificate=False))
    require(world, FAILED, "истёк", good, moment=now + timedelta(days=900))
    require(world, FAILED, "ещё не действовал", good, moment=now - timedelta(days=60))
    require(world, UNKNOWN, "нет списка отозванных", good, store=Store(bare.roots))
    require(
        world,
        UNKNOWN,
        "не в числе доверенных",
        good,
        store=Store((trial.Centre.new("Чужой центр ТЕСТ").holder.certificate,), (), bare.lists),
    )
    strange = world.centre.issue(**NAME, unknown="1.2.643.100.999.1").sign(PAPER)
    require(world, FAILED, "обязательное расширение 1.2.643.100.999.1", strange)
    broken = good[:-3] + bytes([good[-3] ^ 1]) + good[-2:]
    require(world, FAILED, "не подходит к ключу", broken)


def test_an_expired_certificate_was_good_on_the_day_of_the_signature(world: World) -> None:
    start = world.now - timedelta(days=800)
    old = world.centre.issue(since=start, **NAME)
    signature = old.sign(PAPER)
    require(world, FAILED, "истёк", signature)
    then = start + timedelta(days=100)
    of_then = Store(world.store.roots, (), lists(world.centre.revocations(then - timedelta(days=1))))
    require(world, PASSED, "", signature, store=of_then, moment=then)
    stale = Store(world.store.roots, (), lists(world.centre.revocations(world.now - timedelta(days=90))))
    require(world, UNKNOWN, "устарел", world.anna.sign(PAPER), store=stale)


def test_a_revoked_certificate_is_refused_and_the_list_is_never_left_out(world: World) -> None:
    centre = trial.Centre.new()
    taken = centre.issue(**NAME)
    centre.revoke(taken)
    store = Store((centre.holder.certificate,), (), lists(centre.revocations()))
    require(world, FAILED, "отозван", taken.sign(PAPER), store=store)
    forged = trial.Centre.new()  # a list that the centre has not signed does not count
    assert (
        verdicts(world, taken.sign(PAPER), store=Store(store.roots, (), lists(forged.revocations())))[0].result
        == UNKNOWN
    )


@pytest.mark.parametrize("curve", CURVES)
def test_keys_of_every_usual_kind(world: World, curve: str) -> None:
    require(world, PASSED, "", world.centre.issue(curve=curve, **NAME).sign(PAPER))


def test_the_file_is_taken_as_programs_write_it_and_refused_in_clear_words(world: World) -> None:
    good = world.anna.sign(PAPER)
    bare = base64.encodebytes(good)
    for written in (
        good,
        bare,
        b"-----BEGIN CMS-----\n" + bare + b"-----END CMS-----\n",
        b"\xef\xbb\xbf" + bare.replace(b"\n", b"\r\n"),
    ):
        assert container.read(written).der == good
    for content, words in {
        good[:-9]: "повреждён или обрывается", good + b"\0": "повреждён", b"%PDF-1.7": "не файл подписи", b"": "не файл подписи",
        world.anna.certificate.dump(): "повреждён", b"\x30" * (2**20 + 1): "больше 1 МБ",
    }.items():  # fmt: skip
        with pytest.raises(container.Unreadable, match=words):
            container.read(content)


def test_a_time_stamp_fixes_the_moment_and_a_bad_one_is_told(world: World) -> None:
    service = world.centre.issue(cn="Служба меток времени ТЕСТ", stamps=True)
    moment = (world.now - timedelta(minutes=20)).replace(microsecond=0)

    def when(stamp: trial.Holder, at: datetime) -> tuple[datetime, str]:
        return stamps.moment_of(
            container.read(world.anna.sign(PAPER, stamp=stamp, stamped_at=at)), world.store, world.now
        )

    assert when(service, moment)[0] == moment
    for holder, at, words in (
        (world.anna, moment, "не служба меток"), (service, world.now + timedelta(days=1), "позже поступления"),
        (trial.Centre.new("Чужой центр ТЕСТ").issue(cn="Чужая", stamps=True), moment, "не в числе доверенных"),
    ):  # fmt: skip
        assert when(holder, at)[0] == world.now
        assert words in when(holder, at)[1]


def test_two_means_that_contradict_each_other_have_found_out_nothing() -> None:
    def means(result: Result) -> Verdict:
        return Verdict("", result)

    table = {
        (PASSED, PASSED): (PASSED, False), (PASSED, FAILED): (UNKNOWN, True), (FAILED, PASSED): (UNKNOWN, True),
        (FAILED, FAILED): (FAILED, False), (PASSED, UNKNOWN): (UNKNOWN, False), (UNKNOWN, PASSED): (UNKNOWN, False),
        (FAILED, UNKNOWN): (FAILED, False), (UNKNOWN, UNKNOWN): (UNKNOWN, False),
    }  # fmt: skip
    for (first, second), common in table.items():
        assert agreed(means(first), means(second)) == common


def power_of(**changes: str) -> bytes:
    facts = {"inn": "7700000016", "until": "2099-01-01", "snils": "112-233-445 95", **changes}
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Доверенность xmlns="urn://x-artefacts/EMCHD_1" ВерсФорм="EMCHD_1"><Документ><Довер>
<СвДов НомДовер="7b1d4f7e-0000-4000-8000-000000000001" ДатаВыдДовер="2020-01-01" СрокДейст="{facts["until"]}"/>
<СвДоверит><Доверит><РосОргДовер><СвРосОрг НаимОрг="Завод" ИННЮЛ="{facts["inn"]}" ОГРН="1027700132195"/></РосОргДовер></Доверит></СвДоверит>
<СвУпПред><Пред><СведФизЛ ИННФЛ="500100732259" СНИЛС="{facts["snils"]}">
<ФИО Фамилия="Иванова" Имя="Анна" Отчество="Петровна"/></СведФизЛ></Пред></СвУпПред>
<СвПолн><МашПолн КодПолн="BBB" НаимПолн="Подписание соглашений"/></СвПолн></Довер></Документ></Доверенность>""".encode()


def test_the_person_and_the_organisation_are_those_that_were_asked(world: World) -> None:
    head = world.centre.issue(**NAME, o="Завод", inn_of_firm="7700000016", ogrn="1027700132195")
    firm = Expected("Иванова Анна Петровна", "Завод", "7700000016", "1027700132195")

    def look(
        holder: trial.Holder,
        expected: Expected,
        power: bytes = b"",
        by: trial.Holder | None = None,
        *,
        is_looked_up: bool = True,
    ) -> Any:
        brought = Brought(holder.sign(PAPER), power, by.sign(power) if by else b"")
        return checking.check(brought, PAPER, expected, world.store, world.now, is_looked_up=is_looked_up)

    def says(report: Any, words: str) -> None:
        assert words in " ".join([*report.facts["faults"], *report.facts["unsure"]]), report.facts

    assert not look(world.anna, Expected("Иванова Анна Петровна")).facts["faults"]
    says(look(world.anna, Expected("Иванова Анна Сергеевна")), "другому человеку")
    assert not look(head, firm).facts["faults"]
    says(look(head, Expected(firm.name, "Другой", "7700000023")), "сертификат другой организации")
    says(look(world.anna, firm), "приложите машиночитаемую доверенность")
    assert not look(world.anna, firm, power_of(), head).facts["faults"]
    says(look(world.anna, firm, power_of(), head, is_looked_up=False), "отзыв доверенности")
    for changes, words in (
        ({"inn": "7700000023"}, "другая организация"),
        ({"until": "2021-01-01"}, "срок доверенности истёк"),
        ({"snils": "00000000000"}, "другому человеку"),
    ):
        says(look(world.anna, firm, power_of(**changes), head), words)
    says(look(world.anna, firm, power_of(), world.anna), "подписана не доверителем")
    says(look(world.anna, firm, power_of()), "не приложена подпись")
    for bad in (b"<a/>", b"<!DOCTYPE a []><a/>", power_of().replace(b"EMCHD_1", b"EMCHD_9"), power_of()[:200]):
        with pytest.raises(attorney.Unreadable):
            attorney.read(bad)
