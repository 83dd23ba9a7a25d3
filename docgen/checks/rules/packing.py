"""PKG: packages, weights and volume (箱数、毛净重、体积)."""
