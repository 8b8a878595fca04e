"""One file per framework or store; the only place that imports it. Adapters translate, no more."""
