"""Entente reads reporting on conflicts and diplomacy and keeps the record."""
