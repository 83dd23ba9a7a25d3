"""COV: the purchase contracts cover the sale (采购与销售)."""
