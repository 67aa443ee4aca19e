"""Frozen page models: what a page says, in one language, before anyone decides how it looks."""
