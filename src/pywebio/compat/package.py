"""The files that come with this package, from `pywebio.utils`."""

from __future__ import annotations

from typing import Literal, overload

from pywebio.backends.client_files import STATIC_PATH, PackagedAssets

__all__ = ["check_webio_js", "pyinstaller_datas"]


@overload
def pyinstaller_datas(cli_args: Literal[False] = False) -> list[tuple[str, str]]: ...
@overload
def pyinstaller_datas(cli_args: Literal[True]) -> str: ...
def pyinstaller_datas(cli_args: bool = False) -> list[tuple[str, str]] | str:
    """
    Return what PyInstaller must bundle: pairs of a folder and its place, for `datas` of a spec.

    Args:
        cli_args: Return the same as options of the command `pyinstaller`.
    """
    pairs = [(STATIC_PATH, "pywebio/static")]
    if not cli_args:
        return pairs
    return " ".join(f'--add-data "{source}:{target}"' for source, target in pairs)


def check_webio_js() -> None:
    """
    Check that the browser client is there: it is built with the package.

    Raises:
        RuntimeError: It is not.
    """
    PackagedAssets().entry()
