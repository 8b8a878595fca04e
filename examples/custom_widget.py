"""A widget of your own, drawn by a script and answered by Python. Run it with `python examples/custom_widget.py`."""

import os

from pywebio import config, start_server
from pywebio.output import custom_update, put_custom, put_markdown, put_text, use_scope
from pywebio.session import hold

STARS = """
WebIO.registerWidget('stars', {
  mount(element, data, api) {
    for (let star = 1; star <= data.most; star++) {
      const button = document.createElement('button');
      button.className = 'star';
      button.setAttribute('aria-label', `${star} of ${data.most} stars`);
      button.onclick = () => api.send(star);
      element.append(button);
    }
    this.update(element, data);
  },
  update(element, data) {
    element.querySelectorAll('button').forEach((button, index) => {
      button.textContent = index < data.value ? '★' : '☆';
      button.setAttribute('aria-pressed', index < data.value);
    });
  },
});
"""

STYLE = ".star { border: 0; background: none; font-size: 2rem; color: #b45309; }"


@config(js_code=STARS, css_style=STYLE)
def rating() -> None:
    """Rate the lunch"""
    put_markdown("# How was lunch?")

    def rated(stars: int) -> None:
        custom_update("lunch", {"most": 5, "value": stars})
        with use_scope("thanks", clear=True):
            put_text(f"{stars} of 5: thank you.")

    put_custom("stars", {"most": 5, "value": 0}, name="lunch", onevent=rated)
    hold()


if __name__ == "__main__":
    start_server(rating, port=int(os.environ.get("PORT", "8080")))
