"""Inventory files: read with every refusal in one sentence, written so that nothing is ever lost."""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from scanner.inventory.absence import known
from scanner.inventory.model import SCHEMA, Inventory
from scanner.inventory.refusal import Refusal, readable
from scanner.inventory.upgrade import Document, upgrade

MAXIMUM_BYTES = 1 << 30
_COMPRESSION = 6  # the best one takes four times as long, to save a fiftieth
GZIP_MAGIC = b"\x1f\x8b"


class FileRefused(Refusal):
    """A file that cannot be read as what it should be, or not be written."""

    exit_code = 2


def load(path: Path) -> tuple[Inventory, str]:
    """Read an inventory of this or an older schema, plain or gzipped.

    Returns the inventory and the SHA-256 of the file as hexadecimal digits. Raises FileRefused.
    """
    return loads(readable(str(path)), read_whole(path))


def loads(name: str, raw: bytes) -> tuple[Inventory, str]:
    """The same for the bytes of a file; `name` is what refusals call it."""
    return _decode(name, _unpacked(name, raw)), hashlib.sha256(raw).hexdigest()


# By section: the list that may be long.
_ON_ONE_LINE = {"recipient_list": "recipients", "mailbox_contents": "mailboxes"}


def save(path: Path, inventory: Inventory) -> str:
    """Write the inventory readable by its owner only, gzipped if the name ends in .gz, replacing in one step.

    Returns the SHA-256 of the file. Raises FileRefused; the previous file then stays as it was.
    """
    try:
        body = _laid_out(inventory)
    except UnicodeEncodeError as error:
        raise FileRefused(
            f"{readable(str(path))} could not be written: the inventory holds text that no file can hold "
            f"({readable(str(error))}).",
            "This is a defect of exready; please report it.",
        ) from None
    if path.suffix == ".gz":
        body = gzip.compress(body, compresslevel=_COMPRESSION, mtime=0)
    write_whole(path, body)
    return hashlib.sha256(body).hexdigest()


def _laid_out(inventory: Inventory) -> bytes:
    """Indented for people and for their diffs, but a record of a long list on one line: a value a line is too many."""
    lists: dict[str, Sequence[Any]] = {}
    bare = inventory
    for name, field in _ON_ONE_LINE.items():
        section = getattr(inventory, name)
        found = known(section)
        if found is not None:
            lists[field] = getattr(found, field)
            bare = replace(bare, **{name: replace(section, data=replace(found, **{field: []}))})
    body = msgspec.json.format(msgspec.json.encode(bare), indent=1)
    for field, records in lists.items():
        body = _filled(body, f'"{field}": []'.encode(), records)
    return body + b"\n"


def _filled(body: bytes, mark: bytes, records: Sequence[Any]) -> bytes:
    """The empty list with its records. A quotation mark within a text is escaped, so the mark can be nothing else."""
    if not records:
        return body
    lines = msgspec.json.Encoder().encode_lines(records).rstrip().replace(b"\n", b",\n    ")
    before, mark, after = body.partition(mark)
    return b"".join((before, mark[:-1], b"\n    ", lines, b"\n   ]", after))


def write_whole(path: Path, body: bytes) -> None:
    """Write a file of mode 0600 beside its place and move it there; raises FileRefused and leaves what was there.

    A device or a pipe, such as /dev/stdout, is written to: it must not be replaced by a file.
    """
    temporary: str | None = None
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(body)
            return
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
        temporary = None
        _settle(path.parent)
    except OSError as error:
        raise FileRefused(
            f"{readable(str(path))} could not be written: {error.strerror or error}.",
            "Choose another place with -o FILE; a file that was there before is unchanged.",
        ) from None
    finally:  # whatever ended it, Ctrl-C too
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Have the new name on the disk before anything older is removed; Windows opens no folder, and needs none."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_folder(folder: Path, bodies: Mapping[str, bytes]) -> list[Path]:
    """Write files of these names into a folder, which is made if there is none. Raises FileRefused."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise FileRefused(
            f"{readable(str(folder))} cannot be made a folder: {error.strerror or error}.",
            "Choose another place; the folder above it must exist.",
        ) from None
    for name, body in bodies.items():
        write_whole(folder / name, body)
    return [folder / name for name in bodies]


def read_whole(path: Path) -> bytes:
    """The bytes of a file, an inventory or one to be imported; raises FileRefused."""
    name = readable(str(path))
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise FileRefused(f"{name} is a folder, not a file.", "Give the file that exready scan wrote.")
        if size > MAXIMUM_BYTES:
            raise FileRefused(
                f"{name} is {size / 2**30:.1f} GB; an inventory of the largest organisations stays far below "
                f"{MAXIMUM_BYTES >> 30} GB.",
                "Check that this is the file that exready scan wrote.",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise FileRefused(f"There is no file {name}.", _similar(path)) from None
    except OSError as error:
        raise FileRefused(
            f"{name} cannot be read: {error.strerror or error}.", "Check its permissions."
        ) from None


def _similar(path: Path) -> str:
    try:
        found = sorted(p.name for p in path.parent.iterdir() if p.name.endswith((".json", ".json.gz")))
    except OSError:
        found = []
    if not found:
        return "Give the file that exready scan wrote."
    return (
        "Files there: " + ", ".join(readable(name) for name in found[:5]) + ("…" if len(found) > 5 else ".")
    )


def _unpacked(name: str, raw: bytes) -> bytes:
    if not raw.startswith(GZIP_MAGIC):
        return raw
    try:
        unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        body = unpacker.decompress(raw, MAXIMUM_BYTES)
    except zlib.error:
        raise FileRefused(
            f"{name} is a damaged gzip file.", "Copy it again from where it was made."
        ) from None
    if unpacker.unconsumed_tail:
        raise FileRefused(
            f"{name} unpacks to more than {MAXIMUM_BYTES >> 30} GB, which no inventory does.",
            "Check that this is the file that exready scan wrote.",
        )
    if not unpacker.eof:
        raise FileRefused(f"{name} is cut short: the end of the gzip data is missing.", "Copy it again.")
    return body


def _decode(name: str, body: bytes) -> Inventory:
    with suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        found = msgspec.json.decode(body, type=Inventory)  # a large one in half the time
        if found.schema == SCHEMA:
            return found
    try:
        document = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FileRefused(_not_json(name, body, error), "Copy it again, or scan again.") from None
    version = document.get("schema") if isinstance(document, dict) else None
    if not isinstance(document, dict) or type(version) is not int or version < 1 or "holds" not in document:
        raise FileRefused(
            f"{name} is JSON but not an exready inventory.", "Give the file that exready scan wrote with -o."
        )
    if version > SCHEMA:
        raise FileRefused(
            f"{name} was written by a newer exready (schema {version}; this one reads 1 to {SCHEMA}).",
            "Install a newer exready: pip install -U exready.",
        )
    return _converted(name, document, version)


def _not_json(name: str, body: bytes, error: Exception) -> str:
    if not body.strip():
        return f"{name} is empty."
    if body.lstrip()[:1] == b"{" and "truncated" in str(error):
        return f"{name} is cut short: the JSON ends in the middle."
    return f"{name} is not readable as JSON: {readable(str(error))}."


def _converted(name: str, document: Document, version: int) -> Inventory:
    try:
        return msgspec.convert(upgrade(document, version), Inventory)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise FileRefused(
            f"{name} is not a whole inventory: {readable(str(error))}.",
            "It may have been edited by hand; exready inventory schema prints what is expected.",
        ) from None
