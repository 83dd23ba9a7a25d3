"""INC: Incoterms, freight and insurance (贸易术语、运费、保险)."""
