"""
Charts of the libraries that the documentation names, drawn without a network.

The libraries are imported by the apps: they take seconds, which the other apps need not wait for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, cast

from playwright.sync_api import expect

from pywebio.output import (
    put_collapse,
    put_datatable,
    put_html,
    put_image,
    put_row,
    put_table,
    put_text,
)
from pywebio.session import hold

if TYPE_CHECKING:
    from pathlib import Path

    from bokeh.document import Document
    from playwright.sync_api import Page

    from tests.browser.conftest import Serve


TYPE: Literal["jupyter"] = cast("Literal['jupyter']", "pywebio")
"""Bokeh's types know its own kinds of notebooks only."""
PATIENCE = 30_000
"""Milliseconds: a library is imported, and megabytes of script run."""


def bokeh_figures() -> None:
    from bokeh.io import output_notebook, show
    from bokeh.plotting import figure
    from bokeh.resources import INLINE

    output_notebook(INLINE, verbose=True, notebook_type=TYPE)
    for title in ("First", "Second"):
        chart = figure(title=title, height=200)
        chart.line([1, 2, 3], [4, 6, 5])
        show(chart)
    put_html("<script>require.config({})</script>")
    late = figure(title="Behind RequireJS", height=200)
    late.scatter([1, 2], [2, 1])
    show(late)
    put_text("all drawn")
    hold()


def test_bokeh_draws_into_the_page(page: Page, serve: Serve) -> None:
    page.goto(serve(bokeh_figures))
    expect(page.get_by_text("all drawn")).to_be_visible(timeout=PATIENCE)
    # Bokeh draws into shadow roots, which locators pierce.
    expect(page.locator(".bk-Canvas")).to_have_count(3)


def bokeh_app() -> None:
    from bokeh.io import output_notebook, show
    from bokeh.models.widgets import Button
    from bokeh.resources import INLINE

    def fill(document: Document) -> None:
        button = Button(label="Count")
        button.on_click(lambda: setattr(button, "label", f"{button.label}!"))
        document.add_root(button)

    output_notebook(INLINE, notebook_type=TYPE)
    show(fill)
    hold()


def test_bokeh_server_apps_answer_their_users(page: Page, serve: Serve, backend: str) -> None:
    page.goto(serve(bokeh_app, backend=backend))
    button = page.get_by_role("button", name="Count")
    button.click(timeout=PATIENCE)
    expect(button).to_have_text("Count!")


def plotly_figures() -> None:
    from plotly import graph_objects

    chart = graph_objects.Figure(graph_objects.Bar(x=["a", "b"], y=[1, 3]))
    put_html("<script>require.config({})</script>")
    put_html(chart.to_html(include_plotlyjs=True, full_html=False))
    put_html(chart.to_html(include_plotlyjs=False, full_html=False))
    hold()


def test_plotly_brings_its_library_inline(page: Page, serve: Serve) -> None:
    page.goto(serve(plotly_figures))
    expect(page.locator(".plotly-graph-div .main-svg .point")).to_have_count(4, timeout=PATIENCE)


# What plotly 5 and 6 make of `include_plotlyjs="require"`; 7 inlines the library instead.
PLOTLY_REQUIRED = """
<div><script>requirejs.config({{paths: {{plotly: 'static/plotly.min'}}}})</script>
<div id="{id}" style="height: 300px"></div>
<script>require(["plotly"], function (Plotly) {{
  Plotly.newPlot("{id}", [{{type: "bar", x: ["a", "b"], y: [1, 3]}}]);
}});</script></div>
"""


def plotly_required() -> None:
    put_html(PLOTLY_REQUIRED.format(id="first"))
    put_html(PLOTLY_REQUIRED.format(id="second"))
    hold()


def test_plotly_is_a_module_where_the_app_says(page: Page, serve: Serve, tmp_path: Path) -> None:
    from plotly.offline import get_plotlyjs

    # The build in plotly 7 is a plain script, which hands its global over by a shim.
    (tmp_path / "plotly.min.js").write_text(
        f"define([], function () {{ {get_plotlyjs()}; return Plotly; }});", "utf-8"
    )
    page.goto(serve(plotly_required, static_dir=str(tmp_path)))
    expect(page.locator(".main-svg .point")).to_have_count(4, timeout=PATIENCE)


ECHARTS = """
(function (root, factory) {
  if (typeof define === 'function' && define.amd) define(['exports'], factory);
  else factory((root.echarts = {}));
})(this, function (exports) {
  exports.init = (element) => ({
    setOption: ({ series }) => { element.textContent += JSON.stringify(series[0].data); },
  });
});
"""


