"""The one way in which docgen rounds."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def rounded(value: Decimal, places: int) -> Decimal:
    """The value half up at `places` decimals: 0.005 is 0.01."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
