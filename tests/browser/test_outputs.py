"""What outputs do in a page: code is copied, images are enlarged, the end stays in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from pywebio.input import input
from pywebio.output import (
    popup,
    put_button,
    put_code,
    put_html,
    put_image,
    put_markdown,
    put_scope,
    put_scrollable,
    put_text,
)
from pywebio.session import set_env

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import AssertAccessible, Serve


def some_code() -> None:
    put_markdown("Text and\n\n```python\nprint('one')\n\n```\n\nmore")
    put_code("two\n" * 30, rows=3)


def test_code_is_copied_by_mouse_and_by_keyboard(
    page: Page, serve: Serve, announced: Locator
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(serve(some_code))
    buttons = page.get_by_role("button", name="Copy code")
    expect(buttons).to_have_count(2)
    page.locator(".webio-code").first.hover()
    expect(buttons.first).to_have_css("opacity", "1")
    buttons.first.click()
    expect(page.locator(".webio-copied")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == "print('one')\n"
    expect(announced).to_contain_text("Copied")
    buttons.nth(1).focus()
    expect(buttons.nth(1)).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    expect(page.locator(".webio-code").nth(1).locator(".webio-copied")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()").count("two") == 30


def test_code_with_rows_is_no_higher(page: Page, serve: Serve) -> None:
    page.goto(serve(some_code))
    block = page.locator("pre").nth(1)
    expect(block).to_be_visible()
    assert block.evaluate("block => [block.clientHeight < 95, block.scrollHeight > 500]") == [
        True,
        True,
    ]


LARGE = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='900' height='600'/>"
SMALL = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='90' height='60'/>"


def images() -> None:
    put_image(LARGE, title="A plan", width="200px")
    put_image(SMALL, title="A stamp")
    put_html(f'<img src="{SMALL}" alt="" aria-label="A seal">')
    put_html(f'<a href="#"><img src="{LARGE}" width="100" alt="A link"></a>')
    put_button("Popup", onclick=lambda: popup("Inside", put_image(LARGE, "", "Inner", "150px")))


def test_a_large_image_is_enlarged_and_gives_the_focus_back(
    page: Page, serve: Serve, assert_accessible: AssertAccessible
) -> None:
    page.goto(serve(images))
    image = page.get_by_role("button", name="A plan (enlarge)")
    expect(image).to_be_visible()
    expect(page.get_by_role("button", name="enlarge")).to_have_count(1)
    expect(page.get_by_role("img", name="A seal")).to_have_count(1)
    image.focus()
    page.keyboard.press("Enter")
    viewer = page.get_by_role("dialog", name="A plan")
    expect(viewer).to_be_visible()
    assert viewer.locator("img").evaluate("image => image.clientWidth") == 900
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(viewer).to_have_count(0)
    expect(image).to_be_focused()
    image.click()
    viewer.get_by_role("button", name="Close").click()
    expect(viewer).to_have_count(0)


def test_an_image_in_a_popup_is_enlarged_above_it(page: Page, serve: Serve) -> None:
    page.goto(serve(images))
    page.get_by_role("button", name="Popup").click()
    page.get_by_role("button", name="Inner (enlarge)").click()
    expect(page.get_by_role("dialog", name="Inner")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Inner")).to_have_count(0)
    expect(page.get_by_role("dialog", name="Inside")).to_be_visible()


def growing() -> None:
    set_env(auto_scroll_bottom=True)
    for number in range(100):
        put_text("Line", number)
    put_button("More", onclick=add).style("position: fixed; top: 0; right: 0")


def add() -> None:
    for number in range(20):
        put_text("More", number)


AT_END = """
document.documentElement.scrollHeight - document.documentElement.scrollTop - innerHeight < 5
"""


def test_the_page_follows_its_end_until_the_user_scrolls_up(page: Page, serve: Serve) -> None:
    page.goto(serve(growing))
    page.wait_for_function(AT_END)
    more = page.get_by_role("button", name="More")
    more.click()
    expect(page.get_by_text("More 19")).to_have_count(1)
    page.wait_for_function(AT_END)

    page.mouse.move(300, 300)
    page.mouse.wheel(0, -700)
    page.wait_for_function(f"!({AT_END})")
    before = page.evaluate("scrollY")
    more.click()
    expect(page.get_by_text("More 19")).to_have_count(2)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("scrollY") == before

    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.wait_for_function(AT_END)
    more.click()
    expect(page.get_by_text("More 19")).to_have_count(3)
    page.wait_for_function(AT_END)


def scrolling_box() -> None:
    with put_scrollable(put_scope("box"), height=200, keep_bottom=True):
        pass
    for number in range(50):
        put_text("Line", number, scope="box")
    put_button("More", onclick=lambda: put_text("added", scope="box"))


def test_a_box_follows_its_end_until_the_user_scrolls_up(page: Page, serve: Serve) -> None:
    page.goto(serve(scrolling_box))
    box = page.locator(".webio-scrollable")
    more = page.get_by_role("button", name="More")
    expect(more).to_be_visible()
    expect(page.get_by_text("Line 49")).to_be_in_viewport()
    box.hover()
    page.mouse.wheel(0, -500)
    expect(page.get_by_text("Line 49")).not_to_be_in_viewport()
    before = box.evaluate("box => box.scrollTop")
    more.click()
    expect(page.get_by_text("added")).to_have_count(1)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert box.evaluate("box => box.scrollTop") == before
    box.evaluate("box => { box.scrollTop = box.scrollHeight; }")
    more.click()
    expect(page.get_by_text("added").nth(1)).to_be_in_viewport()


def test_outputs_are_said_politely(page: Page, serve: Serve, announced: Locator) -> None:
    page.goto(serve(scrolling_box))
    expect(announced).to_contain_text("and")
    assert announced.locator("p").count() <= 4
    region_size = page.locator(".webio-announcements").bounding_box()
    assert region_size is not None
    assert region_size["width"] <= 1


HOSTILE = [
    "<script>attacked()</script>",
    "<img src=x onerror=attacked()>",
    "<img src=`x` onerror=attacked()>",
    '<img """><script>attacked()</script>">',
    "<svg onload=attacked()>",
    "<svg><script>attacked()</script></svg>",
    "<svg><animate onbegin=attacked() attributeName=x dur=1s></svg>",
    "<svg><a xlink:href='javascript:attacked()'><text y=20>click</text></a></svg>",
    "<math><mi xlink:href='javascript:attacked()'>click</mi></math>",
    "<math><mtext><table><mglyph><style><img src=x onerror=attacked()></style></table></math>",
    "<iframe src='javascript:attacked()'></iframe>",
    "<iframe srcdoc='<script>parent.attacked()</script>'></iframe>",
    "<object data='javascript:attacked()'></object>",
    "<embed src='javascript:attacked()'>",
    "<a href='javascript:attacked()'>click</a>",
    "<a href='JaVaScRiPt:attacked()'>click</a>",
    "<a href='java\tscript:attacked()'>click</a>",
    "<a href='&#106;avascript:attacked()'>click</a>",
    "<a href=' &#14; javascript:attacked()'>click</a>",
    "<a href='data:text/html,<script>attacked()</script>'>click</a>",
    "<a href='vbscript:attacked()'>click</a>",
    "<form action='javascript:attacked()'><button>click</button></form>",
    "<button formaction='javascript:attacked()'>click</button>",
    "<input autofocus onfocus=attacked()>",
    "<details open ontoggle=attacked()><summary>x</summary></details>",
    "<video><source onerror=attacked()></video>",
    "<audio src=x onerror=attacked()></audio>",
    "<body onload=attacked()>",
    "<div style='background: url(javascript:attacked())'>x</div>",
    "<div onmouseover=attacked() onclick=attacked()>click</div>",
    "<style>@import 'javascript:attacked()';</style>",
    "<link rel=stylesheet href='javascript:attacked()'>",
    "<base href='javascript:attacked()//'>",
    "<meta http-equiv=refresh content='0;url=javascript:attacked()'>",
    "<noscript><p title='</noscript><img src=x onerror=attacked()>'></noscript>",
    "<template><script>attacked()</script></template>",
    "<xss id=x tabindex=1 onfocus=attacked()></xss>",
    "<marquee onstart=attacked()>x</marquee>",
    "<scr<script>ipt>attacked()</scr</script>ipt>",
    "<<script>attacked();//<</script>",
    "<select><style></select><img src=x onerror=attacked()></style>",
]


