"""What touches the world. Adapters translate, no more.

A framework's file (`flask.py`) is the only place that imports it, its server stands beside it
(`flask_server.py`). Files without a framework's name are what several need: loops, WSGI, frames,
listening, the client's files, the clock and ids of the system, a folder of apps.
"""
