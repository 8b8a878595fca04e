"""Scripts that apps bring along: their order, the libraries that they find, and those that fail."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pywebio import config
from pywebio.input import input
from pywebio.output import popup, put_button, put_html, put_row, put_text
from pywebio.session import eval_js, hold, run_js

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Serve

UMD = """
(function (root, factory) {
  if (typeof define === 'function' && define.amd) define(['exports'], factory);
  else factory((root.chartlib = {}));
})(this, function (exports) { exports.draw = (id) => { document.getElementById(id).textContent += 'drawn '; }; });
"""


@pytest.fixture
def library(tmp_path: Path) -> str:
    """Return a folder with a library that is a module for RequireJS and else defines a global."""
    (tmp_path / "chartlib.js").write_text(UMD, "utf-8")
    return str(tmp_path)


def drawing() -> None:
    put_html("<p id='target'></p>")
    put_html("<script>window.early = typeof require; require.config({});</script>")
    put_html("<script src='static/chartlib.js'></script><script>chartlib.draw('target')</script>")
    put_row([put_html("<script>chartlib.draw('target')</script>"), put_text("beside")])
    put_html(f"<script>delete window.chartlib;{UMD}</script>")
    put_html("<script>chartlib.draw('target')</script>")
    put_html(
        "<script>delete window.chartlib; require.config({paths: {chartlib: 'static/chartlib'}});"
        "require(['chartlib'], (lib) => { lib.draw('target'); window.modular = !window.chartlib; })"
        "</script>"
    )
    put_html(
        "<script>define('named', [], () => 7); require(['named'], (n) => { window.n = n })</script>"
    )
    hold()


def test_libraries_are_modules_for_require_and_globals_for_scripts(
    page: Page, serve: Serve, library: str
) -> None:
    page.goto(serve(drawing, static_dir=library))
    expect(page.locator("#target")).to_have_text("drawn " * 4)
    page.wait_for_function("window.n === 7")
    assert page.evaluate("[window.early, window.modular]") == ["function", True]


@config(js_file="static/chartlib.js", js_code="window.atStart = [typeof chartlib, typeof $];")
def with_a_file() -> None:
    put_html("<p id='target'></p><script>chartlib.draw('target')</script>")
    put_html("<script>requirejs.config({paths: {plotly: 'static/chartlib'}})</script>")
    put_html("<script>require(['plotly'], (lib) => lib.draw('target'))</script>")
    hold()


def test_files_of_the_page_define_their_globals(page: Page, serve: Serve, library: str) -> None:
    page.goto(serve(with_a_file, static_dir=library))
    expect(page.locator("#target")).to_have_text("drawn drawn ")
    assert page.evaluate("window.atStart") == ["object", "function"]


BOOTSTRAP_4 = """
<button data-toggle="collapse" data-target="#more">Fold</button>
<div class="collapse" id="more">Folded text</div>
<div class="dropdown">
  <button data-toggle="dropdown">Menu</button>
  <div class="dropdown-menu"><a class="dropdown-item" href="#">Entry</a></div>
</div>
<div class="modal" id="dialog"><div class="modal-dialog"><div class="modal-content">
  Dialog text <button data-dismiss="modal">Shut</button>
</div></div></div>
<span id="tip" data-toggle="tooltip" title="Tooltip text">hover here</span>
"""


def old_bootstrap() -> None:
    put_html(BOOTSTRAP_4)
    put_button("dialog", lambda: run_js("$('#dialog').modal('show')"))
    run_js("$('[data-toggle=tooltip]').tooltip()")
    hold()


def test_markup_of_bootstrap_4_works(page: Page, serve: Serve) -> None:
    page.goto(serve(old_bootstrap))
    expect(page.get_by_text("Folded text")).to_be_hidden()
    page.get_by_role("button", name="Fold").click()
    expect(page.get_by_text("Folded text")).to_be_visible()
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_text("Entry")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("#tip").hover()
    expect(page.get_by_text("Tooltip text")).to_be_visible()
    page.get_by_role("button", name="dialog").click()
    expect(page.get_by_text("Dialog text")).to_be_visible()
    page.get_by_role("button", name="Shut").click()
    expect(page.get_by_text("Dialog text")).to_be_hidden()


@pytest.fixture(scope="module")
def silent_host() -> Iterator[str]:
    """A host that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"127.0.0.1:{listener.getsockname()[1]}"
        os.environ["SILENT_HOST"] = address
        yield address
        del os.environ["SILENT_HOST"]


SILENT = os.environ.get("SILENT_HOST", "")


def waiting_for_a_script() -> None:
    put_text("before")
    for number in (1, 2):
        put_html(
            f"<script src='http://{SILENT}/chart.js?key=secret'></script><p>chart {number}</p>"
        )
    put_text("answer", eval_js("6 * 7"))
    hold()


def test_a_script_that_never_comes_holds_the_page_up_for_a_while_only(
    page: Page, serve: Serve, silent_host: str, complaints: list[str], backend: str
) -> None:
    page.clock.install()
    # The script that never comes may hold the load event up as well.
    page.goto(serve(waiting_for_a_script, backend=backend), wait_until="domcontentloaded")
    expect(page.get_by_text("chart 1")).to_be_visible()
    assert page.get_by_text("chart 2").count() == 0
    expect(page.locator("script[src*='chart.js']:not([data-webio-pending])")).to_have_count(1)
    page.clock.fast_forward(10_000)
    expect(page.locator(".toastify")).to_have_text(
        f"Something may be missing: http://{silent_host}/chart.js does not load."
    )
    # The second from there is not waited for as long again.
    expect(page.locator("p").get_by_text("answer 42")).to_be_visible()
    complaints.clear()


