"""What a person types: the command line over corpus, index, searcher and web."""
