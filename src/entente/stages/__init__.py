"""The stages, joined to the store: gather and clean (``intake``), read (``reading``), resolve and weigh
(``conclusion``). Each takes an open :class:`entente.store.Store` and can be run again alone.
"""
