"""Tests of the renderers; each prints real files."""
