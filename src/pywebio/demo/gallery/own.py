"""The part of the gallery with a widget that a script of the app draws."""

from __future__ import annotations

from functools import partial

from pywebio.output import custom_update, put_buttons, put_custom, toast
from pywebio.session import run_js

METER = """
WebIO.registerWidget('meter', {
  mount(element, share, api) {
    const meter = document.createElement('meter');
    const button = document.createElement('button');
    meter.style.width = '50%';
    meter.ariaLabel = 'Own meter';
    button.className = 'btn btn-sm btn-outline-secondary ms-3';
    button.textContent = 'Tell the script';
    button.onclick = () => api.send(meter.value);
    element.append(meter, button);
    this.update(element, share);
  },
  update(element, share) {
    element.querySelector('meter').value = share;
  },
});
"""


def show_own_widget() -> None:
    """Show a meter that the script moves, and that tells the script how it stands."""
    run_js(METER)
    put_custom("meter", 0.4, name="own_meter", onevent=lambda share: toast(f"It stands at {share}"))
    shares = [0.1, 0.5, 0.9]
    moves = [partial(custom_update, "own_meter", share) for share in shares]
    put_buttons([f"{share:.0%}" for share in shares], onclick=moves, small=True)
