"""INC: the trade term against the means of transport, freight and insurance."""
