"""Hostile markup, sanitised: nothing in it runs, and nothing of the page is broken or taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from pywebio.output import (
    popup,
    put_button,
    put_buttons,
    put_collapse,
    put_html,
    put_link,
    put_markdown,
    put_scope,
    put_table,
    put_tabs,
    put_text,
    put_warning,
    toast,
)
from pywebio.pin import put_input
from pywebio.session import eval_js, hold, run_js

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import Serve

RUNS = [
    "<script>hack(1)</script>",
    "<scr<script>ipt>hack(1)</scr</script>ipt>",
    "<SCRIPT/XSS>hack(1)</SCRIPT>",
    "<script src='data:text/javascript,hack(1)'></script>",
    "<<script>hack(1);//<</script>",
    "<script type=module>hack(1)</script>",
    "<img src=x: onerror=hack(1)>",
    "<img src='x:' onerror   =  'hack(1)'>",
    "<img/src=x:/onerror=hack(1)>",
    '<img """><script>hack(1)</script>">',
    "<img src=x: onerror&#61;hack(1)>",
    "<img src=x:` onerror=hack(1)`>",
    "<body onload=hack(1)>",
    "<p onclick=hack(1) onmouseover=hack(1)>press</p>",
    "<p onfocus=hack(1) tabindex=1 autofocus>focus</p>",
    "<input autofocus onfocus=hack(1)>",
    "<details open ontoggle=hack(1)><summary>sum</summary></details>",
    "<video><source onerror=hack(1)></video>",
    "<audio src=x: onerror=hack(1)></audio>",
    "<marquee onstart=hack(1)>m</marquee>",
    "<style>@keyframes x{}</style><p style='animation-name:x' onanimationstart=hack(1)>a</p>",
    "<a href='javascript:hack(1)'>link</a>",
    "<a href=' \x01javascript:hack(1)'>link</a>",
    "<a href='java\tscript:hack(1)'>link</a>",
    "<a href='java&#10;script:hack(1)'>link</a>",
    "<a href='&#106;avascript&colon;hack(1)'>link</a>",
    "<a href='&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;hack(1)'>link</a>",
    "<a href='JaVaScRiPt:hack(1)'>link</a>",
    "<a href='vbscript:hack(1)'>link</a>",
    "<a href='data:text/html,<script>parent.hack(1)</script>'>link</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD5wYXJlbnQuaGFjaygxKTwvc2NyaXB0Pg=='>link</a>",
    "<a href='blob:x' target='_blank'>link</a>",
    "<iframe src='javascript:parent.hack(1)'></iframe>",
    "<iframe srcdoc='<script>parent.hack(1)</script>'></iframe>",
    "<object data='javascript:hack(1)'></object>",
    "<object data='data:text/html,<script>parent.hack(1)</script>'></object>",
    "<embed src='data:text/html,<script>parent.hack(1)</script>'>",
    "<embed src='javascript:hack(1)'>",
    "<meta http-equiv=refresh content='0;url=javascript:hack(1)'>",
    "<meta http-equiv=refresh content='0;url=about:blank'>",
    "<base href='javascript:hack(1)//'>",
    "<link rel=stylesheet href='data:text/css,body{display:none}'>",
    "<link rel=import href='data:text/html,<script>hack(1)</script>'>",
    "<form action='javascript:hack(1)'><button>send</button></form>",
    "<form id=f></form><button form=f formaction='javascript:hack(1)'>send</button>",
    "<input type=image src=x: onerror=hack(1) formaction='javascript:hack(1)'>",
    "<isindex action='javascript:hack(1)' type=submit>",
    "<p style='width:expression(hack(1))'>e</p>",
    "<p style=\"background:url('javascript:hack(1)')\">b</p>",
    "<p style='-moz-binding:url(data:text/xml,x)'>m</p>",
    "<style>@import 'javascript:hack(1)';</style>",
    "<table background='javascript:hack(1)'><td>t</td></table>",
    "<svg onload=hack(1)></svg>",
    "<svg><script>hack(1)</script></svg>",
    "<svg><script href='data:text/javascript,hack(1)'/></svg>",
    "<svg><a xlink:href='javascript:hack(1)'><text y=20>svg</text></a></svg>",
    "<svg><animate onbegin=hack(1) attributeName=x dur=1s></svg>",
    "<svg><a><animate attributeName=href values='javascript:hack(1)'/><text y=20>s</text></a></svg>",
    "<svg><set attributeName=onmouseover to=hack(1)></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x><script>hack(1)</script></svg>#x'/></svg>",
    "<svg><foreignObject><iframe srcdoc='<script>parent.hack(1)</script>'></foreignObject></svg>",
    "<svg></p><style><a id='</style><img src=x: onerror=hack(1)>'>",
    "<math><mi//xlink:href='data:x,<script>hack(1)</script>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x: onerror=hack(1)&gt;'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x: onerror=hack(1)>",
    "<math><annotation-xml encoding='text/html'><img src=x: onerror=hack(1)></annotation-xml></math>",
    "<noscript><p title='</noscript><img src=x: onerror=hack(1)>'></noscript>",
    "<textarea><img title='</textarea><img src=x: onerror=hack(1)>'></textarea>",
    "<xmp><p title='</xmp><img src=x: onerror=hack(1)>'></xmp>",
    "<template><script>hack(1)</script><img src=x: onerror=hack(1)></template>",
    "<select><template><img src=x: onerror=hack(1)></template></select>",
    "<!--[if gte IE 4]><script>hack(1)</script><![endif]-->",
    "<!-- --!><img src=x: onerror=hack(1)> -->",
    "<?xml version='1.0'?><img src=x: onerror=hack(1)>",
    "<x-y onclick=hack(1)>own</x-y>",
    "<button is=x-y onclick=hack(1)>own</button>",
    "<webio-widget kind=trap data=1>widget</webio-widget>",
]
"""What would run if it were not sanitised, by itself or when it is clicked."""

