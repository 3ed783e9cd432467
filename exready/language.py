"""Which language a report and an explanation are in."""

from __future__ import annotations

import locale
import os

from exready.config import Config, ConfigRefused
from reports.language import SOURCE_LANGUAGE, languages
from scanner.inventory.refusal import readable


def language_of(option: str | None, config: Config) -> str:
    """As the option says, else exready.toml, else this system, else English.

    Raises ConfigRefused for a language there is no catalogue for.
    """
    wanted = option or config.lang
    if wanted is None:
        return _of_system() or SOURCE_LANGUAGE
    if wanted not in languages():
        raise ConfigRefused(
            f"There are no reports in the language {readable(wanted)}.",
            f"Languages: {', '.join(languages())}.",
        )
    return wanted


def _of_system() -> str | None:
    """What POSIX's variables say, else the locale Python took from Windows; None without a catalogue for it."""
    said = next(filter(None, (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), None)
    named = locale.normalize(said or locale.getlocale(locale.LC_CTYPE)[0] or "")
    return next((code for code in languages() if named.split(".")[0].split("_")[0] == code), None)
