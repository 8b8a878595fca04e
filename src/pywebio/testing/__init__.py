"""For tests: a user for your app, and a fake and a contract check for every port.

`run_app` runs an app without server and browser. The fakes take the place of the container's
parts: `start_server(app, container=default_container().with_(clock=FakeClock()))`. The checks
(`check_session_registry` and so on) prove a part of your own; they raise `AssertionError`.
"""

from __future__ import annotations

from contextlib import suppress

from pywebio.container import default_container
from pywebio.testing.app import AppTester, run_app
from pywebio.testing.assets import InMemoryAssets, check_client_assets
from pywebio.testing.clock import FakeClock, check_clock
from pywebio.testing.http import (
    RecordingHttpHandler,
    check_http_handler,
    check_polling_handler,
)
from pywebio.testing.ids import SequentialIds, check_id_source
from pywebio.testing.links import FakeLink, RecordingListener, check_session_link
from pywebio.testing.loop import InlineLoop, InlineTask, check_event_loop
from pywebio.testing.origins import RecordingOrigins, check_origin_policy
from pywebio.testing.registry import check_session_registry
from pywebio.testing.server import RecordingServer, check_server, fake_site
from pywebio.testing.websocket import (
    RecordingConversation,
    RecordingPeer,
    RecordingWebSocketHandler,
    check_websocket_handler,
)

# pytest looks at every name of a test's module, `session.local` and `pin` too. Outside of sessions they
# would open a page and wait for a browser: script mode. A program that has such a page keeps it.
with suppress(RuntimeError):
    default_container().script.yield_to_servers()

__all__ = [
    "AppTester",
    "FakeClock",
    "FakeLink",
    "InMemoryAssets",
    "InlineLoop",
    "InlineTask",
    "RecordingConversation",
    "RecordingHttpHandler",
    "RecordingListener",
    "RecordingOrigins",
    "RecordingPeer",
    "RecordingServer",
    "RecordingWebSocketHandler",
    "SequentialIds",
    "check_client_assets",
    "check_clock",
    "check_event_loop",
    "check_http_handler",
    "check_id_source",
    "check_origin_policy",
    "check_polling_handler",
    "check_server",
    "check_session_link",
    "check_session_registry",
    "check_websocket_handler",
    "fake_site",
    "run_app",
]
