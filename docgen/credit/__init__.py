"""Letters of credit: what their clauses ask for (`demands`)."""

from docgen.credit.demands import Demands, demands_of

__all__ = ["Demands", "demands_of"]
