"""A folder of apps, each at the path of its file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import anyio.to_thread
import pytest

from pywebio.platform.path_deploy import path_deploy
from tests.integration.clients.base import Answer, fetch
from tests.integration.clients.programs import printed_port, running_program
from tests.integration.clients.websocket import open_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

APPS = {
    "c.py": "from pywebio.output import put_text\nVERSION = 1\ndef main():\n    'Page 1'\n    put_text('c', VERSION)\n",
    "deep/index.py": "from pywebio.output import put_text\nasync def main():\n    put_text('deep')\n",
    "several.py": "from pywebio.output import put_text\nmain = {'a': lambda: put_text('a'), 'b': lambda: put_text('b')}\n",
    "imports.py": "from c import VERSION, main\n",
    "broken.py": "def main():\n    pass\n1 / 0\n",
    "helper.py": "VALUE = 1\n",
    "list/one.py": "def main():\n    pass\n",
    ".hidden.py": "def main():\n    pass\n",
    "_private/x.py": "def main():\n    pass\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    outside = tmp_path_factory.mktemp("folder")
    base = outside / "apps"
    for name, text in APPS.items():
        path = base / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (outside / "outside.py").write_text("def main():\n    pass\n", "utf-8")
    (base / "link.py").symlink_to(outside / "outside.py")
    return base


@pytest.fixture(scope="module", params=["path_deploy", "path_deploy_http"])
def transport(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def served(folder: Path, transport: str) -> Iterator[int]:
    """Serve the folder in a process of its own; give its port."""
    script = folder.parent / f"{transport}.py"
    script.write_text(
        f"from pywebio.platform import {transport}\n"
        f"{transport}({str(folder)!r}, host='127.0.0.1', debug=True, autoreload=False)\n"
    )
    with running_program("-W", "error", str(script)) as process:
        yield printed_port(process)


async def get(port: int, path: str, **headers: str) -> Answer:
    return await anyio.to_thread.run_sync(fetch, port, "GET", path, headers)


async def first_output(port: int, path: str, transport: str) -> str:
    """Open the app at *path* and return what it says first."""
    if transport == "path_deploy":
        where, _, query = path.partition("?")
        page = await open_page(port, {"path": where, "app": query.partition("app=")[2] or None})
        text = await page.text()
        await page.leave()
        return text
    query = "&ack=-1" if "?" in path else "?ack=-1"
    opened = await get(port, path + query, **{"webio-session-id": "NEW-" + path})
    return opened.text


@pytest.mark.parametrize(
    ("path", "says"),
    [("/c", "c 1"), ("/deep/", "deep"), ("/several?app=b", "b"), ("/imports", "c 1")],
)
async def test_an_app_is_served_at_the_path_of_its_file(
    served: int, transport: str, path: str, says: str
) -> None:
    assert says in await first_output(served, path, transport)
    page = await get(served, path)
    assert page.status == 200
    assert "startWebIOClient" in page.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/helper", 404),
        ("/c.py", 404),
        ("/nothing", 404),
        ("/deep", 404),
        ("//c", 404),
        ("/c%00", 404),
        ("/.hidden", 403),
        ("/_private/x", 403),
        ("/../outside", 403),
        ("/%2e%2e/outside", 403),
        ("/link", 404),
        ("/broken", 500),
    ],
)
async def test_what_is_no_app_is_refused(served: int, path: str, status: int) -> None:
    answer = await get(served, path)
    assert answer.status == status
    assert (b"ZeroDivisionError" in answer.body) is (status == 500)
    assert (await get(served, "/c")).status == 200


async def test_a_folder_without_index_is_a_list_of_what_is_in_it(served: int) -> None:
    root, inner = await get(served, "/"), await get(served, "/list/")
    for name in ("c", "deep/", "several", "imports", "broken", "list/"):
        assert f'href="{name}"' in root.text
    for name in ("helper", "hidden", "private"):
        assert name not in root.text
    assert 'href="../"' in inner.text
    assert 'href="one"' in inner.text


async def test_a_file_is_run_again_when_asked(served: int, folder: Path, transport: str) -> None:
    file = folder / f"again_{transport}.py"
    path = f"/{file.stem}"
    file.write_text(APPS["c.py"], "utf-8")
    assert "Page 1" in (await get(served, path)).text
    file.write_text(APPS["c.py"].replace("Page 1", "Page 22"), "utf-8")
    assert "Page 1" in (await get(served, path)).text
    assert "Page 22" in (await get(served, f"{path}?reload")).text
    assert "Page 22" in (await get(served, path)).text


def test_the_list_can_be_turned_off_or_made_by_the_author(folder: Path) -> None:
    from pywebio.backends.app_folder import AppFolder
    from pywebio.ports.http import HttpResponse

    off = AppFolder(folder, index=False).find("/list/")
    assert isinstance(off, HttpResponse)
    assert (off.status, off.body) == (403, b"403 Forbidden")
    own = AppFolder(folder, lambda path: f"<b>{path}</b>").find("/list/")
    assert isinstance(own, HttpResponse)
    assert own.body == f"<b>{folder / 'list'}</b>".encode()


def test_bad_arguments_are_named(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(ValueError, match="missing"):
        path_deploy(tmp_path / "missing")
    with pytest.raises(TypeError, match="index"):
        path_deploy(folder, index="yes")  # type: ignore[arg-type]  # what is tested
    assert str(folder) not in sys.path
