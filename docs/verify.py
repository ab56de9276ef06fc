"""Проверка документов «Согласия» без сети и без доверия к тому, кто их выпустил.

    python3 verify.py dossier.zip [--seal ОТПЕЧАТОК …] [--since ОТМЕТКА.note …] [--growth ЗАПИСЕЙ.json] [--witness КЛЮЧ …]

--since — отметка журнала, сохранённая раньше (можно несколько): не переписано ли с тех пор прошлое. --growth — доказательство для неё, если в
досье его нет. --witness — ключ соседа, который заверяет отметки («имя+номер+ключ», узнанный у него; можно несколько). Нужен только Python 3.11
или новее. Что и как проверяется, сказано в docs/verify.md. Код завершения: 0 — расхождений нет, 1 — есть, 2 — не прочитано, 3 — расхождений
нет, но сравнить с сохранённой отметкой не вышло.
"""

import base64
import binascii
import hashlib
import json
import re
import sys
import zipfile
import zlib
from datetime import date, datetime, timedelta
from fractions import Fraction as F
from itertools import pairwise

SCHEMA = "soglasie/dossier/2"
PROFILES = {
    "public": "досье для всех",
    "party": "досье участника: то, что вправе читать взявший его",
    "auditor": "досье аудитора",
}
PASSED, FAILED, UNKNOWN = "верно", "НЕВЕРНО", "не проверено"
NOTE_KIND, NOTE_DOMAIN = b"\xff" + b"soglasie/rsa-pkcs1-sha256", "soglasie/checkpoint/1"
PKCS1 = bytes.fromhex("3031300d060960864801650304020105000420")  # SHA-256 в подписи RSA (RFC 8017, 9.2)


class Fault(Exception):
    """Что не сошлось, словами."""


def need(holds, words):
    if not holds:
        raise Fault(words)


def same(name, stated, counted):
    need(stated == counted, f"{name}: в документе {stated!r}, пересчёт даёт {counted!r}")


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def canonical(data):
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def cents(value):
    """До сотых, половина вверх."""
    return F((value * 100 + F(1, 2)).__floor__(), 100)


# --- Печать системы (PDF 32000-1, 12.8; RFC 5652) ---


def der(data, at=0):
    """Один элемент DER: метка, начало содержимого, конец."""
    tag, size, start = data[at], data[at + 1], at + 2
    if size & 0x80:
        count = size & 0x7F
        size, start = int.from_bytes(data[start : start + count]), start + count
    need(start + size <= len(data), "подпись обрывается")
    return tag, start, start + size


def inside(data, start, end):
    """Элементы внутри другого: (метка, начало с меткой, начало содержимого, конец)."""
    rows = []
    while start < end:
        tag, first, last = der(data, start)
        rows.append((tag, start, first, last))
        start = last
    return rows


def walk(data, *path):
    """По номерам вложенных элементов к (начало с меткой, начало содержимого, конец)."""
    at = (0, *der(data)[1:])
    for number in path:
        at = inside(data, at[1], at[2])[number][1:]
    return at


def seal_of(pdf):
    """Проверить печать; вернуть SHA-256 сертификата, которым она поставлена."""
    ranges = re.findall(rb"/ByteRange ?\[ ?(\d+) +(\d+) +(\d+) +(\d+) *\]", pdf)
    same("число печатей", len(ranges), 1)
    zero, start, end, length = map(int, ranges[0])
    need(zero == 0 and end + length == len(pdf), "печать не на всём файле")
    hole = pdf[start:end]
    need(re.fullmatch(rb"<(?:[0-9a-f]{2})+>", hole), "место печати занято чем-то ещё")
    cms = bytes.fromhex(hole[1:-1].decode())
    size = der(cms)[2]
    need(not cms[size:].strip(b"\0"), "за печатью что-то дописано")
    cms = cms[:size]
    infos = inside(cms, *walk(cms, 1, 0)[1:])
    same("число подписавших", len(inside(cms, infos[-1][2], infos[-1][3])), 1)
    parts = inside(cms, *der(cms, infos[-1][2])[1:])
    attributes = b"\x31" + cms[parts[3][1] + 1 : parts[3][3]]
    need(parts[3][0] == 0xA0, "нет подписанных сведений")
    digest = hashlib.sha256(pdf[:start] + pdf[end:]).digest()
    need(
        bytes.fromhex("06092a864886f70d01090431220420") + digest in attributes,
        "отпечаток файла не тот, что под печатью",
    )
    certificate = cms[infos[-2][2] : infos[-2][3]]
    need(signed_by(certificate, attributes, cms[parts[5][2] : parts[5][3]]), "подпись печати неверна")
    return sha256(certificate)


def signed_by(certificate, content, value):
    """Верна ли подпись RSA PKCS#1 v1.5 под содержимым? Сравнивается весь блок целиком, разбирать его нельзя."""
    modulus, exponent = key_of(certificate)
    width = (modulus.bit_length() + 7) // 8
    block = PKCS1 + hashlib.sha256(content).digest()
    expected = b"\0\1" + b"\xff" * (width - len(block) - 3) + b"\0" + block
    return len(value) == width and pow(int.from_bytes(value), exponent, modulus) == int.from_bytes(expected)


def key_of(certificate):
    """Открытый ключ RSA из сертификата."""
    _, start, end = walk(certificate, 0, 6, 1)
    bits = certificate[start + 1 : end]
    return [int.from_bytes(bits[first:last]) for _, _, first, last in inside(bits, *der(bits)[1:])]


def attached(pdf, content):
    """Вложено ли в PDF именно это?"""
    for match in re.finditer(rb"stream\r?\n", pdf):
        piece = pdf[match.end() :]
        if piece.startswith(content):
            return True
        try:
            if piece[:1] == b"\x78" and zlib.decompressobj().decompress(piece, len(content) + 1) == content:
                return True
        except zlib.error:
            continue
    return False


# --- Дерево журнала (RFC 9162, 2.1) ---


def leaf_hash(content):
    return hashlib.sha256(b"\0" + content).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def included(leaf, index, size, proof, root):
    """Входит ли лист с этим номером (от нуля) в дерево с этим корнем? (2.1.3.2)"""
    need(0 <= index < size, f"запись {index + 1} не под этой отметкой: под ней записей {size}")
    node, last, hash_ = index, size - 1, leaf
    for step in proof:
        need(last > 0, "доказательство длиннее пути к корню")
        if node & 1 or node == last:
            hash_ = node_hash(step, hash_)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            hash_ = node_hash(hash_, step)
        node, last = node >> 1, last >> 1
    need(last == 0 and hash_ == root, "путь не приводит к корню")


