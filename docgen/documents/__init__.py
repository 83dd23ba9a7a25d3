"""The papers: order and context in, display-ready text out; `kinds` lists every kind there is."""
