"""The text of a DOCX file: its paragraphs and tables in order, with what its styles tell."""

from __future__ import annotations

import io
import zipfile

from entente.clean.extract import Blocks, Extract, NoTextError
from entente.gather import limits
from entente.gather.decode import storable
from entente.model import RegionKind

_STYLES: dict[str, RegionKind] = {
    "title": "title", "quote": "quotation", "intense quote": "quotation", "block text": "quotation",
    "caption": "caption", "header": "header", "footer": "header",
}  # fmt: skip
_BROKEN = "Open it in a word processor and save it again as DOCX."


def extract(content: bytes) -> Extract:
    """Paragraphs and table rows in the order of the page; core properties give title and author.

    Raises:
        NoTextError: for broken files, other Office formats, and files that grow beyond reason.
    """
    import docx
    from docx.table import Table

    _check(content)
    try:
        document = docx.Document(io.BytesIO(content))
        blocks = Blocks()
        for item in document.iter_inner_content():
            if isinstance(item, Table):
                for row in item.rows:
                    cells = list(dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells))
                    blocks.add(storable(" | ".join(cell for cell in cells if cell)))
            else:
                style = item.style.name if item.style is not None else None
                blocks.add(storable(item.text), _STYLES.get((style or "").casefold()))
        facts = document.core_properties
        title, author = storable(facts.title or "").strip(), storable(facts.author or "").strip()
    except Exception as error:  # python-docx raises whatever the broken part of the file provokes
        raise NoTextError("the DOCX file is broken", _BROKEN) from error
    text = blocks.text()
    if not text:
        raise NoTextError(
            "the DOCX file holds no text", "If it holds pictures of text, run OCR on them first."
        )
    marked = [region for region in blocks.marked if region.kind == "title"]
    styled = text[marked[0].span.start : marked[0].span.end] if marked else None
    known = title if title and title in text else None
    return Extract(
        text=text,
        marked=tuple(blocks.marked),
        title=styled or known,
        author=None if author.casefold() in ("", "python-docx") else author,
    )


def _check(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise NoTextError("the DOCX file is broken or cut off", _BROKEN) from error
    if not any(part.filename == "word/document.xml" for part in parts):
        raise NoTextError("it is an Office file but no DOCX text", "Save it as DOCX, CSV or plain text.")
    size = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    packed = sum(part.compress_size for part in parts) or 1
    if size > limits.EXPANSION_FLOOR or (
        size > limits.DOCUMENT_BYTES // 8 and size > limits.EXPANSION_RATIO * packed
    ):
        raise NoTextError("the DOCX file grows beyond reason when unpacked", "Copy its text into a new file.")
