"""QTY: quantities across papers (各单据数量)."""
