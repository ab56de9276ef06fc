"""M6: a decision as sealed PDF by the press, beside WeasyPrint as its manual has it on the same page; one, and a batch in two workers."""

from concurrent.futures import ThreadPoolExecutor
from statistics import median

from benchmarks import papers
from benchmarks.clockwork import Line, compare, extent, race, ratio, timing

BATCH = extent(6, 2)


def measure(full: bool) -> list[Line]:
    """One paper at a time; then a batch by one worker and by two, each with a warm process of its own."""
    html, data = papers.decision(), papers.data()
    one = race({"мы": lambda times: _ours(html, data, times), "WeasyPrint": lambda times: _stock(html, times)}, block=2)
    batch = race({"два": lambda times: _batch(html, data, 2), "один": lambda times: _batch(html, data, 1)}, block=1)
    gain = median(a / b for a, b in zip(batch["один"].wall, batch["два"].wall, strict=True))
    note = f"во сколько раз быстрее; отношение {ratio(batch['два'], batch['один']):.2f}"
    return [
        *compare("M6 решение в PDF", one, ours="мы", target={"WeasyPrint": "≤ 1,0"}),
        Line(
            f"M6 {BATCH} решений, два процесса",
            timing(batch["два"]),
            f"один: {timing(batch['один'])}",
            f"{gain:.2f}",
            "≥ 1,9",
            note,
        ),
    ]


def _ours(html: str, data: bytes, times: int) -> None:
    from documents import press, seal

    for _ in range(times):
        seal.seal(press.press(html, papers.EPOCH, data))


def _stock(html: str, times: int) -> None:
    """The same PDF/A from the same page without attachment and seal, nothing refused and nothing kept apart."""
    from weasyprint import HTML

    for _ in range(times):
        HTML(string=html).write_pdf(pdf_variant="pdf/a-3a")


def _batch(html: str, data: bytes, workers: int) -> None:
    """The press forks for every paper, so two connections are two processes."""
    from documents import press

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(lambda _: press.press(html, papers.EPOCH, data), range(BATCH)))
