"""The wire, sans-I/O: values in, values out. Nothing here sleeps, opens or calls out.

`docs/protocol.md` is the reference; docstrings name its sections.
"""
