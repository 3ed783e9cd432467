"""exready.toml: what a project keeps beside its inventories. Unknown keys are refused with the nearest known one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct, field

from checks.acceptance import Acceptance
from checks.answers import Answers
from scanner.inventory.declarations import Declarations
from scanner.inventory.refusal import Refusal, readable

DEFAULT = Path("exready.toml")

# The last word of a key that would hold a secret: password, client_secret, "API Token".
_SECRETS = frozenset({"password", "passwd", "pwd", "passphrase", "secret", "token"})


class ConfigRefused(Refusal):
    """A configuration file that is wrong."""

    exit_code = 2


class ScanDefaults(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[scan]`: options of `exready scan`; there is no key for a password, on purpose."""

    domain: str | None = None
    dc: str | None = None
    user: str | None = None
    ca_bundle: str | None = None
    protection: Literal["auto", "ldaps", "starttls", "sealed", "ldaps-bound"] | None = None
    timeout: int | None = None


class Config(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole exready.toml."""

    lang: str | None = None
    targets: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    scan: ScanDefaults = field(default_factory=ScanDefaults)
    declare: Declarations | None = None
    accept: list[Acceptance] = field(default_factory=list)
    decision: Answers = field(default_factory=Answers)


def load_config(path: Path | None) -> Config:
    """Read the file that was named, else exready.toml here if there is one; raises ConfigRefused."""
    if path is None and not DEFAULT.exists():
        return Config()
    path = path or DEFAULT
    name = readable(str(path))
    try:
        document = tomllib.loads(path.read_text("utf-8"))
        _refuse_secrets(document, name)
        return msgspec.convert(document, Config)
    except OSError as error:
        raise ConfigRefused(
            f"{name} cannot be read: {error.strerror or error}.", "Check --config FILE."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigRefused(f"{name} is not valid TOML: {readable(str(error))}.") from None
    except msgspec.ValidationError as error:
        raise ConfigRefused(f"{name}: {readable(str(error))}.", _hint(str(error))) from None


def with_answers(config: Config, given: Mapping[str, bool | int]) -> Config:
    """The configuration with the answers of the command line, which go before those of the file."""
    decision = msgspec.structs.replace(config.decision, **given)
    return msgspec.structs.replace(config, decision=decision)


def parse_day(text: str | None) -> date:
    """`--as-of`: a day such as 2026-11-22, today when not given; raises ConfigRefused."""
    if text is None:
        return date.today()  # noqa: DTZ011 - support ends by the calendar of the person who asks
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ConfigRefused(f"{readable(text)} is not a day.", "Write it as 2026-11-22.") from None


def _refuse_secrets(document: Any, name: str) -> None:
    """Raises ConfigRefused for a key that holds a secret, in whatever table; its value goes nowhere."""
    for table in document if isinstance(document, list) else [document]:
        for key, value in table.items() if isinstance(table, dict) else ():
            if re.split(r"[^a-z]+", key.casefold())[-1] in _SECRETS:
                raise ConfigRefused(
                    f"{name} holds the key {readable(key)}, and exready takes no secret from a file.",
                    "Remove it, and change that password if others can read the file. Passwords belong in the system's "
                    "keyring (exready auth login), EXREADY_PASSWORD or the prompt; a Kerberos ticket needs none.",
                )
            _refuse_secrets(value, name)


def _hint(message: str) -> str:
    """The nearest key there is, in whatever table the unknown one stands."""
    unknown = re.search(r"unknown field `([^`]*)`", message)
    if unknown is None:
        return ""
    key = unknown.group(1)
    near = get_close_matches(key, _keys(Config), n=1, cutoff=0.5)
    return f"Did you mean {near[0]}?" if near else f"Known keys: {', '.join(_keys(Config))}."


def _keys(shape: Any) -> list[str]:
    """Every key of a table and of the tables below it."""
    keys: list[str] = []
    for item in msgspec.structs.fields(shape):
        keys.append(item.encode_name)
        for inner in (item.type, *getattr(item.type, "__args__", ())):
            if isinstance(inner, type) and issubclass(inner, Struct):
                keys += _keys(inner)
    return list(dict.fromkeys(keys))
