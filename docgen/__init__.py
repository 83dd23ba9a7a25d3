"""docgen makes and proves export paperwork from one validated order file."""

__version__ = "0.1.0"
