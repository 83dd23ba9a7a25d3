"""How figures, amounts in words and dates stand on paper; nothing here depends on a locale.

Writing is in `numbers`, `english`, `chinese` and `dates`; `parsing` reads words back to an amount.
"""
