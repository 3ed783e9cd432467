"""A workbook read back with the standard library alone."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}"


class Workbook:
    """Sheets by name, each a list of rows of texts, and the addresses its links lead to."""

    def __init__(self, body: bytes) -> None:
        self.parts: dict[str, ElementTree.Element] = {}
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for name in archive.namelist():
                self.parts[name] = ElementTree.fromstring(archive.read(name))
        names = [sheet.get("name", "") for sheet in self.parts["xl/workbook.xml"].iter(f"{SPREADSHEET}sheet")]
        self.sheets = {
            name: _rows(self.parts[f"xl/worksheets/sheet{number}.xml"])
            for number, name in enumerate(names, 1)
        }

    @property
    def tags(self) -> set[str]:
        """Every kind of element in the cells of all sheets."""
        return {
            element.tag.removeprefix(SPREADSHEET)
            for name, part in self.parts.items()
            if name.startswith("xl/worksheets/sheet")
            for cell in part.iter(f"{SPREADSHEET}c")
            for element in cell.iter()
        }

    @property
    def links(self) -> list[str]:
        """Where all the links lead."""
        return [
            relationship.get("Target", "")
            for name, part in self.parts.items()
            if name.startswith("xl/worksheets/_rels/")
            for relationship in part.iter(f"{RELATIONSHIP}Relationship")
        ]


def _rows(sheet: ElementTree.Element) -> list[list[str]]:
    """The cells of each row at their places; one that is left out is empty."""
    rows = []
    for row in sheet.iter(f"{SPREADSHEET}row"):
        cells: dict[int, str] = {}
        for cell in row.iter(f"{SPREADSHEET}c"):
            text = "".join(cell.itertext())
            cells[_place(cell.get("r", ""))] = re.sub(r"_x005F(_x[0-9a-fA-F]{4}_)", r"\1", text)
        rows.append([cells.get(place, "") for place in range(max(cells, default=-1) + 1)])
    return rows


def _place(reference: str) -> int:
    place = 0
    for letter in reference.rstrip("0123456789"):
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
