"""PRC: prices, margin and confidentiality (价格、利润、保密)."""
