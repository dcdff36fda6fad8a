"""From a page (bytes) to an Article: HTML, plain text, lists of documents."""

from foedus.pages.documents import Document, documents
from foedus.pages.story import DEFAULT_LIMITS, Limits, article

__all__ = ["DEFAULT_LIMITS", "Document", "Limits", "article", "documents"]
