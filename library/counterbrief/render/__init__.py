"""Rendering: from a vetted brief through a template to the Document tree, and from the tree to each format."""
