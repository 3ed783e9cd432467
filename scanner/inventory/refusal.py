"""The one way in which exready says no to a person."""


class Refusal(Exception):
    """A thing exready cannot do, in words for the person who asked.

    Attributes:
        what: one sentence: what happened, with the name of the thing.
        do: what the reader can do about it, one or more sentences; empty when there is nothing to do.
        exit_code: what the process ends with; the meaning of each number is in `exready/exit_codes.py`.
    """

    exit_code = 2

    def __init__(self, what: str, do: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.do = do

    def as_json(self) -> dict[str, str | int]:
        """The same for `--json`: key names are stable."""
        return {"what": self.what, "do": self.do, "exit_code": self.exit_code}


def readable(text: str, limit: int = 200) -> str:
    """Foreign text made safe for a terminal and a sentence: printable, on one line, not endless."""
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text[: limit + 1])
    return shown if len(text) <= limit else shown[:limit] + "…"
