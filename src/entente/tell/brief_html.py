"""The brief as one self-contained page: no script, nothing fetched, evidence in ``<details>``."""

from __future__ import annotations

import jinja2
from markupsafe import Markup, escape

from entente.tell.page import Brief, Evidence, confidence_words
from entente.tell.plain import shown, visible


def page(brief: Brief) -> str:
    """A brief as a whole HTML document. Every text is escaped; its policy forbids scripts and requests."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("entente.tell", "."),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"visible": visible, "confidence": confidence_words, "quote": _quote}
    return environment.get_template("brief.html.j2").render(brief=brief)


def _quote(item: Evidence) -> Markup:
    start, end = item.mark
    before, words, after = (
        shown(part) for part in (item.quote[:start], item.quote[start:end], item.quote[end:])
    )
    marked = Markup("<mark>{}</mark>").format(words) if words else Markup()
    return escape(before) + marked + escape(after)