MARKDOWN = [
    "[link](javascript:hack(1))",
    "[link](&#106;avascript:hack(1))",
    "[link](<java\tscript:hack(1)>)",
    "[link](data:text/html;base64,PHNjcmlwdD5wYXJlbnQuaGFjaygxKTwvc2NyaXB0Pg==)",
    "[link](x 'title\" onmouseover=\"hack(1)')",
    '![image](x:" onerror="hack(1))',
    "![image](x: 'a\" onerror=\"hack(1)')",
    "<javascript:hack(1)>",
    "[link][ref]\n\n[ref]: javascript:hack(1)",
    '```"><img src=x: onerror=hack(1)>\ncode\n```',
    "`<img src=x: onerror=hack(1)>`",
    "**<img src=x: onerror=hack(1)>**",
    "# <img src=x: onerror=hack(1)>",
    '<a href="javascript:hack(1)">*emphasised*</a>',
    "| a |\n| - |\n| <img src=x: onerror=hack(1)> |",
    "<p\n\nonclick=hack(1)>split</p>",
]

TAKES_OVER = [
    "<p id='pywebio-scope-ROOT'>r</p><p id='pywebio-scope-later'>l</p>",
    "<a name='pywebio-scope-later'>l</a><p class='pywebio-scope-later'>l</p>",
    "# pywebio scope later\n\n## pywebio-scope-later",
    "<p id='input-container'>i</p><p id='input-cards'>i</p><p id='output-container'>o</p>",
    "<p id='end-space'>e</p><p id='markdown-body'>m</p><p id='webio-custom-w'>w</p>",
    "<a id='jQuery'></a><a id='$'></a><a id='requirejs'></a><a id='bootstrap'></a>",
    "<a id='DOMPurify'></a><a id='WebIO'></a><img name='WebIO'><a id='Mustache'></a>",
    "<form name='body'></form><img name='getElementById'><img id='querySelector'>",
    "<form id=x><input name=parentNode><input name=attributes></form>",
    "<p style='display:none' id='pywebio-loading'></p><style>body{display:none}</style>",
    "<button data-callbackid='CB-x' value='0'>fake</button>",
    "<b data-callbackid='CB-x'>fake</b><b data-click-callbackid='CB-x'>fake</b>",
    "<button data-dismiss='modal'>fake</button><button data-bs-dismiss='modal'>fake</button>",
    "<button data-bs-toggle='collapse' data-bs-target='#output-container'>fake</button>",
    "<button data-toggle='collapse' data-target='#output-container'>fake</button>",
    "<div class='modal show' style='display:block'>over</div>",
    "<div style='position:fixed;inset:0;z-index:9999;background:red'>over</div>",
    "<div style='position:absolute;inset:0;z-index:9999'>over</div>",
    "<div class='position-fixed fixed-top stretched-link' style='height:3000px'>over</div>",
    "<div class='webio-toasts webio-notice'>over</div>",
    "<img class='webio-enlargeable' src='data:,' alt='i'>",
    "<button disabled class='alert-dismissible'><a class='close'>x</a></button>",
]

