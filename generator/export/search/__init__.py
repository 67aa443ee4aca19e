"""The search index: static files that a browser asks by itself. ARCHITECTURE.md says how they hang together."""
