"""A folder that answers: orders dropped in it become papers, or a note that says what to mend."""

from docgen.watch.daemon import watch
from docgen.watch.places import Places, places_of
from docgen.watch.state import Watch

__all__ = ["Places", "Watch", "places_of", "watch"]