TRAP = """
window.ran = [];
window.hack = window.alert = (...what) => { window.ran.push(what) };
customElements.get('webio-widget');
WebIO.registerWidget('trap', { mount: () => hack('widget') });
"""


def hostile() -> None:
    run_js(TRAP)
    for number, markup in enumerate([*RUNS, *TAKES_OVER]):
        put_text("html", number)
        put_html(markup, sanitize=True)
        put_text("markdown", number)
        put_markdown(markup)
    for markup in MARKDOWN:
        put_markdown(markup)
    put_scope("later")
    put_text("came later", scope="later")
    put_input("name", label="Name")
    put_button("Use jQuery", onclick=lambda: put_text(eval_js("typeof $.ajax")))
    put_button("Popup", onclick=lambda: popup("Title", put_markdown("\n".join(TAKES_OVER))))
    put_text("that is all")
    hold()


NORMALISED = """() => [...document.querySelectorAll('#pywebio-scope-ROOT *')].flatMap(element =>
    [...element.attributes]
        .map(({ name, value }) => `${name}=${value.replace(/[\\u0000- ]/g, '')}`)
        .filter((text) => /^on|=(javascript|vbscript|data:text)/i.test(text)))"""

PRESS_ALL = """() => {
    const events = ['mouseover', 'mouseenter', 'focus', 'click'];
    for (const element of document.querySelectorAll('#pywebio-scope-ROOT *')) {
        if (element.closest('.btn, .pywebio-pin')) continue;
        if (element.matches('a[href]')) element.target = 'nowhere';
        for (const name of events) element.dispatchEvent(new MouseEvent(name, { bubbles: true, cancelable: true }));
    }
}"""


def test_nothing_runs_and_nothing_is_taken_over(
    page: Page, serve: Serve, wait_for_pictures: Callable[[], None], complaints: list[str]
) -> None:
    sent: list[str] = []

    def note(text: str | bytes) -> None:
        sent.append(str(text))

    page.on("websocket", lambda socket: socket.on("framesent", note))
    page.goto(serve(hostile))
    address = page.url
    expect(page.locator("#pywebio-scope-ROOT > p").get_by_text("that is all")).to_be_visible()
    assert page.evaluate(NORMALISED) == []
    page.evaluate(PRESS_ALL)
    wait_for_pictures()
    assert page.evaluate("window.ran") == []
    assert page.url == address
    later = page.locator("#pywebio-scope-later")
    expect(later).to_have_count(1)
    assert later.inner_text() == "came later"
    assert page.evaluate("document.querySelectorAll('#pywebio-scope-ROOT').length") == 1
    # All can be reached as before.
    page.get_by_label("Name").fill("Ada")
    expect(page.get_by_label("Name")).to_have_value("Ada")
    page.get_by_role("button", name="Use jQuery").click()
    expect(page.get_by_text("function", exact=True)).to_be_visible()
    page.get_by_role("button", name="Popup").click()
    expect(page.locator(".modal")).to_be_visible()
    popup_buttons = page.locator(".modal-body button:not([disabled])")
    for button in popup_buttons.all():
        button.click()
    expect(page.locator(".modal")).to_be_visible()
    assert page.evaluate("window.ran") == []
    assert not [text for text in sent if "CB-x" in text]
    complaints.clear()  # the browser complains of addresses that make no sense


MARKUP = "<img src=x: onerror=hack(1)><b>bold</b>"


def titled() -> None:
    run_js(TRAP)
    put_text(MARKUP)
    put_table([[MARKUP], [MARKUP]], header=[MARKUP])
    put_tabs([{"title": MARKUP, "content": MARKUP}])
    put_collapse(MARKUP, MARKUP, open=True)
    put_buttons([MARKUP], onclick=lambda _: None)
    put_link(MARKUP, url="https://localhost/?a=<b>\"'")
    put_warning(MARKUP)
    put_input("pin", label=MARKUP, help_text=MARKUP, placeholder=MARKUP)
    toast(MARKUP, duration=0)
    popup(MARKUP, MARKUP)
    put_text("that is all")
    hold()


def test_what_is_documented_as_text_is_shown_as_text(page: Page, serve: Serve) -> None:
    page.goto(serve(titled))
    expect(page.get_by_text("that is all")).to_be_attached()
    assert page.locator("b, img").count() == 0
    assert page.get_by_text(MARKUP, exact=True).count() >= 13
    assert page.evaluate("window.ran") == []
