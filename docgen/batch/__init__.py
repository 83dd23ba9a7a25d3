"""Many orders: made by a pool of warm processes, and one bad order never stops the others."""

from docgen.batch.run import Batch, render_batch, run_batch
from docgen.batch.work import Outcome, Settings

__all__ = ["Batch", "Outcome", "Settings", "render_batch", "run_batch"]
