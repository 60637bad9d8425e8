"""Reads templates from folders on disk or inside a package, and from nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeAlias

import jinja2

from counterbrief.errors import Place, TemplateError

LARGEST = 256 * 1024
"""Bytes of a template file."""

_NAME = re.compile(r"(?:[a-z0-9]+(?:[-_][a-z0-9]+)*/)*[a-z0-9]+(?:[-_][a-z0-9]+)*\.html")
#: Controls, line separators, lone surrogates, and the marks that silently turn the direction of a text.
_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


Folder: TypeAlias = Traversable | Path
Folders: TypeAlias = tuple[Folder, ...]
"""Where templates stand; a template of an earlier folder stands in the place of its namesake in a later one."""


def read_template(folders: Folders, name: str) -> str:
    """The text of a template, with line feeds alone; raises TemplateError.

    A name is a relative path of small letters, digits and hyphens that ends in ``.html``; nothing on the way to the
    file may be a link, so that a template cannot bring in a file from elsewhere.
    """
    if not _NAME.fullmatch(name):
        raise TemplateError(
            f"{name!r} is not the name of a template",
            hint="write its path inside the templates folder, in small letters, such as 'shared/sources.html'",
        )
    for folder in folders:
        file = _find(folder, name)
        if file is not None:
            try:
                with file.open("rb") as stream:
                    return _text(stream.read(LARGEST + 1), name)
            except OSError as error:
                raise TemplateError(f"the template {name!r} cannot be read: {error.strerror or error}") from error
    raise TemplateError(f"there is no template {name!r}", hint="see the files in the templates folder")


def _find(folder: Folder, name: str) -> Folder | None:
    """The file of that name, or None; raises TemplateError where a link leads to it."""
    node = folder
    linked = False
    for part in name.split("/"):
        node = node / part
        linked = linked or _is_link(node)
    if not node.is_file():
        return None
    if isinstance(folder, Path) and isinstance(node, Path):
        # Windows has other ways than links to send a path elsewhere.
        linked = linked or node.resolve() != folder.resolve() / name
    if linked:
        raise TemplateError(f"the template {name!r} is reached through a link", hint="put the file itself there")
    return node


def _text(data: bytes, name: str) -> str:
    if len(data) > LARGEST:
        raise TemplateError(f"the template has more than {LARGEST // 1024} KB", where=Place(file=name))
    try:
        text = data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise TemplateError(
            "the template is not UTF-8", where=Place(file=name, line=line), hint="save it as UTF-8"
        ) from error
    found = _REFUSED.search(text)
    if found:
        raise TemplateError(
            f"the template holds the control character U+{ord(found.group()):04X}",
            where=Place(file=name, line=text.count("\n", 0, found.start()) + 1),
            hint="remove the character",
        )
    return text


def _is_link(node: Folder) -> bool:
    """Whether it is a link; what stands in a zip file may not know."""
    ask = getattr(node, "is_symlink", None)
    return bool(ask()) if ask is not None else False


class FolderLoader(jinja2.BaseLoader):
    """Jinja2's way to :func:`read_template`."""

    def __init__(self, folders: Folders) -> None:
        self.folders = folders

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The text of a template, its name in tracebacks, and that it does not change while a brief is composed."""
        return read_template(self.folders, template), template, lambda: True

    def list_templates(self) -> list[str]:
        """Not offered: a template names what it includes."""
        raise TypeError("templates are not listed")
