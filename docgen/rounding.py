"""The one way in which docgen rounds."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

_ROOM = Context(prec=100)  # for any product of figures that an order may hold


def rounded(value: Decimal, places: int) -> Decimal:
    """The value half up at `places` decimals: 0.005 is 0.01."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_ROOM)
