"""For assistants: questions about treaties answered as data, over the Model Context Protocol."""
