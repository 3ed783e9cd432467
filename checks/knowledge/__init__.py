"""Tables that no single target owns: builds, the ends of support, what present versions of Exchange work with.

One CSV file a table, one row a fact, each with its sources and how sure it is. A table is read when a check asks for
it for the first time, and refused in one sentence when a row is wrong.
"""
