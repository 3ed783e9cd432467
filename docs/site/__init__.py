"""Builds the documentation into one static site: `make docs`.

The pages in `docs/` are plain Markdown, to be read as they lie. They are copied beside pages that are made from the
code, joined by the heads of `navigation.toml`, and given to Sphinx.
"""
