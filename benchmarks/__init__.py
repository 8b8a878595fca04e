"""Benchmarks: this project, the published version and a bare server, side by side."""
