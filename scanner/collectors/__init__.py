"""One file per thing that is asked: `ask` talks to the server in a few lines, `read` is pure."""