def hostile() -> None:
    set_env(output_animation=False)
    _ = input("Begin")
    for markup in HOSTILE:
        put_html(markup, sanitize=True)
        put_markdown(markup)
    put_markdown("[click](javascript:attacked()) ![x](x)\n\n<javascript:attacked()>")
    put_text("That was all.")


def test_sanitised_html_runs_nothing(
    page: Page, serve: Serve, wait_for_pictures: Callable[[], None], complaints: list[str]
) -> None:
    page.goto(serve(hostile))
    page.add_script_tag(content="var attacks = 0; var attacked = () => { attacks += 1; };")
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("That was all.")).to_be_visible()
    found = page.evaluate(
        """() => {
          const root = document.querySelector("#pywebio-scope-ROOT");
          for (const element of root.querySelectorAll("*")) {
            element.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
          }
          const bad = [];
          for (const element of root.querySelectorAll("*")) {
            const tag = element.localName;
            if (/^(script|iframe|object|embed|base|meta|link|foreignobject)$/.test(tag)) bad.push(tag);
            for (const { name, value } of element.attributes) {
              const url = value.replace(/[\\s\\u0000-\\u0020]/g, "").toLowerCase();
              if (name.startsWith("on") || /^(java|vb)script:/.test(url)) bad.push(element.outerHTML);
            }
          }
          return bad;
        }"""
    )
    assert found == []
    wait_for_pictures()
    assert page.evaluate("attacks") == 0
    # Pictures of nothing are asked for, and not found.
    complaints[:] = [each for each in complaints if "404" not in each and "ERR_" not in each]


def test_sanitised_html_keeps_what_is_harmless(page: Page, serve: Serve) -> None:
    page.goto(serve(harmless))
    expect(page.locator("b")).to_have_text("bold")
    mine = page.locator(".mine")
    expect(mine).to_have_text("a < b")
    expect(mine).to_have_css("color", "rgb(255, 0, 0)")
    expect(page.get_by_role("link", name="there")).to_have_attribute("target", "_blank")


def harmless() -> None:
    put_html("<b>bold</b>", sanitize=True)
    put_html("<span style='color: red' class='mine'>a &lt; b</span>", sanitize=True)
    put_html('<a href="#there" target="_blank">there</a>', sanitize=True)
