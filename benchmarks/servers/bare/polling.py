"""What a bare server answers by polling: a first output and a button, and a line for every click."""

import json
from collections.abc import Mapping

from .session import button, output

PAGE = b"<!doctype html>"
_JSON = b'{"commands":[%b],"seq":%d,"ack":%d}'


def answer(query: Mapping[str, str], session: str | None, body: bytes) -> bytes:
    """Answer a request without remembering anything: the client counts."""
    if session is None:
        return PAGE
    events: list[object] = json.loads(body) if body else []
    last_event = int(query.get("seq", 0)) + len(events) - 1
    commands: list[str] = [output("done!")] * len(events)
    if session.startswith("NEW-"):
        commands = [output("first-output"), button()]
    group = f"[{','.join(commands)}]".encode() if commands else b""
    return _JSON % (group, int(query["ack"]) + 1, last_event)
