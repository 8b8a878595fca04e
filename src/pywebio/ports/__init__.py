"""Ports: the small interfaces and frozen values that cross the boundary of the core.

Nothing here does anything. A port has one to four methods; a backend, a store or a test
implements it, and the core only ever sees the port.
"""
