"""The text of a mail: subject and body, what it quotes, its signature, and when it was sent."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from entente.clean import calendar, web
from entente.clean.extract import Extract, NoTextError
from entente.gather.decode import UndecodableError, decode, storable
from entente.model import DateStatement, Region, Span

_SIGNATURE = re.compile(r"^-- ?\r?$", re.M)


def extract(content: bytes) -> Extract:
    """The subject, a blank line, and the body as written; an HTML body is read as a web page is.

    Raises:
        NoTextError: where a mail has no text body.
    """
    message = message_from_bytes(content, policy=policy.default)
    if not isinstance(message, EmailMessage):
        raise NoTextError("the mail is broken", "Save it again as EML.")
    subject = _header(message, "Subject")
    name, address = parseaddr(_header(message, "From") or "")
    sent = calendar.parse(_header(message, "Date") or "")
    body = _body(message)
    head = f"{subject}\n\n" if subject else ""
    marked = [Region("title", Span(0, len(subject)))] if subject else []
    marked += [_moved(region, len(head)) for region in body.marked if region.kind != "title"]
    text = head + body.text
    signature = _SIGNATURE.search(text, len(head))
    if signature and text[signature.end() :].strip():
        marked.append(Region("notice", Span(signature.start(), len(text.rstrip()))))
    return Extract(
        text=text,
        marked=tuple(marked),
        title=subject,
        author=name or address or None,
        dates=(DateStatement(sent, "mail"),) if sent else (),
    )


def _body(message: EmailMessage) -> Extract:
    part = message.get_body(preferencelist=("plain", "html"))
    payload = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(payload, bytes) or not payload.strip():
        raise NoTextError("the mail has no text", "Save what it carries as files.")
    charset = part.get_content_charset()
    if part.get_content_type() == "text/html":
        return web.extract(payload, charset=charset)
    try:
        return Extract(text=storable(decode(payload, charset)))
    except UndecodableError as error:
        raise NoTextError(
            f"the mail cannot be read as text: {error}", "Save its text as a UTF-8 file."
        ) from error


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message[name]
    except (
        Exception
    ):  # the standard library fails in many ways on forged headers; the body is still worth reading
        return None
    return " ".join(storable(str(value)).split()) or None if value is not None else None


def _moved(region: Region, by: int) -> Region:
    return Region(region.kind, Span(region.span.start + by, region.span.end + by))
