"""A logo is looked at and can do nothing else."""

from __future__ import annotations

import struct
import zlib
from base64 import b64decode
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.logo import LARGEST, LogoRefused, logo_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{}</svg>'


def chunk(kind: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 1, height: int = 1, *more: bytes, noise: int = 0) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\0\0") + b"?" * noise)
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + pixels + chunk(b"IEND")


def carried(content: bytes) -> bytes:
    return b64decode(logo_of(content).partition(",")[2])


def test_a_png_is_carried_without_what_is_only_about_it() -> None:
    assert logo_of(png()).startswith("data:image/png;base64,")
    assert carried(png(1, 1, chunk(b"tEXt", b"Author\0somebody"))) == png()
    assert carried(png() + b"<script>") == png()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (png()[:-5], "damaged PNG"),
        (png()[:40], "damaged PNG"),
        (png().replace(b"IDAT", b"IDAU"), "not whole"),
        (png(100_000, 1), "pixels"),
        (png(0, 1), "pixels"),
        (b"\x89PNG\r\n\x1a\n" + chunk(b"IEND"), "does not begin with its size"),
        (b"GIF89a", "neither a PNG nor an SVG"),
        (b"", "neither a PNG nor an SVG"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * LARGEST, "more than 50 KB"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(LogoRefused, match=words):
        logo_of(content)


def test_an_svg_is_carried_without_what_its_editor_left() -> None:
    drawn = carried(
        SVG.format(
            '<metadata>who drew it</metadata><!-- note --><i:x xmlns:i="urn:i"/>'
            '<style>.a{fill:#123}</style><g fill="url(#g)" xmlns:i="urn:i" i:label="x"><path d="M0 0h9"/></g>'
        ).encode()
    ).decode()
    assert '<path d="M0 0h9"' in drawn
    assert 'fill="url(#g)"' in drawn
    assert ".a{fill:#123}" in drawn
    for left in ("metadata", "note", "urn:i"):
        assert left not in drawn


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<foreignObject><p/></foreignObject>",
        '<image href="https://example.com/x.png"/>',
        '<use href="https://example.com/x.svg#a"/>',
        '<use xmlns:x="http://www.w3.org/1999/xlink" x:href="data:image/svg+xml,x"/>',
        '<path onload="alert(1)"/>',
        '<path ONCLICK="alert(1)"/>',
        '<a href="javascript:alert(1)"/>',
        '<path fill="url(https://example.com/x)"/>',
        "<path style=\"fill: URL( 'https://example.com/x')\"/>",
        "<style>@import 'https://example.com/x.css';</style>",
        "<style>.a{fill:u\\72l(https://example.com/x)}</style>",
        "<animate/>",
        "<g>" * 100 + "</g>" * 100,
    ],
)
def test_a_drawing_that_could_act_or_load_is_refused(inside: str) -> None:
    with pytest.raises(LogoRefused, match="The logo"):
        logo_of(SVG.format(inside).encode())


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        "<svg",
        "<svg></svg>",
        '<html xmlns="http://www.w3.org/1999/xhtml"><svg/></html>',
        '<?xml version="1.0" encoding="no-such"?><svg/>',
    ],
)
def test_a_document_that_is_no_plain_drawing_is_refused(text: str) -> None:
    with pytest.raises(LogoRefused, match="The logo"):
        logo_of(text.encode())


@given(st.integers(0, 2000), st.binary(max_size=30))
def test_a_broken_picture_gives_a_sentence(place: int, noise: bytes) -> None:
    for whole in (png(), SVG.format("<path d='M0 0'/>").encode()):
        broken = whole[: place % len(whole)] + noise
        with suppress(LogoRefused):
            assert logo_of(broken).startswith("data:image/")
