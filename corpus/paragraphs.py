"""How paragraphs stand in a body. Apart from the article, which a search does without."""

PARAGRAPH_BREAK = "\n\n"
