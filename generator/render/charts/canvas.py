"""Where a chart is drawn: fluid for pages, where the width is the reader's, or fixed for downloads.

A plot is as wide as its place less two margins; x is a fraction of that width, y is in px from the top. On a fluid
canvas x becomes a percentage, so texts, marks and line widths keep their size at any width; curves go into an inner
picture that is stretched, with strokes that are not. So one drawing serves a phone and a wide screen, and no text
shrinks.
Everything that is written is escaped here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.views.words import escaped

SIGNS = (
    "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0",
    "M-4-4h8v8h-8z",
    "M0-5.6L5.6 0 0 5.6-5.6 0z",
    "M0-5.2L5.2 4.2h-10.4z",
)
"""Marks of the first four series: circle, square, diamond, triangle."""

STRETCH = 1000
Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Margins:
    """Room in px around a plot, and the plot's own height."""

    left: float
    right: float
    top: float
    bottom: float
    height: float

    @property
    def whole(self) -> float:
        """Height of the plot with what stands above and below it."""
        return self.top + self.height + self.bottom


def num(value: float) -> str:
    """A coordinate with one decimal at most."""
    text = f"{value:.1f}"
    text = text[:-2] if text.endswith(".0") else text
    return "0" if text == "-0" else text


def attributes(data: Mapping[str, str] | None) -> str:
    """Data attributes, escaped."""
    return "".join(f' data-{name}="{escaped(value)}"' for name, value in (data or {}).items())


class Canvas:
    """Collects the elements of one plot. `width` is that of the plot in px, None where it is the reader's."""

    def __init__(self, name: str, margins: Margins, width: float | None, at: Spot = (0, 0)) -> None:
        self.name, self.margins, self.width = name, margins, width
        self.at_x = at[0] + (margins.left if width is not None else 0)
        self.at_y = at[1] + margins.top
        self.signs: set[int] = set()
        self._parts: list[str] = []
        self._stretched = False

    @property
    def fluid(self) -> bool:
        """Whether the width is the reader's."""
        return self.width is None

    @property
    def breadth(self) -> float:
        """Width of the plot in px; on a fluid canvas the least that it has on a phone of 390 px."""
        return self.width if self.width is not None else 350 - self.margins.left - self.margins.right

    def markup(self) -> str:
        """Everything that was drawn, with the signs that it uses."""
        self._end_stretch()
        used = "".join(f'<path id="{self.name}-k{n}" d="{SIGNS[n]}"/>' for n in sorted(self.signs))
        return (f"<defs>{used}</defs>" if used else "") + "".join(self._parts)

    def _add(self, text: str) -> None:
        self._end_stretch()
        self._parts.append(text)

    def _end_stretch(self) -> None:
        if self._stretched:
            self._parts.append("</svg>")
            self._stretched = False

    def _x(self, fraction: float) -> str:
        if self.width is None:
            text = f"{fraction * 100:.2f}".rstrip("0").rstrip(".")
            return f"{'0' if text == '-0' else text}%"
        return num(self.at_x + fraction * self.width)

    def _y(self, y: float) -> str:
        return num(self.at_y + y)

    def line(self, css: str, start: Spot, end: Spot, data: Mapping[str, str] | None = None) -> None:
        """A straight line."""
        (x1, y1), (x2, y2) = start, end
        self._add(
            f'<line class="{css}" x1="{self._x(x1)}" y1="{self._y(y1)}" x2="{self._x(x2)}" y2="{self._y(y2)}"'
            f"{attributes(data)}/>"
        )

    def box(
        self, css: str, x1: float, x2: float, y: float, height: float, data: Mapping[str, str] | None = None
    ) -> None:
        """A rectangle from `x1` to `x2`."""
        width = f"{(x2 - x1) * 100:.2f}%" if self.width is None else num((x2 - x1) * self.width)
        self._add(
            f'<rect class="{css}" x="{self._x(x1)}" y="{self._y(y)}" width="{width}" height="{num(height)}"'
            f"{attributes(data)}/>"
        )

    def text(self, css: str, x: float, y: float, words: str, anchor: str = "", shift: float = 0) -> None:
        """Words at a place; `shift` is in px, `anchor` is `middle` or `end`."""
        dx = f' dx="{num(shift)}"' if shift else ""
        how = f' text-anchor="{anchor}"' if anchor else ""
        css = f' class="{css}"' if css else ""
        self._add(f'<text{css} x="{self._x(x)}" y="{self._y(y)}"{dx}{how}>{escaped(words)}</text>')

    def sign(self, series: int, x: float, y: float) -> None:
        """The mark of a series."""
        shape = series % len(SIGNS)
        self.signs.add(shape)
        self._add(f'<use class="m s{shape}" href="#{self.name}-k{shape}" x="{self._x(x)}" y="{self._y(y)}"/>')

    def path(
        self,
        css: str,
        lines: Iterable[Sequence[Spot]],
        data: Mapping[str, str] | None = None,
        *,
        closed: bool = False,
    ) -> None:
        """Lines through spots, as one element; `closed` makes areas of them."""
        drawn = "".join(
            "M" + "L".join(self._spot(x, y) for x, y in spots) + ("z" if closed else "") for spots in lines if spots
        )
        self._path(css, drawn, data)

    def level(self, css: str, lines: Iterable[tuple[float, float, float]]) -> None:
        """Many level lines, each `(x1, x2, y)`, as one element."""
        self._path(css, "".join(f"M{self._spot(x1, y)}H{self._sx(x2)}" for x1, x2, y in lines), None)

    def steps(self, css: str, spots: Sequence[Spot], data: Mapping[str, str] | None = None) -> None:
        """A curve that keeps its value until the next spot."""
        first, *rest = spots
        drawn = f"M{self._spot(*first)}" + "".join(f"H{self._sx(x)}V{self._y(y)}" for x, y in rest)
        self._path(css, drawn, data)

    def specks(self, css: str, spots: Iterable[Spot], data: Mapping[str, str] | None = None) -> None:
        """Many small dots or ticks in one element: hardly any line, with caps that the style makes round or square."""
        self._path(css, "".join(f"M{self._spot(x, y)}h.01" for x, y in spots), data)

    def notches(self, css: str, spots: Iterable[Spot], height: float, data: Mapping[str, str] | None = None) -> None:
        """Many short upright lines in one element, centred at their spots."""
        drawn = "".join(f"M{self._spot(x, y - height / 2)}v{num(height)}" for x, y in spots)
        self._path(css, drawn, data)

    def _sx(self, x: float) -> str:
        return num(x * STRETCH) if self.width is None else num(self.at_x + x * self.width)

    def _spot(self, x: float, y: float) -> str:
        return f"{self._sx(x)} {self._y(y)}"

    def _path(self, css: str, drawn: str, data: Mapping[str, str] | None) -> None:
        if not drawn:
            return
        if self.width is None and not self._stretched:
            height = num(self.margins.whole)
            self._parts.append(
                f'<svg viewBox="0 0 {STRETCH} {height}" preserveAspectRatio="none" width="100%" height="{height}"'
                ' overflow="visible" aria-hidden="true">'
            )
            self._stretched = True
        self._parts.append(f'<path class="{css}" d="{drawn}"{attributes(data)}/>')
