"""IDN: identity numbers (证件与编号)."""
