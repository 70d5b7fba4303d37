"""The article of a web page by trafilatura, its dates by htmldate; nothing here touches the network."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from entente.clean.extract import Blocks, Extract, NoTextError, metadata_dates
from entente.gather import limits
from entente.gather.decode import UndecodableError, declared_charset, decode, storable

_OPENED = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]{0,2000}?(/?)>")
_NEVER_CLOSED = frozenset(
    "area base br col embed hr img input link meta param source track wbr "
    "p li td th tr dd dt option tbody thead".split()
)
_NOT_PROSE = "script|style|noscript|nav|header|footer|aside|form|template|svg|iframe|button|select"
_LATEST = "2999-12-31"  # htmldate's own default is the clock's day; a record must not depend on it
_ADVICE = "Open the page in a browser and save its text, or leave it out."


def extract(content: bytes, url: str | None = None, charset: str | None = None) -> Extract:
    """Title, article and metadata of a page. Where trafilatura finds no article, all its paragraphs.

    Raises:
        NoTextError: for pages without text, nested beyond reason, or in no known charset.
    """
    if len(content) > limits.HTML_BYTES:
        raise NoTextError(f"the page is larger than {limits.HTML_BYTES // limits.MIB} MiB", _ADVICE)
    try:
        page = storable(decode(content, charset or declared_charset(content)))
    except UndecodableError as error:
        raise NoTextError(f"the page cannot be read as text: {error}", "Save it again as UTF-8.") from error
    if _too_deep(page):
        raise NoTextError("the page's elements are nested beyond reason", _ADVICE)
    tree = _tree(page)
    blocks = Blocks()
    facts = _facts(page, url)
    article = _article(page, url)
    title = _one_line(getattr(facts, "title", None))
    if article is not None:
        _fill(blocks, article, title)
    if len(blocks.text()) < 40 and tree is not None:
        blocks = Blocks()
        _fallback(blocks, tree, title)
    if not blocks.text().strip():
        raise NoTextError("the page holds no article text", _ADVICE)
    return Extract(
        text=blocks.text(),
        marked=tuple(blocks.marked),
        title=title,
        author=_one_line(getattr(facts, "author", None)),
        outlet=_one_line(getattr(facts, "sitename", None)),
        url=url or _one_line(getattr(facts, "url", None)),
        dates=metadata_dates(_date(page, original=True), _date(page, original=False)),
    )


def _too_deep(page: str) -> bool:
    depth = 0
    for match in _OPENED.finditer(page):
        closing, name, alone = match.groups()
        if alone or name.lower() in _NEVER_CLOSED:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > limits.HTML_DEPTH:
            return True
    return False


def _tree(page: str) -> Any:
    from lxml import etree, html  # type: ignore[import-untyped,unused-ignore]

    try:
        return html.document_fromstring(
            page.encode(), parser=html.HTMLParser(encoding="utf-8", no_network=True)
        )
    except (etree.LxmlError, ValueError):
        return None


def _facts(page: str, url: str | None) -> Any:
    from trafilatura.metadata import extract_metadata

    try:
        return extract_metadata(
            page, default_url=url, extensive=False, date_config=_date_settings(original=True)
        )
    except (
        Exception
    ) as error:  # the library runs over hostile markup: whatever it raises, the text may still be had
        return error


def _article(page: str, url: str | None) -> Any:
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            page,
            url=url,
            include_comments=False,
            include_tables=True,
            include_formatting=False,
            with_metadata=False,
        )
    except Exception:  # as above; the fallback below reads the paragraphs without it
        return None
    return getattr(found, "body", None)


def _fill(blocks: Blocks, body: Any, title: str | None) -> None:
    """Title, then the article's blocks in order; block quotes and lists keep what they are."""
    if title:
        blocks.add(title, "title")
    for element in body:
        text = "".join(element.itertext()) if element.tag not in ("list", "table", "quote") else ""
        if element.tag in ("graphic", "lb"):
            continue
        if element.tag == "list":
            for item in element:
                blocks.add(" ".join(item.itertext()))
        elif element.tag == "table":
            for row in element:
                blocks.add(" | ".join(cell for c in row if (cell := " ".join("".join(c.itertext()).split()))))
        elif element.tag == "quote":
            for part in [p for p in element if p.tag == "p"] or [element]:
                blocks.add("".join(part.itertext()), "quotation")
        elif not (title and element.tag == "head" and " ".join(text.split()).casefold() == title.casefold()):
            blocks.add(text)


def _fallback(blocks: Blocks, tree: Any, title: str | None) -> None:
    """Every paragraph of the page outside menus, forms and scripts."""
    if title:
        blocks.add(title, "title")
    before = blocks.at
    inside = "|".join(f"ancestor::{name}" for name in _NOT_PROSE.split("|"))
    for element in tree.xpath(
        f"//body//*[self::p or self::blockquote or self::pre or self::li][not({inside})]"
    ):
        if element.tag == "p" or not element.xpath(".//p"):
            blocks.add(element.text_content(), "quotation" if element.tag == "blockquote" else None)
    if blocks.at == before:
        for text in tree.xpath(f"//body//text()[normalize-space()][not({inside})]"):
            blocks.add(str(text))


def _date_settings(*, original: bool) -> dict[str, Any]:
    return {"extensive_search": False, "original_date": original, "max_date": _LATEST}


def _date(page: str, *, original: bool) -> dt.date | None:
    """The date a page's metadata gives for its publication (``original``) or its last change.

    The address is left out: its date is a statement of its own, and would hide the others.
    """
    from htmldate import find_date

    try:
        found = find_date(page, **_date_settings(original=original))
        return dt.date.fromisoformat(found) if found else None
    except Exception:  # as above: a page whose metadata breaks the library states no date
        return None


def _one_line(value: object) -> str | None:
    return " ".join(storable(value).split()) or None if isinstance(value, str) else None
