"""The fonts of a PDF: pinned packages and the folders a user names; never the fonts of the machine."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import attrs

from counterbrief.errors import MissingToolError, NotFoundError, Place

#: The packages that every PDF needs, with their release, and the families taken from each (folder names inside).
_PINNED = {
    "justmytype-western-core": ("0.1.0", ("inter", "sourceserif4")),
    "justmytype-intl-rtl": ("0.1.0", ("notosansarabic", "notosanshebrew")),
}
#: Packages whose "Noto Sans" families are used where they are installed.
_OPTIONAL = ("justmytype-intl-south-asia",)
_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")


@attrs.frozen(kw_only=True)
class FontSet:
    """The font files of one PDF, the house's own first; sorted within each origin, so that the order never varies."""

    pinned: tuple[Path, ...]
    packs: tuple[Path, ...]  #: from the optional packages that are installed
    chosen: tuple[Path, ...]  #: from the user's folders

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders that hold the fonts, each once."""
        return tuple(dict.fromkeys(path.parent for path in (*self.pinned, *self.packs, *self.chosen)))


def find_fonts(font_folders: Sequence[Path] = ()) -> FontSet:
    """The fonts of the pinned packages, of the optional ones that are installed, and of the user's folders.

    Nothing is imported: the packages' own lists of files say where the fonts are. Raises
    :class:`~counterbrief.errors.MissingToolError` with the command that installs a package, and
    :class:`~counterbrief.errors.NotFoundError` for a folder that is none or holds no font.
    """
    pinned = [path for name in _PINNED for path in _pinned(name)]
    packs = [path for name in _OPTIONAL for path in _optional(name)]
    chosen: list[Path] = []
    for folder in font_folders:
        found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _ENDINGS and path.is_file())
        if not found:
            raise NotFoundError(
                "no font file (.ttf, .otf, .ttc) in this folder" if folder.is_dir() else "this folder does not exist",
                where=Place(file=str(folder)),
                hint="name a folder that holds the fonts, or leave it out",
            )
        chosen.extend(path.resolve() for path in found)
    return FontSet(pinned=tuple(pinned), packs=tuple(packs), chosen=tuple(dict.fromkeys(chosen)))


def fonts_used(font_folders: Sequence[Path] = ()) -> Mapping[str, str]:
    """The sha256 of each font file that a PDF can draw on, by file name; for the manifest of a brief."""
    fonts = find_fonts(font_folders)
    return MappingProxyType({path.name: _sha256(path, path.stat().st_mtime_ns) for path in _sorted(fonts)})


def _sorted(fonts: FontSet) -> list[Path]:
    return sorted((*fonts.pinned, *fonts.packs, *fonts.chosen), key=lambda path: path.name)


@functools.lru_cache(maxsize=256)
def _sha256(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _pinned(name: str) -> tuple[Path, ...]:
    release, families = _PINNED[name]
    command = f"pip install {name}=={release}"
    try:
        distribution = importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError as error:
        raise MissingToolError(f"the fonts of a PDF come from {name}, which is not installed", hint=command) from error
    found = _files(distribution, families)
    if not found:
        raise MissingToolError(
            f"{name} is installed, but its font files are not there", hint=f"{command} --force-reinstall"
        )
    return found


def _optional(name: str) -> tuple[Path, ...]:
    try:
        return _files(importlib.metadata.distribution(name), None)
    except importlib.metadata.PackageNotFoundError:
        return ()


def _files(distribution: importlib.metadata.Distribution, families: tuple[str, ...] | None) -> tuple[Path, ...]:
    """The font files of the named families, or of every "Noto Sans" family, in a fixed order."""
    found = []
    for file in distribution.files or ():
        family = file.parent.name
        wanted = family in families if families is not None else family.startswith("notosans")
        if wanted and file.suffix.lower() in _ENDINGS:
            found.append(Path(str(distribution.locate_file(file))))
    return tuple(sorted(path for path in found if path.is_file()))
