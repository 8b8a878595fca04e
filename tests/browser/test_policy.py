"""A page under the Content Security Policy that the guide proposes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.conftest import ROOT, free_port, running

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

APP = """
import os
from flask import Flask, Response
from pywebio import config
from pywebio.input import textarea
from pywebio.output import put_button, put_datatable, put_html, put_markdown, put_text
from pywebio.platform.flask import webio_view
from pywebio.session import eval_js

@config(js_code="window.atStart = 1", css_style="b { color: red }")
def main():
    put_markdown("# Title\\n```python\\nx = 1\\n```")
    put_html("<b onclick='this.textContent += window.inScript'>inline</b><script>window.inScript = 2</script>")
    put_datatable([{"a": "cell"}])
    put_button("Click", lambda: put_text("clicked"))
    put_button("Evaluate", lambda: put_text("evaluated", eval_js("1 + 1")))
    textarea("Code", code=True)

app = Flask("policy")
app.add_url_rule("/", "main", webio_view(main), methods=["GET", "POST"])

@app.after_request
def guard(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    return response

app.run(port=int(os.environ["PORT"]), threaded=True)
"""


def policy() -> str:
    guide = (ROOT / "docs" / "guide" / "security.md").read_text("utf-8")
    found = re.search(r"^Content-Security-Policy: (.*)$", guide, re.MULTILINE)
    assert found is not None
    return found[1]


def use(page: Page, tmp_path: Path, policy: str) -> None:
    """Open the app under *policy* and use what needs no evaluation."""
    script, port = tmp_path / "app.py", free_port()
    script.write_text(f"POLICY = {policy!r}{APP}", "utf-8")
    with running([str(script)], port, tmp_path / "server.log") as address:
        page.goto(address)
        expect(page.get_by_role("heading", name="Title")).to_be_visible()
        expect(page.locator("code .hljs-number")).to_have_text("1")
        page.get_by_text("inline").click()
        expect(page.get_by_text("inline2")).to_be_visible()
        assert page.evaluate("window.atStart") == 1
        expect(page.get_by_role("gridcell", name="cell")).to_be_visible()
        expect(page.locator(".cm-editor")).to_be_visible()
        page.get_by_role("button", name="Click").click()
        expect(page.get_by_text("clicked")).to_be_visible()
        page.get_by_role("button", name="Evaluate").click()
        expect(page.get_by_text(re.compile("evaluated (2|None)"))).to_be_visible()
        page.goto("about:blank")


def test_all_but_evaluated_code_works_under_the_policy(
    page: Page, tmp_path: Path, complaints: list[str]
) -> None:
    use(page, tmp_path, policy())
    assert len(complaints) == 1
    assert "script failed EvalError" in complaints.pop()


def test_evaluated_code_works_when_it_is_allowed(page: Page, tmp_path: Path) -> None:
    use(page, tmp_path, policy().replace("script-src", "script-src 'unsafe-eval'"))
