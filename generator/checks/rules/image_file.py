"""A picture is really a picture, and small.

The first bytes of the file say what it is; a page on a phone should not have to load more than half a megabyte for
one picture. That the file exists and has a text for those who do not see it, the record itself makes sure.
"""

from collections.abc import Iterator

from generator.checks.model import Dossier, Problem, Rule
from generator.diagnostics import Severity

MOST = 500_000
_MAGIC = {
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".webp": (b"RIFF",),
}


def _check(dossier: Dossier) -> Iterator[Problem]:
    folder = (dossier.root / dossier.file).parent
    for n, image in enumerate(dossier.notice.images):
        path = folder / image.file
        magic = _MAGIC.get(path.suffix.lower())
        if magic is None or path.is_symlink() or not path.is_file():
            continue  # the links between files say so
        route = ("images", n, "file")
        size = path.stat().st_size
        if size > MOST:
            yield Problem(dossier.file, route, f"the picture has {size:,} bytes; the most is {MOST:,}")
        with path.open("rb") as opened:
            head = opened.read(16)
        if not head.startswith(magic):
            yield Problem(dossier.file, route, f"the file is no {path.suffix[1:]} picture", "save it in that format")


RULE = Rule(
    id="image-file",
    text=__doc__ or "",
    remedy="make the picture smaller",
    severity=Severity.ERROR,
    good="""\
images: [{file: good.png, alt: {en: A bottle}, credit: Office}]
""",
    broken="""\
images: [{file: broken.png, alt: {en: A bottle}, credit: Office}]
""",
    dossier=_check,
)
