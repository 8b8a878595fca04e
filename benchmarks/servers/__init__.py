"""The servers under test: environments, processes, and the bare server that is the limit."""
