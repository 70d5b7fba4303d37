"""Who, where, when across documents: from readings to claims on actors, places and intervals.

    summarise(document, reading)                     what one document tells of its entities: small, storable
    identify(summaries, rulings)                     all documents together: one actor, one handle
    resolve_document(document, publication, reading, identity)   mentions and claims in the record's words
    actors(identity, claims)                         the actors with names, aliases and dated roles

See ``docs/identity.md`` for the rules.
"""

from entente.resolve.across import identify
from entente.resolve.actors import actors
from entente.resolve.claims import ResolvedDocument, resolve_document
from entente.resolve.identity import Identity, Known
from entente.resolve.within import DocumentNames, Named, summarise

__all__ = [
    "DocumentNames",
    "Identity",
    "Known",
    "Named",
    "ResolvedDocument",
    "actors",
    "identify",
    "resolve_document",
    "summarise",
]
