"""What a file is, told by its first bytes and its name together."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal

Kind = Literal["text", "markdown", "html", "pdf", "docx", "mail", "mbox", "jsonl", "json", "csv", "tsv"]

MEDIA_TYPES: dict[Kind, str] = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "mail": "message/rfc822",
}
"""Media types of the kinds that are one document each."""

_BY_SUFFIX: dict[str, Kind] = {
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".md": "markdown", ".markdown": "markdown",
    ".eml": "mail", ".mbox": "mbox",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json",
    ".csv": "csv", ".tsv": "tsv", ".tab": "tsv",
}  # fmt: skip
_PLAIN = frozenset({".txt", ".text"})

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_PICTURES_AND_SOUND = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF", b"OggS", b"ID3",
    b"\x00\x00\x00 ftyp", b"\x00\x00\x00\x18ftyp", b"\x00\x00\x00\x1cftyp",
)  # fmt: skip
_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_XML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<\?xml\b", re.I)
_JSON_OBJECT = re.compile(rb'\s*(?:\xef\xbb\xbf)?\s*\{\s*"')
_JSON_ARRAY = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*\[\s*\{")
_MBOX = re.compile(rb"From \S+ .*\d{4}\r?\n[A-Za-z-]+:")
_MAIL = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){3,}\r?\n")
_MAIL_FIELD = re.compile(rb"^(?:From|Date|Message-ID):", re.I | re.M)


class UnreadableError(ValueError):
    """A file of a kind that is not read. ``args`` are what it is and what to do."""

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(what, advice)
        self.what = what
        self.advice = advice


def kind_of(name: str, start: bytes) -> Kind:
    """The kind of a file called ``name`` that begins with ``start``.

    Binary formats are told by content alone; among texts the name decides, and content where it is silent.

    Raises:
        UnreadableError: for formats that are not read, and where name and content contradict each other.
    """
    suffix = PurePosixPath(name).suffix.lower()
    binary = _binary_kind(start)
    if binary:
        return binary
    if suffix in (".pdf", ".docx"):
        raise UnreadableError(
            f"it is named {suffix} but is none", "Rename it to what it is, or get the file again."
        )
    if suffix in _PLAIN:
        return "html" if _HTML.match(start) else "text"
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    return _text_kind(start)


def _binary_kind(start: bytes) -> Kind | None:
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in start:
            raise UnreadableError(
                "it is an encrypted Office file", "Open it with its password and save it without one."
            )
        raise UnreadableError("it is an old or encrypted Office file", "Save it as DOCX without a password.")
    if start.startswith(b"PK\x03\x04"):
        if b"word/" in start or b"[Content_Types].xml" in start:
            return "docx"
        raise UnreadableError("it is a zip archive", "Unpack it and name the folder.")
    if start[257:262] == b"ustar":
        raise UnreadableError("it is a tar archive", "Unpack it and name the folder.")
    if start.startswith(b"{\\rtf"):
        raise UnreadableError("it is an RTF file", "Save it as DOCX or plain text.")
    if start.startswith(_PICTURES_AND_SOUND):
        raise UnreadableError(
            "it is a picture, sound or film", "Entente reads text; transcribe it or leave it out."
        )
    return None


def _text_kind(start: bytes) -> Kind:
    if _HTML.match(start):
        return "html"
    if _XML.match(start):
        raise UnreadableError("it is XML of an unknown kind", "Convert it to HTML, text or JSON Lines.")
    if _JSON_OBJECT.match(start):
        return "jsonl"
    if _JSON_ARRAY.match(start):
        return "json"
    if _MBOX.match(start):
        return "mbox"
    headers = _MAIL.match(start)
    if headers and len(_MAIL_FIELD.findall(headers[0])) >= 2:
        return "mail"
    return "text"
