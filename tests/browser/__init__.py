"""The built site in a real Chromium. Every test carries the mark `browser`."""
