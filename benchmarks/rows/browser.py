"""What a person sees in Chromium: the first page, clicks, many lines, a table."""

from .. import browser
from ..model import Aim, Effort, Measure, Probe, Row, Samples, Target
from ..stats import median


def _page(target: Target, _: Effort) -> Samples:
    with browser.visit(target, "page") as page:
        cold = browser.traffic(page)
    return {"browser.requests": cold.requests, "browser.kib": cold.kib}


def _first_output(target: Target, effort: Effort) -> Samples:
    times = []
    for _ in range(effort.count(5, 2)):
        with browser.visit(target, "page") as page:
            times.append(browser.first_output(page))
    return {"browser.first-output": median(times)}


def _click(target: Target, effort: Effort) -> Samples:
    with browser.visit(target, "page") as page:
        browser.clicks(page, 0, 10)
        return {"browser.click": median(browser.clicks(page, 10, effort.count(100, 30)))}


def _lines(target: Target, effort: Effort) -> Samples:
    with browser.visit(target, "lines") as page:
        shown = browser.clicks(page, 0, 1)[0]
        browser.calm_down(page)
        times = browser.clicks(page, 1, effort.count(40, 15), longest=10_000)
    return {"browser.lines": shown / 1000, "browser.click-5000": median(times)}


def _table(target: Target, _: Effort) -> Samples:
    with browser.visit(target, "table") as page:
        return {"browser.table": browser.clicks(page, 0, 1)[0]}


def _probe(measure: Measure, *rows: Row) -> Probe:
    return Probe(rows, measure, "browser", limit=False, needs_browser=True)


PROBES = (
    _probe(
        _page,
        Row("browser.requests", "page, cold: requests", "", Aim(6)),
        Row("browser.kib", "page, cold: transferred", "KiB", Aim(100)),
    ),
    _probe(
        _first_output,
        Row("browser.first-output", "navigation → first output visible", "ms", Aim(150)),
    ),
    _probe(_click, Row("browser.click", "click → visible in Chromium, p50", "ms", Aim(4))),
    _probe(
        _lines,
        Row("browser.lines", "5,000 lines shown", "s", Aim(0.8)),
        Row("browser.click-5000", "click with 5,000 lines in the page, p50", "ms", Aim(10)),
    ),
    _probe(_table, Row("browser.table", "table of 1,000 × 6 shown", "ms", Aim(150))),
)
