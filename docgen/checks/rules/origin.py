"""ORG: certificate of origin and Form A (原产地证)."""
