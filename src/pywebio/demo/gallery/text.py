"""The parts of the gallery with text, pictures and files."""

from __future__ import annotations

from typing import Final

from pywebio.output import (
    put_code,
    put_file,
    put_html,
    put_image,
    put_link,
    put_markdown,
    put_text,
)

PICTURE: Final = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='1800' height='600' "
    "viewBox='0 0 9 3'><rect width='9' height='3' fill='royalblue'/>"
    "<circle cx='4' cy='2' r='1' fill='white'/></svg>"
)
MARKDOWN: Final = """
### Markdown

#### With a heading below it

**Strong**, *emphasised*, ~~wrong~~, `code` and [a link](#tables).

1. First
2. Second
    - with a point
    - and another one

- [x] A task that is done
- [ ] One that is not

> Quoted words.

| Left | Middle | Right |
|:-----|:------:|------:|
| a    | b      |  1.00 |
| c    | d      | 10.50 |

```js
const greet = (name) => `Hello ${name}`; // highlighted, and copied with a click
```

---
"""


def show_text() -> None:
    """Show text, Markdown, code, HTML and links."""
    put_text("Plain text keeps\n    its line breaks.")
    put_markdown(MARKDOWN)
    put_code("def greet(name):\n    return f'Hello {name}'", "python")
    put_code("\n".join(f"line {number} of code without colours" for number in range(1, 31)), rows=5)
    put_html("<p>HTML: <mark>marked</mark>, press <kbd>Ctrl</kbd> <kbd>C</kbd></p>")
    put_html("<p>HTML <b onclick='alert(1)'>without its scripts</b>.</p>", sanitize=True)
    put_link("A link to another app", app="hello")
    put_link("A link in a new window", url="?app=bmi", new_window=True)
    put_text("Text in a style of its own.").style("font-size: 1.25rem; font-style: italic")


def show_media() -> None:
    """Show a picture that is larger than its place, and a file."""
    put_image(PICTURE, title="A disc on a field", width="180px")
    put_file("notes.txt", b"Some notes.\n", "Download a file")
