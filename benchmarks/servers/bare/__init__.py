"""The limit: bare servers that do by hand what the measured apps do, one per framework.

Run as a module: `python -m benchmarks.servers.bare.BACKEND PORT`.
"""
