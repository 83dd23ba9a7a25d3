"""DAT: dates and their order (日期)."""
