"""What a user may write in an order file: shape only, one module per part."""

from docgen.order.model import Order

__all__ = ["Order"]
