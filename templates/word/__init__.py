"""How the Word templates are drawn; for `make_word.py`, not used when papers are made."""
