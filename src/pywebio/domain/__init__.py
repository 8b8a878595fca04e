"""The core: what a session is, with no transport, no wire format and no framework in it.

Imports only ports and attrs; `tests/unit/test_layers.py` holds it to that.
"""
