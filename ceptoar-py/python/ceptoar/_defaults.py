"""What is used where nobody says otherwise."""

from ceptoar import _native

__all__ = ["EDITION", "PROFILE"]

EDITION = _native.EDITION
"""The built-in edition of the latest day."""

PROFILE = "tlp-2.0"
"""The built-in level profile."""
