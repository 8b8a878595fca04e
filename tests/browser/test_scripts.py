"""Scripts that apps bring in HTML: their order, and the libraries that they find."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pywebio import config
from pywebio.output import put_button, put_html, put_row, put_text
from pywebio.session import hold, run_js

if TYPE_CHECKING:
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
