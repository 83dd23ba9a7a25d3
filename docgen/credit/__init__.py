"""Letters of credit: the messages they come in, and what their clauses ask for.

`read_bytes` and `read` take the text of an MT700 (also 710 and 720, with continuations and
amendments behind it) to a `Reading`: the credit, the messages, and what could not be read.
`demands_of` takes a credit, read or typed, to what each of its clauses asks for.
"""

from docgen.credit.demands import Demands, demands_of
from docgen.credit.reading import Reading, read, read_bytes

__all__ = ["Demands", "Reading", "demands_of", "read", "read_bytes"]