def pyecharts_bars() -> None:
    from pyecharts.charts import Bar
    from pyecharts.options import InitOpts

    def bar() -> Bar:
        chart = Bar(init_opts=InitOpts(js_host="static/"))
        return chart.add_xaxis(["a", "b"]).add_yaxis("series", [7, 8])

    put_html(bar().render_notebook())
    put_html(bar().render_embed())
    put_html(bar().render_notebook())
    hold()


def test_pyecharts_takes_its_library_from_the_app(page: Page, serve: Serve, tmp_path: Path) -> None:
    (tmp_path / "echarts.min.js").write_text(ECHARTS, "utf-8")
    page.goto(serve(pyecharts_bars, static_dir=str(tmp_path)))
    three = re.compile(r"^(\s*\[7,8\]\s*){3}$")
    root = page.locator("#pywebio-scope-ROOT")
    expect(root).to_have_text(three, use_inner_text=True, timeout=PATIENCE)


def matplotlib_figure() -> None:
    from io import BytesIO

    from matplotlib.figure import Figure

    figure = Figure(figsize=(3, 2), dpi=100)
    figure.subplots().plot([1, 2, 3], [4, 6, 5])
    file = BytesIO()
    figure.savefig(file, format="png")
    put_image(file.getvalue(), title="A curve")
    hold()


def test_matplotlib_draws_pictures(page: Page, serve: Serve) -> None:
    page.goto(serve(matplotlib_figure))
    picture = page.get_by_role("img", name="A curve")
    expect(picture).to_be_visible(timeout=PATIENCE)
    assert picture.evaluate("each => [each.naturalWidth, each.naturalHeight]") == [300, 200]


def pandas_frames() -> None:
    from pandas import DataFrame

    frame = DataFrame({"month": ["May", "June"], "sales": [12, 17]})
    put_html(frame)
    put_html(frame.style.bar(subset="sales"))
    put_row([frame, None, frame])
    put_table([["a frame", frame]])
    put_table(frame.to_dict("records"), header=["month", "sales"])
    put_datatable(frame, height=200)
    put_text("all shown")
    hold()


def test_pandas_frames_are_tables_everywhere(page: Page, serve: Serve) -> None:
    page.goto(serve(pandas_frames))
    expect(page.get_by_text("all shown")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("table.dataframe")).to_have_count(4)
    expect(page.locator("td table.dataframe, th table.dataframe")).to_have_count(1)
    # The frames, the one with bars, a table of ours, and the grid.
    expect(page.get_by_text("June", exact=True)).to_have_count(7)
    bars = page.locator("table:not(.dataframe) td[id$=col1]").last
    expect(bars).to_have_css("background-image", re.compile("linear-gradient"))
    expect(page.locator(".ag-cell", has_text="17")).to_be_visible()


VEGA_EMBED = """
(function (root, factory) {
  if (typeof define === 'function' && define.amd) define([], factory);
  else root.vegaEmbed = factory();
})(this, () => (target, spec) => {
  const element = typeof target === 'string' ? document.querySelector(target) : target;
  element.classList.add('vega-embed');
  element.innerHTML = `<details><summary>menu</summary></details>${spec.mark.type}`;
  return Promise.resolve();
});
"""


def altair_charts() -> None:
    from altair import Chart, renderers

    renderers.enable("default", base_url="static")
    chart = Chart({"values": [{"a": 1, "b": 2}]}).mark_bar().encode(x="a:Q", y="b:Q")
    put_html(chart)
    put_row([chart, chart])
    put_html(chart.to_html(output_div="fourth", base_url="static", fullhtml=False))
    put_collapse("ours", "x")
    put_text("all drawn")
    hold()


def test_altair_finds_its_library_and_keeps_the_look_of_its_menu(
    page: Page, serve: Serve, tmp_path: Path
) -> None:
    from altair import Chart

    # Its HTML names versions: `static/vega@6` and the like.
    asked = re.findall(r'src="static/([^"]+)"', Chart().mark_bar().to_html(base_url="static"))
    for name in asked:
        (tmp_path / name).write_text(VEGA_EMBED if "embed" in name else "", "utf-8")
    page.goto(serve(altair_charts, static_dir=str(tmp_path)))
    charts = page.locator(".vega-embed")
    expect(page.get_by_text("all drawn")).to_be_visible(timeout=PATIENCE)
    expect(charts).to_have_text(["menubar"] * 4)
    for menu in charts.locator("details").all():
        expect(menu).to_have_css("border-top-width", "0px")
    expect(page.locator("details", has_text="ours")).to_have_css("border-top-width", "1px")
