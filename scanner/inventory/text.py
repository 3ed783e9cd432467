"""Text from outside made fit to be kept: what cannot be written as UTF-8 is shown, never lost and never guessed."""

from __future__ import annotations


def clean_text(raw: str | bytes) -> str:
    r"""Text that can be saved: an undecodable byte becomes `\xNN`, a lone surrogate `\uNNNN`, the rest is as it came.

    A `str` may carry undecodable bytes too: Python reads names of files, of machines and of mount points into the
    surrogates U+DC80 to U+DCFF, one for each byte (PEP 383).
    """
    try:
        if isinstance(raw, bytes):
            return raw.decode()
        raw.encode()
    except UnicodeError:
        text = raw.decode(errors="surrogateescape") if isinstance(raw, bytes) else raw
        return "".join(_shown(character) for character in text)
    return raw


def _shown(character: str) -> str:
    number = ord(character)
    if 0xDC80 <= number <= 0xDCFF:
        return f"\\x{number - 0xDC00:02x}"
    return f"\\u{number:04x}" if 0xD800 <= number <= 0xDFFF else character
