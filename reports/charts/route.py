"""The map of routes: from what is there over the stations of every path to its target. Paths share what they have in
common, as lines of a metro do; lengths are units of the drawing, which is scaled as a whole."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct, field

WIDTH = 1120
# How far the first and the last station lie from the edges: on the left is said where one is.
_LEFT, _RIGHT = 140, 60
# Names and notes stand on one line as long as a leg has room for both; else notes go below the names.
_LONG_LEGS = 2
_ONE_LINE = (32, 50)
_TWO_LINES = (46, 62)
_BELOW = 24
_BEND = 90
# A gate holds a sign and a number, a last station the letters of its paths: as wide as that takes, half as high again.
_SIGN, _DIGIT, _HEIGHT = 36, 9, 26


class Stop(Struct, frozen=True, kw_only=True):
    """A station a path calls at, and the gate before it."""

    key: str
    name: str
    note: str
    gate: str
    tone: str


class Line(Struct, frozen=True, kw_only=True):
    """A path: its letter and its stops in order; the start is common to all and not among them."""

    letter: str
    stops: Sequence[Stop]


class Rail(Struct, frozen=True, kw_only=True):
    """A piece of line, as the `d` of a path."""

    d: str


class Gate(Struct, frozen=True, kw_only=True):
    """What has to be cleared before the next station: a box from its upper left corner, a sign and a number."""

    x: int
    y: int
    width: int
    height: int
    sign_x: int
    sign_y: int
    text_x: int
    text_y: int
    tone: str
    text: str


class Box(Struct, frozen=True, kw_only=True):
    """A box from its upper left corner, and the base line of the text in it."""

    x: int
    y: int
    width: int
    height: int
    text_y: int


class Station(Struct, frozen=True, kw_only=True):
    """A station; where paths end a box around the letters they carry."""

    x: int
    y: int
    letter: str
    box: Box | None


class Below(Struct, frozen=True, kw_only=True):
    """A line below another."""

    y: int
    text: str


class Label(Struct, frozen=True, kw_only=True):
    """Name of a station, and behind it or on a line of its own what is to be noted about it."""

    x: int
    y: int
    anchor: str
    name: str
    note: str
    below: Below | None


class Route(Struct, frozen=True, kw_only=True):
    """The drawing, from the bottom up: rails, gates, stations, labels."""

    width: int
    height: int
    rails: list[Rail]
    gates: list[Gate]
    stations: list[Station]
    labels: list[Label]


class _Node(Struct, kw_only=True):
    """A station with what lies behind it. `stop` is None at the start."""

    stop: Stop | None
    letter: str = ""
    behind: dict[str, _Node] = field(default_factory=dict)


def route(start: str, here: str, lines: Sequence[Line]) -> Route:
    """The map of some lines that all begin at the same place.

    Args:
        start: name of that place.
        here: what is said beside it.
        lines: the paths, at least one.
    """
    root = _Node(stop=None)
    for line in lines:
        node = root
        for stop in line.stops:
            node = node.behind.setdefault(stop.key, _Node(stop=stop))
        # Two paths over the very same stations are one line with two letters.
        node.letter = f"{node.letter}, {line.letter}" if node.letter else line.letter
    pen = _Pen(max(len(line.stops) for line in lines))
    rows = pen.draw(root, 0, 0)
    x, y = pen.place(0, 0)
    pen.drawn.labels.extend(
        (
            Label(x=x - 12, y=y - 19, anchor="start", name=start, note="", below=None),
            Label(x=x - 20, y=y + 5, anchor="end", name="", note=here, below=None),
        )
    )
    return msgspec.structs.replace(pen.drawn, height=pen.top + (rows - 1) * pen.pitch + _BELOW)


class _Pen:
    """Draws a station and all behind it, on rows from the top."""

    def __init__(self, legs: int) -> None:
        self.one_line = legs <= _LONG_LEGS
        self.top, self.pitch = _ONE_LINE if self.one_line else _TWO_LINES
        self.step = (WIDTH - _LEFT - _RIGHT) / legs
        self.drawn = Route(width=WIDTH, height=0, rails=[], gates=[], stations=[], labels=[])

    def draw(self, node: _Node, depth: int, row: int) -> int:
        """Returns how many rows it took."""
        x, y = self.place(depth, row)
        box = _box(x, y, node.letter) if node.letter else None
        self.drawn.stations.append(Station(x=x, y=y, letter=node.letter, box=box))
        rows = 0
        for child in node.behind.values():
            assert child.stop is not None
            to_x, to_y = self.place(depth + 1, row + rows)
            self.drawn.rails.append(Rail(d=_rail(x, y, to_x, to_y)))
            self.drawn.gates.append(_gate(x if to_y == y else x + _BEND, to_x, to_y, child.stop))
            self.drawn.labels.append(self.label(child.stop, to_x, to_y))
            rows += self.draw(child, depth + 1, row + rows)
        return max(rows, 1)

    def place(self, depth: int, row: int) -> tuple[int, int]:
        """Where a station lies."""
        return round(_LEFT + depth * self.step), self.top + row * self.pitch

    def label(self, stop: Stop, x: int, y: int) -> Label:
        """The name of a station, above it; that of the last one ends with it."""
        last = x >= WIDTH - _RIGHT
        name, note = stop.name, stop.note
        if not (self.one_line or note):  # what follows the comma in a name makes it too long for a short leg
            name, _, note = name.partition(", ")
        below = Below(y=y - 18, text=note) if note and not self.one_line else None
        return Label(
            x=x + 14 if last else x,
            y=y - 33 if below else y - 19,
            anchor="end" if last else "middle",
            name=name,
            note="" if below else note,
            below=below,
        )


def _rail(x: int, y: int, to_x: int, to_y: int) -> str:
    if y == to_y:
        return f"M{x} {y}H{to_x}"
    return f"M{x} {y}C{x + 50} {y} {x + 30} {to_y} {x + _BEND} {to_y}H{to_x}"


def _gate(x: int, to_x: int, y: int, stop: Stop) -> Gate:
    width = _SIGN + _DIGIT * len(stop.gate) + _DIGIT
    left = (x + to_x - width) // 2
    return Gate(
        x=left, y=y - _HEIGHT // 2, width=width, height=_HEIGHT, sign_x=left + 9, sign_y=y - 8, text_x=left + 30,
        text_y=y + 5, tone=stop.tone, text=stop.gate,
    )  # fmt: skip


def _box(x: int, y: int, letter: str) -> Box:
    width = max(_HEIGHT, _DIGIT * len(letter) + 14)
    return Box(x=x - width // 2, y=y - _HEIGHT // 2, width=width, height=_HEIGHT, text_y=y + 5)
