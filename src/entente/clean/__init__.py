"""Clean: raw documents to documents with text, regions, language and dates; near-duplicates."""

from __future__ import annotations

from entente.clean.document import clean, prose
from entente.clean.duplicates import Signature, copies, signature
from entente.clean.published import publication

__all__ = ["Signature", "clean", "copies", "prose", "publication", "signature"]