@config(css_file=f"http://{SILENT}/look.css", js_file=f"http://{SILENT}/lib.js")
def waiting_for_files() -> None:
    put_text("answer", eval_js("6 * 7"))
    hold()


def test_files_of_the_page_that_never_come_hold_it_up_for_a_while_only(
    page: Page, serve: Serve, silent_host: str, complaints: list[str]
) -> None:
    page.clock.install()
    page.goto(serve(waiting_for_files), wait_until="commit")
    page.locator("link[onerror]").wait_for(state="attached")
    page.clock.fast_forward(10_000)
    page.locator("script[src$='lib.js']").wait_for(state="attached")
    page.clock.fast_forward(10_000)
    for name in ("look.css", "lib.js"):
        expect(page.locator(".toastify").get_by_text(f"{silent_host}/{name}")).to_be_visible()
    expect(page.locator("p").get_by_text("answer 42")).to_be_visible()
    complaints.clear()


@config(
    css_file="nowhere.css",
    js_file=["static/broken.js", "static/throwing.js", "nowhere.js", "static/whole.js"],
    js_code="window.last = whole; throw new Error('of the code')",
)
def with_broken_files() -> None:
    put_html("<script src='nowhere-either.js'></script>")
    put_html("<script src='static/whole.js' onload='window.heard = whole'></script>")
    put_text("answer", eval_js("[whole, window.last, window.heard].join()"))
    hold()


def test_files_that_fail_leave_the_rest_alone(
    page: Page, serve: Serve, tmp_path: Path, complaints: list[str], backend: str
) -> None:
    (tmp_path / "broken.js").write_text("this is (no JavaScript", "utf-8")
    (tmp_path / "throwing.js").write_text("throw new Error('of the file')", "utf-8")
    (tmp_path / "whole.js").write_text("window.whole = 7", "utf-8")
    page.goto(serve(with_broken_files, backend=backend, static_dir=str(tmp_path)))
    expect(page.locator("p").get_by_text("answer 7,7,7")).to_be_visible()
    for name in ("nowhere.css", "nowhere.js", "nowhere-either.js"):
        expect(page.locator(".toastify").get_by_text(name)).to_be_visible()
    told = "\n".join(complaints)
    for cause in ("Unexpected identifier", "of the file", "of the code"):
        assert cause in told
    complaints.clear()


AWKWARD = {
    "a cycle": "(() => { const a = {}; a.a = a; return a })()",
    "a BigInt": "10n",
    "an element": "document.createElement('p')",
    "a function": "() => 1",
    "a symbol": "Symbol('x')",
    "undefined": "undefined",
    "NaN": "NaN",
    "what throws when it is read": "({ get a() { throw new Error('read') } })",
    "what throws when it is awaited": "({ get then() { throw new Error('then') } })",
    "what throws": "nowhere.at.all",
    "what is no code": "if (",
    "a rejection": "Promise.reject(new Error('no'))",
    "a late cycle": "Promise.resolve().then(() => { const a = {}; a.a = a; return a })",
    "a late BigInt": "Promise.resolve(10n)",
}


def asking_awkwardly() -> None:
    run_js("new Promise(() => 0)")
    for what, code in AWKWARD.items():
        put_text(f"{what}: {eval_js(code)}")
    put_button("Never", onclick=lambda: put_text(eval_js("new Promise(() => 0)")))
    put_button("Answer", onclick=lambda: put_text("answer", eval_js("6 * 7")))
    hold()


def test_answers_that_cannot_be_sent_are_none_and_none_that_never_comes_holds_up_others(
    page: Page, serve: Serve, complaints: list[str], backend: str
) -> None:
    page.goto(serve(asking_awkwardly, backend=backend))
    page.get_by_role("button", name="Never").click()
    page.get_by_role("button", name="Answer").click()
    expect(page.locator("p").get_by_text("answer 42")).to_be_visible()
    answers = page.locator("#pywebio-scope-ROOT > p").all_inner_texts()[: len(AWKWARD)]
    empty = {what: "{}" if what == "an element" else "None" for what in AWKWARD}
    assert answers == [f"{what}: {empty[what]}" for what in AWKWARD]
    assert all("script failed" in complaint for complaint in complaints), complaints
    complaints.clear()


def writing() -> None:
    put_text("before")
    put_html("<div id='widget'><script>document.write('<b>written</b>')</script></div>")
    run_js("document.write('<i>also written</i>')")
    put_text("answer", eval_js("6 * 7"))
    hold()


def test_a_script_that_writes_into_the_document_does_not_replace_it(
    page: Page, serve: Serve
) -> None:
    page.goto(serve(writing))
    expect(page.locator("p").get_by_text("answer 42")).to_be_visible()
    expect(page.locator("#widget")).to_have_text("written")
    expect(page.get_by_text("before", exact=True)).to_be_visible()
    expect(page.get_by_text("also written")).to_be_visible()


def greeting() -> None:
    if not eval_js("window.again ?? false"):
        popup("News", "Only for this session.", closable=False)
    put_text("Hello,", input("Name"))


def test_a_session_that_follows_another_in_its_page_finds_it_in_order(
    page: Page, serve: Serve
) -> None:
    page.goto(serve(greeting))
    expect(page.get_by_role("dialog", name="News")).to_be_visible()
    expect(page.locator("form")).to_have_count(1)
    page.evaluate("window.again = true; WebIO.startWebIOClient({ protocol: 'ws' })")
    page.get_by_role("textbox", name="Name").fill("Ada")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Hello, Ada")).to_be_visible()
    expect(page.locator(".modal, form")).to_have_count(0)
    expect(page.locator(".input-panel-handle")).to_have_count(1)