def grown(old, old_root, size, root, proof):
    """Выросло ли дерево из прежнего, без перемен в нём? (2.1.4.2)"""
    need(old <= size, f"записей стало меньше: было {old}, стало {size}")
    if old in (0, size):
        need(not proof and (old == 0 or old_root == root), f"корень над теми же {old} записями другой")
        return
    steps = [old_root, *proof] if not old & (old - 1) else list(proof)
    need(steps, "доказательства нет")
    node, last = old - 1, size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        need(last > 0, "доказательство длиннее пути к корню")
        if node & 1 or node == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            after = node_hash(after, step)
        node, last = node >> 1, last >> 1
    need(last == 0 and before == old_root and after == root, f"первые {old} записей не те, что были")


# --- Отметки журнала (C2SP: signed-note, tlog-checkpoint) ---


class Mark:
    """Отметка: чей журнал, сколько записей, корень дерева над ними; строки подписей — (имя, номер ключа, подпись)."""

    def __init__(self, content):
        text, _, tail = content.decode().rstrip("\n").rpartition("\n\n")
        text, tail = (text, tail) if text else (tail, "")  # три строки из письма или с бумаги, без подписи
        lines = text.split("\n")
        need(len(lines) >= 3 and re.fullmatch("0|[1-9][0-9]*", lines[1]), "это не отметка журнала")
        self.text, self.origin, self.size = text + "\n", lines[0], int(lines[1])
        try:
            self.root = base64.b64decode(lines[2], validate=True)
            self.lines = [signature_line(line) for line in tail.split("\n") if line]
        except binascii.Error as fault:
            raise Fault("в отметке не разобрать base64") from fault
        need(len(self.root) == 32, "корень в отметке не той длины")

    def signed_by(self, certificates):
        """Есть ли подпись одного из этих ключей? Неверная подпись известного ключа губит всю отметку; None — таких ключей в ней нет."""
        found = None
        for certificate in certificates:
            number = hashlib.sha256(self.origin.encode() + b"\n" + NOTE_KIND + certificate).digest()[:4]
            for name, key, value in self.lines:
                if (name, key) == (self.origin, number):
                    if not signed_by(certificate, f"{NOTE_DOMAIN}\n{self.text}".encode(), value):
                        return False
                    found = True
        return found


# --- Заверения соседей (C2SP tlog-cosignature; Ed25519, RFC 8032, 5.1) ---

PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, PRIME) % PRIME
HALF = pow(2, (PRIME - 1) // 4, PRIME)  # корень из минус единицы


def add(one, other):
    """Сумма точек; точка — (X, Y, Z, T), x = X/Z, y = Y/Z, xy = T/Z."""
    a, b = (one[1] - one[0]) * (other[1] - other[0]) % PRIME, (one[1] + one[0]) * (other[1] + other[0]) % PRIME
    c, d = 2 * one[3] * other[3] * D % PRIME, 2 * one[2] * other[2] % PRIME
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME


def times(number, point):
    total = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = add(total, point)
        point, number = add(point, point), number >> 1
    return total


def is_same(one, other):
    return (one[0] * other[2] - other[0] * one[2]) % PRIME == 0 == (one[1] * other[2] - other[1] * one[2]) % PRIME


def point_of(written):
    """Точка по её записи; None, если такой точки нет или она записана не единственным способом."""
    y, is_odd = int.from_bytes(written, "little") & (1 << 255) - 1, written[31] >> 7
    if y >= PRIME:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * HALF % PRIME
    if (x * x - square) % PRIME or (x == 0 and is_odd):
        return None
    x = PRIME - x if x & 1 != is_odd else x
    return x, y, 1, x * y % PRIME


BASE = point_of((4 * pow(5, -1, PRIME) % PRIME).to_bytes(32, "little"))


def signed_by_edwards(key, content, signature):
    """Подпись Ed25519 этого ключа под этими словами?"""
    if len(key) != 32 or len(signature) != 64:
        return False
    point, commitment = point_of(key), point_of(signature[:32])
    answer = int.from_bytes(signature[32:], "little")
    if point is None or commitment is None or answer >= ORDER or is_same(times(8, point), (0, 1, 1, 0)):
        return False
    asked = int.from_bytes(hashlib.sha512(signature[:32] + key + content).digest(), "little") % ORDER
    return is_same(times(answer, BASE), add(commitment, times(asked, point)))


class Neighbour:
    """Ключ соседа, узнанный у него: «имя+номер+ключ»."""

    def __init__(self, written):
        self.name, _, rest = written.strip().partition("+")
        number, _, encoded = rest.partition("+")
        try:
            content = base64.b64decode(encoded, validate=True)
        except binascii.Error as fault:
            raise Fault("в ключе соседа не разобрать base64") from fault
        need(
            self.name and content[:1] == b"\x04" and len(content) == 33,
            "это не ключ соседа: нужна строка «имя+номер+ключ»",
        )
        self.number, self.key = hashlib.sha256(self.name.encode() + b"\n" + content).digest()[:4], content[1:]
        same("номер ключа соседа", number.lower(), self.number.hex())

    def has_cosigned(self, mark, value):
        """Заверил ли он эту отметку: восемь байт времени и подпись под ним и текстом."""
        moment = int.from_bytes(value[:8], "big")
        return len(value) == 72 and signed_by_edwards(
            self.key, f"cosignature/v1\ntime {moment}\n{mark.text}".encode(), value[8:]
        )


def signature_line(line):
    dash, name, value = line.split(" ")
    need(dash == "—", "строка подписи в отметке записана не так")
    value = base64.b64decode(value, validate=True)
    return name, value[:4], value[4:]


def hashes_of(words):
    return [base64.b64decode(word, validate=True) for word in words]


def check_mark(mark, origin, certificates):
    """Отметка этой системы и подписана её печатью."""
    same("чей журнал", mark.origin, f"{origin.partition('://')[2]}/journal")
    signed = mark.signed_by(certificates)
    need(signed is not None, "отметка подписана не этой печатью")
    need(signed, "подпись отметки неверна")


def check_entry(row, mark):
    """Стоит ли запись на своём месте под отметкой, и то ли открыто, что в неё вошло?"""
    leaf, place = row["leaf"], f"запись {row['position']} журнала ({row['leaf']['subject']}, {row['leaf']['verb']})"
    try:
        included(leaf_hash(canonical(leaf)), row["position"] - 1, mark.size, hashes_of(row["proof"]), mark.root)
        if "payload" in row:
            need(sha256(canonical(row["payload"])) == leaf["payload"], "данные не те, что вошли в запись")
    except Fault as fault:
        raise Fault(f"{place}: {fault}") from fault


def frozen_in(rows, digest):
    """Объект журнала, который стал этим файлом: запись, чьи данные называют его отпечаток."""
    for row in rows:
        if row["leaf"]["verb"] == "generate" and "payload" in row and row["payload"][1].get("original") == digest:
            return row["leaf"]["subject"]
    return None


def check_papers_in_journal(report, manifest, files, rows):
    """Стоит ли в журнале, что каждый документ сделан именно этим файлом и подписан тогда, когда говорит досье?"""
    known = {digest_of(paper, files) for paper in manifest["papers"]}
    for row in rows:
        made = row["leaf"]["verb"] == "generate" and row.get("payload", [0, {}])[1].get("original")
        if made and made not in known:
            report.add(FAILED, f"журнал: {row['leaf']['subject']} сделан другим файлом, чем лежит в досье")
    for paper in manifest["papers"]:
        report.begin(report.titles[paper["code"]])
        digest = digest_of(paper, files)
        subject = frozen_in(rows, digest)
        if subject is None:
            report.leave(
                "под отметкой журнала нет записи об этом файле: он сделан позже неё, или записи не было; возьмите досье завтра"
            )
            continue
        report.add(PASSED, "файл — тот, о котором сделана запись журнала")
        acts = [row["leaf"]["at"] for row in rows if (row["leaf"]["subject"], row["leaf"]["verb"]) == (subject, "sign")]
        for signature in paper["signatures"]:
            at = datetime.fromisoformat(signature["signed_at"])
            act = next(
                (act for act in acts if timedelta() <= datetime.fromisoformat(act) - at < timedelta(minutes=1)), None
            )
            if act is None:
                report.leave(
                    f"под отметкой журнала нет записи о подписи ({signature['name']}): она поставлена позже, или записи не было"
                )
                continue
            acts.remove(act)
            report.add(PASSED, f"подпись ({signature['name']}) стоит в журнале тем же временем")


def check_printed(report, manifest, files, mark, proofs):
    """Отметки, напечатанные в самих документах: каждая бумага — свидетель того, что было под ней."""
    for paper in manifest["papers"]:
        printed = data_of(paper, files).get("journal")
        if not printed:
            continue
        report.begin(report.titles[paper["code"]])
        title = f"журнал вырос из отметки, напечатанной в документе (за {printed['day']}, записей {printed['size']})"
        steps = [] if printed["size"] in (0, mark.size) else proofs.get(str(printed["size"]))
        if steps is None and printed["size"] < mark.size:
            report.leave(f"{title}: нет доказательства")
            continue
        report.check(
            title,
            lambda printed=printed, steps=steps: check_grown(
                Printed(printed), mark, steps, f"переписано среди записей 1–{printed['size']}"
            ),
        )


class Printed:
    """Отметка в данных документа: подписана печатью вместе с ним."""

    def __init__(self, row):
        self.origin, self.size, self.root = row["origin"], row["size"], bytes.fromhex(row["root"])


def data_of(paper, files):
    """Данные документа; пусто, если их не прочитать: об этом уже сказано."""
    try:
        data = json.loads(files.get(f"papers/{paper['code']}/snapshot.json", b""))
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def digest_of(paper, files):
    """Отпечаток подлинника; None, если его не узнать."""
    if paper["is_nameless"]:
        return data_of(paper, files).get("document", {}).get("copy_of")
    pdf = files.get(f"papers/{paper['code']}/original.pdf")
    return pdf and sha256(pdf)


def check_growth(report, mark, kept, proofs, origin, certificates):
    """Выросла ли отметка досье из сохранённых? `kept` — (имя файла, отметка); места, где разошлось, — между соседними отметками."""
    held = 0
    for name, old in sorted(kept, key=lambda row: row[1].size):
        title = f"журнал после отметки {name} (записей {old.size})"
        if old.signed_by(certificates) is None:
            report.leave(f"{title}: отметка без подписи этой печати: откуда она, знаете только вы")
        else:
            report.check(f"{title}: отметка подписана печатью", lambda old=old: check_mark(old, origin, certificates))
        steps = [] if old.size in (0, mark.size) else proofs.get(str(old.size))
        if steps is None and old.size < mark.size:
            report.leave(
                f"{title}: нет доказательства; возьмите {origin}/journal/since/{old.size}.json и укажите --growth"
            )
            report.is_short = True
            continue
        place = f"переписано среди записей {held + 1}–{old.size}"
        if report.check(title, lambda old=old, steps=steps, place=place: check_grown(old, mark, steps, place)):
            held = old.size


def check_grown(old, mark, steps, place):
    same("чей журнал", mark.origin, old.origin)
    need(
        old.size <= mark.size,
        f"записей стало меньше: было {old.size}, под отметкой досье {mark.size}; если досье старше отметки, скачайте его заново",
    )
    if old.size == mark.size and old.root != mark.root:
        raise Fault(f"журнал раздвоен: у тех же {old.size} записей два корня; {place}")
    try:
        grown(old.size, old.root, mark.size, mark.root, hashes_of(steps))
    except Fault as fault:
        raise Fault(f"{fault}; {place}") from fault


def check_neighbours(report, title, mark, neighbours):
    """Строки соседей: проверяется ключом, который человек узнал у соседа сам; ключи из досье ничего бы не доказали."""
    for neighbour in neighbours:
        values = [value for name, number, value in mark.lines if (name, number) == (neighbour.name, neighbour.number)]
        if not values:
            report.leave(f"{title}: соседом ({neighbour.name}) не заверена")
            continue
        report.check(
            f"{title}: заверена соседом ({neighbour.name})",
            lambda neighbour=neighbour, values=values: need(
                all(neighbour.has_cosigned(mark, value) for value in values), "подпись соседа неверна"
            ),
        )
    known = {mark.origin, *(neighbour.name for neighbour in neighbours)}
    for name in dict.fromkeys(name for name, _, _ in mark.lines if name not in known):
        report.leave(f"{title}: заверена соседом ({name}) — узнайте у него ключ и укажите --witness")


def check_journal(report, manifest, files, pinned, kept, growth, neighbours):
    """Отметка, записи под ней, документы в записях, рост из сохранённых отметок."""
    if "journal/checkpoint.note" not in files:
        report.leave("журнал: в досье нет отметки, переписать прошлое могли незаметно")
        report.is_short = bool(kept)
        return
    certificates = [
        content for name, content in files.items() if name.startswith("seal/") and sha256(content) in pinned
    ]
    mark, rows = Mark(files["journal/checkpoint.note"]), json.loads(files["journal/entries.json"])
    title = f"отметка журнала, записей {mark.size}"
    report.check(f"{title}: подписана печатью", lambda: check_mark(mark, manifest["origin"], certificates))
    check_neighbours(report, title, mark, neighbours)
    schema = json.loads(files.get("schemas/journal.json", b"null"))
    report.check("записи журнала отвечают схеме", lambda: fit(rows, schema, schema))
    if report.check(f"{title}: записи дела под ней", lambda: [check_entry(row, mark) for row in rows]):
        check_papers_in_journal(report, manifest, files, rows)
        report.begin("")
    proofs = json.loads(files["journal/growth.json"])
    if growth:
        mark_of_growth = Mark(growth["checkpoint"].encode())
        if (mark_of_growth.size, mark_of_growth.root) == (mark.size, mark.root):
            proofs = {**proofs, str(growth["from"]): growth["proof"]}
        else:
            report.leave("доказательство --growth — до другой отметки, чем в досье: скачайте досье заново")
    check_printed(report, manifest, files, mark, proofs)
    report.begin("")
    if kept:
        check_growth(report, mark, kept, proofs, manifest["origin"], certificates)
    else:
        report.leave(
            f"не переписан ли журнал: сохраните отметку, а потом укажите её (--since); её показывает {manifest['origin']}/journal/checkpoints/"
        )


# --- Подсчёты. Каждый берёт правила и исходные данные и возвращает то же, что стоит в outputs ---


def below(rows):
    """Критерии, средняя оценка которых ниже минимума набора; rows — пары (чей трек, оценка). None, если минимумов нет."""
    values = {}
    for track, mark in rows:
        if mark.get("least") is not None:
            values.setdefault((track, mark["criterion"], mark["title"], mark["least"]), []).append(mark["value"])
    return [row[2] for row, given in values.items() if sum(given) < row[3] * len(given)] if values else None


def expertise(rules, given):
    """Балл экспертизы (регламент 3.2)."""
    totals, zeroes, marks = {"professional": [], "public": []}, {}, {}
    for sheet in given["sheets"]:
        for mark in sheet["marks"]:
            need(type(mark["value"]) is int and 0 <= mark["value"] <= 10, "оценка не от 0 до 10")
        totals[sheet["track"]].append(sum(F(mark["weight"]) * mark["value"] for mark in sheet["marks"]))
        for mark in sheet["marks"]:
            if mark["is_blocking"] and mark["value"] == 0:
                row = (mark["criterion"], mark["title"])
                zeroes[row] = zeroes.get(row, 0) + 1
            if sheet["track"] == "professional":
                marks.setdefault((mark["criterion"], mark["title"]), []).append(mark["value"])
    ours, theirs = totals["professional"], totals["public"]
    counted = middle(ours)
    score = F(rules["professional_weight"]) * mean(counted) + F(rules["public_weight"]) * mean(theirs)
    score = cents(score)
    stops = [title for (_, title), count in zeroes.items() if count >= rules["blocking_zeroes"]]
    lacking = below((sheet["track"], mark) for sheet in given["sheets"] for mark in sheet["marks"])
    if stops or score < F(rules["rework_from"]):
        outcome = "reject"
    else:
        outcome = "recommend" if score >= F(rules["threshold"]) and not lacking else "rework"
    spread = max(theirs) - min(theirs)
    wide = [
        {"criterion": key, "title": title, "low": min(row), "high": max(row)}
        for (key, title), row in marks.items()
        if max(row) - min(row) >= rules["criterion_deviation"]
    ]
    return {
        "professional": {"counted": counted},
        "public": {"counted": theirs},
        "score": score,
        "outcome": outcome,
        "stopped_by": stops,
        **({} if lacking is None else {"below": lacking}),
        "needs_additional": len(ours) == 2 and abs(ours[0] - ours[1]) > F(rules["deviation"]),
        "discrepancies": wide,
        "public_range": spread,
        "is_public_range_wide": spread > F(rules["public_deviation"]),
    }


def mean(values):
    return sum(values, F(0)) / len(values)


def middle(totals):
    """Два итога — оба; три — ближайшая пара или все; больше — крайние снимаются парами."""
    row = sorted(totals)
    while len(row) > 3:
        row = row[1:-1]
    if len(row) == 3:
        low, centre, high = row
        near = min(centre - low, high - centre)
        return [total for total in row if abs(total - centre) <= near]
    return row


def quorum(rules, given):
    """Правомочность заседания (регламент 3.0)."""
    present = given["present_by_sector"]
    enough = sum(present.values()) > F(rules["quorum_share"]) * given["members"]
    return {"has_quorum": given["members"] > 0 and enough and len(present) >= rules["sectors_min"]}


def ballot(rules, given):
    """Кворум по вопросу и большинство (регламент 3.0)."""
    base, present = given["members"] - given["recused"], given["present_by_sector"]
    here, yes, no = sum(present.values()), given["for"], given["against"]
    took_part = yes + no + given["abstained"]
    need(took_part + given["absent"] <= base and took_part <= here, "голосов больше, чем голосующих")
    share, absentee = F(rules["participation"]) * base, given["is_absentee"]
    enough = here >= share if absentee else here > F(rules["quorum_share"]) * base
    enough = enough and here >= rules["persons_min"] and len(present) >= rules["sectors_min"]
    casting = False
    if not enough:
        outcome = "no_quorum"
    elif given["majority"] == "qualified":
        outcome = carried(yes >= F(rules["qualified_share"]) * base)
    elif yes == no and yes > 0:
        casting = not given["on_tie"] and given["presiding"] in ("for", "against")
        outcome = given["on_tie"] or carried(given["presiding"] == "for")
    else:
        outcome = carried(yes > F(rules["simple_share"]) * took_part)
    return {"has_quorum": enough, "outcome": outcome, "by_casting_vote": casting}


def carried(holds):
    return "carried" if holds else "not_carried"


def ranking(rules, given):
    """Места, равенство баллов, уровни (регламент 3.3)."""
    entries = given["entries"]
    rows = sorted((row for row in entries if not row["out"]), key=lambda row: -F(row["score"]))
    ordered, ties = [], []
    for score in dict.fromkeys(row["score"] for row in rows):
        group = apart([row for row in rows if row["score"] == score])
        ties += [{"higher": a["pk"], "lower": b["pk"], "rule": rule_of(a, b, group)} for a, b in pairwise(group)]
        ordered += group
    held, marks, places = len(entries) >= rules["entries_min"], 0, []
    for position, row in enumerate(ordered, 1):
        score = F(row["score"])
        if row.get("below"):
            places.append({"pk": row["pk"], "position": position, "level": "participant", "needs_qualified": False})
            continue
        level = next(
            (code for code in ("mark", "diploma_1", "diploma_2") if reaches(score, rules[code])), "participant"
        )
        is_mark = score >= F(rules["mark" if held else "single_entry"]) and marks < rules["quota"]
        marks += is_mark
        below = "diploma_1" if rules["diploma_1"] is not None else "participant"
        level = "mark" if is_mark else below if level == "mark" else level
        places.append({"pk": row["pk"], "position": position, "level": level, "needs_qualified": is_mark and not held})
    return {"held": held, "places": places, "ties": ties}


def reaches(score, threshold):
    """Достигнут ли уровень; у вида конкурса их может быть меньше трёх."""
    return threshold is not None and score >= F(threshold)


def value_of(row, rule):
    """Чем правило сравнивает заявки с равным баллом."""
    if rule == 1:
        return F(min(row["means"], key=lambda mean: (-F(mean["weight"]), mean["number"]))["mean"])
    return row["visit"] if rule == 2 else row["votes"]


def applies(group, rule):
    return (
        all(row["means"] for row in group) if rule == 1 else rule == 3 or all(row["visit"] is not None for row in group)
    )


def apart(group, rules=(1, 2, 3)):
    """Заявки с равным баллом по порядку: правило за правилом, а чего они не развели — по времени подачи."""
    if not rules:
        return sorted(group, key=lambda row: (datetime.fromisoformat(row["registered_at"]), row["number"], row["pk"]))
    rule, *rest = rules
    if not applies(group, rule):
        return apart(group, rest)
    values = sorted({value_of(row, rule) for row in group}, reverse=True)
    return [row for value in values for row in apart([row for row in group if value_of(row, rule) == value], rest)]


def rule_of(higher, lower, group):
    for rule in (1, 2, 3):
        if applies(group, rule):
            value = value_of(higher, rule)
            if value != value_of(lower, rule):
                return rule
            group = [row for row in group if value_of(row, rule) == value]
    return 4


def package(rules, given):
    """Баланс вкладов (регламент 3.1.3); суммы — в копейках."""
    offers, everything = given["offers"], {row["key"]: row for row in [*given["offers"], *given["others"]]}
    faults = [(link, own_fault(link, everything)) for link in given["conditions"] if link["contribution"] in everything]
    holding = {key for key, row in everything.items() if row["is_accepted"]}
    while fallen := {
        link["contribution"]
        for link, fault in faults
        if link["contribution"] in holding and (fault or link["depends_on"] not in (None, *holding))
    }:
        holding -= fallen
    counted = {row["key"]: 0 for row in offers}
    for side in given["sides"]:
        held = [row for row in offers if row["party"] == side["key"] and row["key"] in holding]
        base = sum(kopecks(row["value"]) for row in held)
        for kind in {row["kind"] for row in held}:
            declared = {row["key"]: kopecks(row["value"]) for row in held if row["kind"] == kind}
            whole = sum(declared.values())
            limit = (base * F(rules["caps"][kind]) / 100).__floor__() if kind in rules["caps"] else whole
            counted |= declared if whole <= limit else shared(limit, declared)
    sums = {
        side["key"]: sum(counted[row["key"]] for row in offers if row["party"] == side["key"])
        for side in given["sides"]
    }
    total, budget = sum(sums.values()), kopecks(given["budget"])
    minimums = list(minimums_of(rules, given["sides"], sums, budget))
    sectors = dict.fromkeys(("authority", "business", "community"), 0)
    for side in given["sides"]:
        sectors[side["sector"]] += sums[side["key"]]
    hanging = any(row["is_accepted"] and row["key"] not in holding for row in offers)
    return {
        "counted": {str(key): F(part, 100) for key, part in counted.items()},
        "total": F(total, 100),
        "deficit": F(max(budget - total, 0), 100),
        "by_sector": {sector: F(part, 100) for sector, part in sectors.items()},
        "minimums": minimums,
        "holding": sorted(holding),
        "is_closed": all(minimums) and total >= budget and not hanging and not open_circles(everything, faults),
    }


def kopecks(value):
    part = F(value or 0) * 100
    need(part.denominator == 1, "сумма не в целых копейках")
    return int(part)


def own_fault(link, known):
    """Не выполнено ли само условие: вклада нет, он не принят или его срок позже условленного."""
    other = known.get(link["depends_on"])
    if link["depends_on"] is None:
        return False
    return (
        not other or not other["is_accepted"] or bool(link["until"] and other["due"] and other["due"] > link["until"])
    )


def open_circles(known, faults):
    """Есть ли вклады, которые ждут друг друга по кругу, и круг не замыкается?"""
    ahead = {
        key: {link["depends_on"] for link, _ in faults if link["contribution"] == key} & set(known) for key in known
    }
    reach = {}
    for key in known:
        seen, waiting = set(), list(ahead[key])
        while waiting:
            step = waiting.pop()
            if step not in seen:
                seen.add(step)
                waiting += ahead[step]
        reach[key] = seen
    holds = {key for key, row in known.items() if row["is_accepted"]}
    for key in known:
        circle = {other for other in reach[key] if key in reach[other]} | {key}
        if len(circle) > 1 and (
            circle - holds or any(fault for link, fault in faults if link["contribution"] in circle)
        ):
            return True
    return False


def shared(total, weights):
    """Поровну весам, до копейки: лишние — наибольшим остаткам, а при равных — тому, кто раньше."""
    whole = sum(weights.values())
    parts = {key: divmod(total * weight, whole) for key, weight in weights.items()}
    spare = total - sum(part for part, _ in parts.values())
    lucky = sorted(parts, key=lambda key: -parts[key][1])[:spare]
    return {key: part + (key in lucky) for key, (part, _) in parts.items()}


def minimums_of(rules, sides, sums, budget):
    for side in sides:
        if side["is_initiator"]:
            own = rules["own_min"].get(side["sector"], rules["own_min"]["default"])
            yield sums[side["key"]] >= budget * F(own) / 100
            least = budget * F(rules["other_min"]) / 100
            yield any(sums[other["key"]] >= least for other in sides if other["sector"] != side["sector"])
    city = sum(sums[side["key"]] for side in sides if side["sector"] == "authority")
    yield city <= budget * F(rules["city_max"]) / 100


def term(rules, given):
    """Последний день срока (ГК РФ, ст. 191, 193): счёт со следующего дня; календарный срок, что кончается в выходной, — до рабочего дня."""
    days, last = rules["days"], date.fromisoformat(given["from"])
    need(0 <= days <= 3660, "срок не в пределах десяти лет")
    against = {date.fromisoformat(row["day"]): row["is_working"] for row in given["calendar"]}
    need(len(against) == len(given["calendar"]), "день календаря назван дважды")
    if rules["is_calendar"]:
        last += timedelta(days)
        days = 0 if works(last, against) else 1
    while days:
        last += timedelta(1)
        days -= works(last, against)
    used = [day for day in against if date.fromisoformat(given["from"]) < day <= last]
    need(len(used) == len(against), "в календаре дни вне срока")
    need(all(against[day] != (day.weekday() < 5) for day in used), "в календаре день, который и так таков")
    return {"due": last.isoformat()}


def works(day, against):
    """Рабочий ли день: понедельник — пятница, если производственный календарь не говорит иначе."""
    return against.get(day, day.weekday() < 5)


def light(rules, given):
    """Балл заявки (регламент 3.3): среднее итогов; из четырёх и более разошедшихся самый далёкий от медианы не считается."""
    sheets = given["sheets"]
    need(len(sheets) >= rules["experts_min"], "листов меньше, чем нужно")
    need(len({sheet["expert"] for sheet in sheets}) == len(sheets), "два листа одного эксперта")
    zeroes, totals = {}, []
    for sheet in sheets:
        need(
            all(type(row["value"]) is int and 0 <= row["value"] <= 10 for row in sheet["marks"]), "оценка не от 0 до 10"
        )
        totals.append(sum(F(row["weight"]) * row["value"] for row in sheet["marks"]))
        for row in sheet["marks"]:
            if row["is_blocking"] and row["value"] == 0:
                zeroes[row["criterion"], row["title"]] = zeroes.get((row["criterion"], row["title"]), 0) + 1
    counted = list(range(len(sheets)))
    if max(totals) - min(totals) > F(rules["range_max"]) and len(sheets) > rules["experts_min"]:
        row = sorted(totals)
        half = len(row) // 2
        centre = row[half] if len(row) % 2 else (row[half - 1] + row[half]) / 2
        far = max(abs(total - centre) for total in totals)
        furthest = [n for n in counted if abs(totals[n] - centre) == far]
        counted = [n for n in counted if n not in furthest or len(furthest) > 1]
    means, (first, *_) = [], [sheets[n] for n in counted]
    for mark in first["marks"]:
        values = [row["value"] for n in counted for row in sheets[n]["marks"] if row["criterion"] == mark["criterion"]]
        need(len(values) == len(counted), f"«{mark['title']}» оценили не все")
        means.append({"title": mark["title"], "mean": F(sum(values), len(values))})
    lacking = below(("", mark) for n in counted for mark in sheets[n]["marks"])
    return {
        "counted": [sheets[n]["expert"] for n in counted],
        "score": cents(sum((totals[n] for n in counted), F(0)) / len(counted)),
        "means": means,
        "stopped_by": [title for (_, title), count in zeroes.items() if count >= rules["blocking_zeroes"]],
        **({} if lacking is None else {"below": lacking}),
    }


def lot(rules, given):
    """Жребий проверок на месте: зерно — из списка, жребий каждого — из зерна и номера, наименьшие выпадают."""
    rows = sorted((row["number"], F(row["score"])) for row in given["entries"])
    need(rows and all(score < F(rules["visit_from"]) for _, score in rows), "в жребии те, кого проверяют и без него")
    need(len({number for number, _ in rows}) == len(rows), "заявка в жребии дважды")
    listed = "\n".join(f"{number} {int(score * 100) // 100}.{int(score * 100) % 100:02d}" for number, score in rows)
    fingerprint = sha256(listed.encode())
    seed = sha256(f"{given['contest']} {fingerprint}".encode())
    order = [number for _, number in sorted((sha256(f"{seed} {number}".encode()), number) for number, _ in rows)]
    share = -(-len(rows) * F(rules["visit_share"]) // 100)
    return {"fingerprint": fingerprint, "seed": seed, "order": order, "drawn": order[: min(len(rows), max(1, share))]}


def check_chain(counts):
    """Балл и средние в рейтинге — те, что вышли из листов; в жребии — те же баллы."""
    scored = {row["inputs"]["entry"]: row["outputs"] for row in counts if row["count"] == "light"}
    for row in counts:
        for entry in row["inputs"]["entries"] if row["count"] in ("ranking", "ranking_of_kind", "lot") else []:
            own = scored.get(entry["number"])
            if own is None:
                continue
            same(f"балл заявки № {entry['number']}", F(entry["score"]), F(own["score"]))
            means = {mean["title"]: F(mean["mean"]) for mean in own["means"]}
            for mean in entry.get("means", []):
                near = abs(F(mean["mean"]) - means[mean["title"]]) < F(1, 10**50)
                need(near, f"среднее «{mean['title']}» заявки № {entry['number']} не то, что вышло из листов")


COUNTS = {
    "expertise": expertise,
    "quorum": quorum,
    "ballot": ballot,
    "ranking": ranking,
    "ranking_of_kind": ranking,
    "package": package,
    "term": term,
    "light": light,
    "lot": lot,
}
# Откуда в регламенте каждое число подсчёта; чего здесь нет, то решает акт органа или объявление конкурса.
ORIGIN = {
    "expertise": {
        "professional_weight": "expertise.weights.professional", "public_weight": "expertise.weights.public",
        "deviation": "expertise.deviation.professional", "public_deviation": "expertise.deviation.public",
        "criterion_deviation": "expertise.deviation.criterion", "rework_from": "expertise.rework_from",
        "blocking_zeroes": "expertise.blocking_zeroes",
    },
    "quorum": {"quorum_share": "committee.quorum.share"},
    "ballot": {
        "quorum_share": "committee.quorum.share", "sectors_min": "committee.quorum.sectors_min",
        "simple_share": "committee.majority.simple", "qualified_share": "committee.majority.qualified",
        "participation": "committee.absentee.participation",
    },
    "ranking": {
        "mark": "contest.thresholds.mark", "diploma_1": "contest.thresholds.diploma_1",
        "diploma_2": "contest.thresholds.diploma_2", "single_entry": "contest.single_entry", "entries_min": "contest.entries_min",
    },
    "ranking_of_kind": {},  # пороги — вида конкурса, который ввёл в действие комитет
    "package": {
        "caps": "negotiation.contribution_caps", "own_min": "proposal.own_contribution_min",
        "other_min": "proposal.other_sector_share_min",
    },
    "light": {
        "experts_min": "contest.experts_min", "range_max": "contest.range_max", "blocking_zeroes": "contest.blocking_zeroes",
    },
    "lot": {"visit_from": "contest.visit_from", "visit_share": "contest.visit_share"},
    "term": {},  # срок назван по имени: см. compare_rules
}  # fmt: skip


def plain(value):
    """Числа, записанные строками, — точными дробями, чтобы «0.60» и 3/5 были одним."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+|/[1-9]\d*)?", value):
        return F(value)
    return value


def recount(fact):
    """Пересчитать и сравнить всё, что пересчёт даёт."""
    counted = COUNTS[fact["count"]](fact["rules"], fact["inputs"])
    need(set(counted) <= set(fact["outputs"]), "в документе нет части итогов")
    need("below" in counted or not fact["outputs"].get("below"), "минимумов в наборе нет, а в документе они названы")
    for name, value in counted.items():
        stated = fact["outputs"][name]
        if fact["count"].startswith("ranking") and isinstance(value, list):  # слова объяснений не пересчитываются
            same(f"число строк «{name}»", len(stated), len(value))
            stated = [{key: row.get(key) for key in value[n]} for n, row in enumerate(stated)]
        same(name, plain(stated), plain(value))


def compare_rules(fact, data):
    """Те ли числа взяты, что стоят в регламенте?"""
    for name, path in ORIGIN[fact["count"]].items():
        node = data
        for step in path.split("."):
            node = node[step]
        same(f"правило {path}", plain(fact["rules"][name]), plain(node))
    if fact["count"] == "expertise":
        asked = F(fact["inputs"]["sum"])
        steps = data["expertise"]["thresholds"]
        score = next(step["score"] for step in steps if step["up_to"] is None or asked <= F(step["up_to"]))
        same("порог", F(fact["rules"]["threshold"]), F(score))
    if fact["count"] == "term":
        entry = data["deadlines"][fact["rules"]["name"]]
        same("дней", fact["rules"]["days"], entry["days"])
        same("в календарных днях", fact["rules"]["is_calendar"], entry.get("calendar", False))
    if fact["count"] == "package":
        shares = {F(share) for share in data["proposal"]["city_share_max"].values()}
        need(F(fact["rules"]["city_max"]) in shares, "предел доли города не из регламента")


# --- Схемы данных: та часть JSON Schema 2020-12, которой написаны schemas/*.json ---

KINDS = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
SILENT = {"$schema", "$id", "$defs", "title", "description"}
KNOWN = {
    "$ref",
    "anyOf",
    "const",
    "enum",
    "type",
    "pattern",
    "minimum",
    "maximum",
    "properties",
    "required",
    "additionalProperties",
    "items",
}


def fit(value, schema, root, place="запись"):
    """Отвечает ли значение схеме? Fault называет место. Слово, которого программа не знает, — тоже Fault: молча пропустить его нельзя."""
    need(set(schema) <= SILENT | KNOWN, f"{place}: в схеме незнакомые слова {sorted(set(schema) - SILENT - KNOWN)}")
    if "$ref" in schema:
        fit(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, place)
    if "anyOf" in schema:
        need(any(fits(value, kind, root) for kind in schema["anyOf"]), f"{place}: {value!r} не подходит ни к чему")
    if "type" in schema:
        kind = schema["type"]
        right = type(value) is int if kind == "integer" else isinstance(value, KINDS[kind])
        need(right, f"{place}: {value!r} — не {kind}")
    need(
        value == schema.get("const", value) and value in schema.get("enum", [value]), f"{place}: {value!r} недопустимо"
    )
    if "pattern" in schema:
        need(re.fullmatch(schema["pattern"], value), f"{place}: {value!r} записано не так")
    if type(value) is int:
        need(schema.get("minimum", value) <= value <= schema.get("maximum", value), f"{place}: {value} за пределами")
    if isinstance(value, dict):
        fit_object(value, schema, root, place)
    for number, row in enumerate(value if isinstance(value, list) and "items" in schema else []):
        fit(row, schema["items"], root, f"{place}[{number}]")


def fit_object(value, schema, root, place):
    known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    missing = set(schema.get("required", [])) - set(value)
    need(not missing, f"{place}: нет {sorted(missing)}")
    need(others is not False or set(value) <= set(known), f"{place}: лишнее {sorted(set(value) - set(known))}")
    for name, item in value.items():
        rule = known.get(name, others)
        if isinstance(rule, dict):
            fit(item, rule, root, f"{place}.{name}")


def fits(value, schema, root):
    try:
        fit(value, schema, root)
    except Fault:
        return False
    return True


# --- Досье ---


class Report:
    """Строки о проверенном, по мере проверки; у каждой — документ, о котором она (пусто: о досье в целом)."""

    def __init__(self):
        self.rows, self.papers, self.paper, self.results, self.titles = [], [], "", {}, {}
        self.is_short = False  # не доказано то, о чём спросили

    def begin(self, paper):
        """Дальше — об этом документе."""
        self.paper = paper
        self.papers += [paper] if paper and paper not in self.papers else []

    def add(self, result, words):
        self.rows.append((result, f"{self.paper}: {words}" if self.paper else words))
        self.results.setdefault(self.paper, []).append(result)

    def check(self, title, work):
        """Провести проверку: Fault — неверно; чего не разобрать — тоже неверно, с названием места. Возвращает, верно ли."""
        try:
            work()
            self.add(PASSED, title)
            return True
        except Fault as fault:
            self.add(FAILED, f"{title}: {fault}")
        except (ArithmeticError, AttributeError, IndexError, KeyError, StopIteration, TypeError, ValueError) as fault:
            self.add(FAILED, f"{title}: не разобрать ({type(fault).__name__}: {fault})")
        return False

    def leave(self, title):
        self.add(UNKNOWN, title)

    def result_of(self, paper):
        """Итог по документу: неверно, если неверно что-то одно."""
        return FAILED if FAILED in self.results[paper] else PASSED

    @property
    def result(self):
        """Итог по всему досье."""
        return FAILED if any(result == FAILED for result, _ in self.rows) else PASSED


def check_files(manifest, files):
    listed = {row["name"]: row["sha256"] for row in manifest["files"]}
    own = {"manifest.json", "manifest.sig"}
    need(len(listed) == len(manifest["files"]), "файл описан дважды")
    need(set(files) == {*listed, *own}, f"файлы не те: {sorted(set(files) ^ {*listed, *own})}")
    wrong = [name for name, digest in listed.items() if sha256(files[name]) != digest]
    need(not wrong, f"отпечаток не тот: {', '.join(wrong)}")
    folders = {name.split("/")[1] for name in files if name.startswith("papers/")}
    codes = [paper["code"] for paper in manifest["papers"]]
    need(len(set(codes)) == len(codes) and folders == set(codes), "описаны не те документы, что лежат в досье")


def check_manifest(files, pinned):
    """Описание подписано той же печатью, что и документы: иначе его мог составить кто угодно."""
    ours = [content for name, content in files.items() if name.startswith("seal/") and sha256(content) in pinned]
    need(ours, "в досье нет сертификата этой печати")
    signed = SCHEMA.encode() + b"\n" + files["manifest.json"]
    need(any(signed_by(content, signed, files["manifest.sig"]) for content in ours), "manifest.json изменён")


def check_paper(report, paper, files, pinned):
    """Подлинник, его печать, его данные, каждый подсчёт в них."""
    folder, is_copy = f"papers/{paper['code']}", paper["is_nameless"]
    title = f"{paper['kind']} № {paper['number']}"
    report.begin(f"{title} (код {paper['code']})" if title in report.papers else title)
    report.titles[paper["code"]] = report.paper
    pdf = files.get(f"{folder}/{'public' if is_copy else 'original'}.pdf", b"")
    content = files.get(f"{folder}/snapshot.json", b"")
    report.check("печать на всём файле", lambda: need(seal_of(pdf) in pinned, "печать поставлена чужим ключом"))
    where = "копию без имён" if is_copy else "подлинник"
    report.check(f"данные — те, что вложены в {where}", lambda: need(attached(pdf, content), "вложено другое"))
    try:
        data = json.loads(content)
    except ValueError:
        report.check("данные читаются", lambda: need(False, "это не JSON"))
        return
    report.check("запись данных каноническая", lambda: same("запись", content, canonical(data)))
    report.check("реквизиты", lambda: check_requisites(paper, data["document"]))
    if is_copy:
        report.check("подписи сделаны под подлинником", lambda: check_signatures(paper, data["document"]["copy_of"]))
        report.leave("подлинника в досье нет: в нём назван человек, который отозвал согласие")
    else:
        report.check("подписи сделаны под этим файлом", lambda: check_signatures(paper, sha256(pdf)))
    for fact in data.get("counts", []):
        check_count(report, fact, files)
    if len(data.get("counts", [])) > 1:
        report.check("подсчёты согласны между собой", lambda: check_chain(data["counts"]))
    if not data.get("counts"):
        report.leave("подсчётов в этом документе нет")


def check_count(report, fact, files):
    """Пересчёт, и те ли правила."""
    name = fact["title"]
    if fact["count"] not in COUNTS:
        report.leave(f"{name}: подсчёт «{fact['count']}» этой версии verify.py неизвестен")
        return
    schema = files.get(f"schemas/{fact['count']}.json", b"null")
    report.check(f"{name}: запись отвечает схеме", lambda: fit(fact, json.loads(schema), json.loads(schema)))
    report.check(f"{name}: пересчёт", lambda: recount(fact))
    if fact["count"] == "term" and fact["inputs"]["calendar"]:
        days = ", ".join(
            f"{row['day']} {'рабочий' if row['is_working'] else 'выходной'}" for row in fact["inputs"]["calendar"]
        )
        report.leave(f"{name}: производственный календарь — сверьте с ним сами: {days}")
    rules = files.get(f"rules/{fact['rules']['regulation']}.json")
    if rules is None:
        report.leave(f"{name}: в досье нет регламента, на который ссылается подсчёт")
        return
    report.check(f"{name}: регламент тот, по которому считали", lambda: check_rules(fact, rules))


# Что о подписях каждого вида досье само не доказывает.
GOST = "проверьте файл подписи программой, знающей ГОСТ: он у канцелярии и у подписавшего"
UNPROVED = {
    "simple": "простые подписи: кто под ними стоит, подтверждает журнал системы, а не досье (63-ФЗ, ст. 9)",
    "unqualified": f"усиленные неквалифицированные подписи: {GOST}",
    "qualified": f"усиленные квалифицированные подписи: {GOST}",
    "paper": "подписи на бумаге: скан и бумажный экземпляр хранит канцелярия",
}


def check_requisites(paper, stated):
    for name in ("number", "title"):
        same(name, stated[name], paper[name])
    same("код", stated["code"].replace("-", ""), paper["code"])
    same("дата", stated["date"], paper["date"])


def check_signatures(paper, digest):
    for row in paper["signatures"]:
        same(f"подписано ({row['name']})", row["sha256"], digest)
        need((row["kind"] == "simple") == (row["authenticated_at"] is not None), "вид подписи не подходит к её времени")
        need(
            row["authenticated_at"] is None
            or datetime.fromisoformat(row["authenticated_at"]) <= datetime.fromisoformat(row["signed_at"]),
            "подпись раньше входа",
        )


def check_rules(fact, content):
    same("отпечаток регламента", fact["rules"]["regulation"], sha256(content))
    compare_rules(fact, json.loads(content))


def read(path):
    """Файлы досье: имя — содержимое."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        need(len(set(names)) == len(names), "в архиве два файла с одним именем")
        return {name: archive.read(name) for name in names}


def verify(path, seal=(), kept=(), growth=None, neighbours=()):
    """Всё о досье. `seal` — отпечатки сертификатов печати, узнанные не из досье; `kept` — сохранённые отметки: (имя, отметка)."""
    files, report = read(path), Report()
    manifest = json.loads(files["manifest.json"])
    same("описание досье", manifest["schema"], SCHEMA)
    own = {sha256(content) for name, content in files.items() if name.startswith("seal/")}
    pinned = {mark.lower().replace(":", "") for mark in seal} or own
    if manifest["case"]:
        report.leave(
            f"все ли документы дела здесь: {manifest['case']['name']}, {PROFILES[manifest['case']['profile']]}"
        )
    report.check("состав досье", lambda: check_files(manifest, files))
    schema = json.loads(files.get("schemas/dossier.json", b"null"))
    report.check("описание досье отвечает схеме", lambda: fit(manifest, schema, schema))
    report.check("описание досье подписано печатью", lambda: check_manifest(files, pinned))
    if not seal:
        report.leave(
            f"чья печать: сверьте отпечаток {', '.join(sorted(pinned))} со страницей {manifest['origin']}/v/seal/ и укажите --seal"
        )
    for paper in manifest["papers"]:
        check_paper(report, paper, files, pinned)
    report.begin("")
    for row in manifest.get("absent", []):
        report.leave(
            f"{row['kind']} № {row['number']}: файл в архиве повреждён или утрачен, в досье его нет; его отпечаток — {row['sha256']}"
        )
    report.begin("")
    try:
        check_journal(report, manifest, files, pinned, kept, growth, neighbours)
    except (Fault, ArithmeticError, AttributeError, IndexError, KeyError, TypeError, ValueError) as fault:
        report.add(FAILED, f"журнал: не разобрать ({type(fault).__name__}: {fault})")
    report.begin("")
    kinds = {row["kind"] for paper in manifest["papers"] for row in paper["signatures"]}
    for kind, words in UNPROVED.items():
        if kind in kinds:
            report.leave(words)
    return report


def show(report):
    """Строки проверок, итог каждого документа, итог всего досье."""
    for result, words in report.rows:
        print(f"{result:>12}  {words}")
    print("Документы досье:")
    for paper in report.papers:
        results = report.results[paper]
        print(f"{report.result_of(paper):>12}  {paper} — " + counted(results))
    print(f"Всё досье: {report.result} — {counted([result for result, _ in report.rows])}")


def counted(results):
    return ", ".join(f"{result}: {results.count(result)}" for result in (PASSED, FAILED, UNKNOWN))


def options_of(arguments):
    """Досье и то, что названо при нём: {"--seal": […], …}."""
    given, words = {"--seal": [], "--since": [], "--growth": [], "--witness": []}, list(arguments)
    for name, values in given.items():
        while name in words[:-1]:
            at = words.index(name)
            values.append(words[at + 1])
            del words[at : at + 2]
    need(len(words) == 1 and not words[0].startswith("--"), "укажите одно досье")
    return words[0], given


def content_of(path):
    with open(path, "rb") as file:
        return file.read()


def main(arguments):
    try:
        path, given = options_of(arguments)
    except Fault:
        print(__doc__)
        return 2
    try:
        kept = [(name, Mark(content_of(name))) for name in given["--since"]]
        growth = json.loads(content_of(given["--growth"][-1])) if given["--growth"] else None
        neighbours = [Neighbour(key) for key in given["--witness"]]
        report = verify(path, given["--seal"], kept, growth, neighbours)
    except (Fault, KeyError, OSError, TypeError, ValueError, zipfile.BadZipFile) as fault:
        print(f"Досье не прочитано: {fault}")
        return 2
    show(report)
    return 1 if report.result == FAILED else 3 if report.is_short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
