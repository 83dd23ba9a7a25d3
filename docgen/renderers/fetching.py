"""What a template may fetch while it is printed: its folder's files and the profile's pictures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.request import url2pathname

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from docgen.renderers.images import Picture

_MEDIA_TYPES = {
    ".css": "text/css",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}
"""What a template may bring besides itself, by ending."""


class Fetcher(URLFetcher):  # type: ignore[misc]
    """Reads the files of the templates folder and the pictures of the profile, nothing else."""

    def __init__(self, templates: Path, pictures: Mapping[str, Picture]) -> None:
        super().__init__(allowed_protocols=("file", "image"))
        self._templates = templates.resolve()
        self._pictures = pictures

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The file or picture; anything else ends the print."""
        scheme, _, rest = url.partition(":")
        if scheme == "image":
            return self._picture(url, rest)
        if scheme == "file":
            path = Path(url2pathname(rest.partition("?")[0].removeprefix("//"))).resolve()
            media_type = _MEDIA_TYPES.get(path.suffix)
            if media_type and path.is_relative_to(self._templates) and path.is_file():
                return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": media_type})
        raise FatalURLFetchingError(
            f"{url:.200} is neither a style sheet or picture of the templates folder, "
            "nor a picture of the profile; only those are read."
        )

    def _picture(self, url: str, name: str) -> URLFetcherResponse:
        if name not in self._pictures:
            known = ", ".join(sorted(self._pictures)) or "none"
            raise FatalURLFetchingError(f"there is no picture {name}; the profile names: {known}.")
        picture = self._pictures[name]
        return URLFetcherResponse(url, picture.content, {"Content-Type": picture.media_type})
