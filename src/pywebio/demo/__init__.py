"""A tour of PyWebIO: `python -m pywebio.demo`.

Every app is a file of its own, and shows its source at the end of its page.
"""

from __future__ import annotations
