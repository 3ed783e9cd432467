"""A logo that can do nothing but be looked at: a PNG or an SVG, checked and written anew as a `data:` address.

Browsers run no script and load nothing for a picture; the checks here keep it so when the file is taken out of the
page and opened by itself.
"""

from __future__ import annotations

import re
import struct
import zlib
from base64 import b64encode
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.parsers import expat

from scanner.inventory.refusal import Refusal, readable

LARGEST = 50 * 1024
WIDEST = 4096
DEEPEST = 64
_PNG = b"\x89PNG\r\n\x1a\n"
# What a picture is made of; everything else in a PNG is about it: texts, times, profiles.
_PNG_CHUNKS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
_SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_ELEMENTS = frozenset(
    {
        "svg", "g", "defs", "symbol", "use", "title", "desc", "style", "text", "tspan",
        "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
        "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern",
    }
)  # fmt: skip
_PLAIN = "Save it as plain SVG, or as PNG."
# References within the picture are the only ones it may hold.
_REFERENCE = re.compile(r"url\s*\(\s*['\"]?(?!\s*#)", re.IGNORECASE)


class LogoRefused(Refusal):
    """The file is not a picture a report can carry."""


def logo_of(content: bytes) -> str:
    """The picture as a `data:` address.

    Raises:
        LogoRefused: too large, neither PNG nor SVG, damaged, or holding something that can act or load.
    """
    if len(content) > LARGEST:
        raise LogoRefused(
            f"The logo has more than {LARGEST // 1024} KB, the most a report carries.",
            "Save it smaller: it is shown no higher than 56 pixels.",
        )
    if content.startswith(_PNG):
        return _address("image/png", _PNG + b"".join(_chunks(content)))
    if b"<svg" in content:
        return _address("image/svg+xml", _drawing(content))
    raise LogoRefused("The logo is neither a PNG nor an SVG.", "Save it as one of the two.")


def _address(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{b64encode(content).decode()}"


def _chunks(content: bytes) -> Iterator[bytes]:
    """The chunks that make the picture, each with a right checksum."""
    place, kind = len(_PNG), b""
    while kind != b"IEND":
        head = content[place : place + 8]
        if len(head) < 8:
            raise LogoRefused("The logo is a damaged PNG: it ends too early.")
        length, kind = struct.unpack(">I4s", head)
        whole = content[place : place + 12 + length]
        if len(whole) < 12 + length or zlib.crc32(whole[4:-4]) != int.from_bytes(whole[-4:]):
            raise LogoRefused(f"The logo is a damaged PNG: its part {readable(repr(kind))} is not whole.")
        if place == len(_PNG):
            _check_size(kind, whole[8:16])
        place += 12 + length
        if kind in _PNG_CHUNKS:
            yield whole


def _check_size(kind: bytes, sizes: bytes) -> None:
    if kind != b"IHDR" or len(sizes) < 8:
        raise LogoRefused("The logo is a damaged PNG: it does not begin with its size.")
    width, height = struct.unpack(">II", sizes)
    if not (0 < width <= WIDEST and 0 < height <= WIDEST):
        raise LogoRefused(f"The logo has {width} × {height} pixels; up to {WIDEST} each way are shown.")


def _drawing(content: bytes) -> bytes:
    """The SVG, written anew from the elements of a drawing; what editors left in it is dropped."""
    root = _parsed(content)
    if root.tag != f"{{{_SVG}}}svg":
        raise LogoRefused("The logo is not an SVG: its first element is not svg of the SVG name space.")
    _clean(root, 0)
    ElementTree.register_namespace("", _SVG)
    return ElementTree.tostring(root)


def _parsed(content: bytes) -> ElementTree.Element:
    """The document; entities are refused before the parser would expand one."""
    guard = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise LogoRefused(
            "The logo declares a document type, which a drawing does not need.", "Save it as plain SVG."
        )

    guard.StartDoctypeDeclHandler = refuse
    try:
        guard.Parse(content, True)
        return ElementTree.fromstring(content)
    except (expat.ExpatError, ElementTree.ParseError, ValueError, LookupError) as error:
        raise LogoRefused(f"The logo is a damaged SVG: {readable(str(error))}.") from None


def _clean(element: ElementTree.Element, depth: int) -> None:
    if depth > DEEPEST:
        raise LogoRefused("The logo nests its elements deeper than a drawing does.", "Save it as PNG.")
    _check_text("style", element.text or "")
    for name, value in list(element.attrib.items()):
        _check_attribute(name, value)
        if name.startswith("{") and name != _XLINK_HREF:
            del element.attrib[name]
    for child in list(element):
        tag = child.tag
        if not tag.startswith(f"{{{_SVG}}}") or tag.endswith("}metadata"):
            element.remove(child)
        elif tag.removeprefix(f"{{{_SVG}}}") in _ELEMENTS:
            _clean(child, depth + 1)
        else:
            raise LogoRefused(
                f"The logo holds a {readable(tag.rpartition('}')[2])}, which is more than a drawing.",
                _PLAIN,
            )


def _check_attribute(name: str, value: str) -> None:
    local = name.rpartition("}")[2].casefold()
    leads_out = local == "href" and not value.strip().startswith("#")
    if local.startswith("on") or leads_out:
        raise LogoRefused(f"The logo holds {readable(local)}, which acts or loads something.", _PLAIN)
    _check_text(local, value)


def _check_text(where: str, text: str) -> None:
    """Style sheets and references may name nothing outside the picture; an escape would hide it."""
    if _REFERENCE.search(text) or "@import" in text.casefold() or "\\" in text:
        raise LogoRefused(f"The logo loads something in its {readable(where)}.", _PLAIN)
