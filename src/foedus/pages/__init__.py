"""From a page (bytes) to an Article: HTML, plain text, lists of documents."""
