"""Suggestions from a captured text: quotations with their speakers, figures, the nearest themes. Rules only."""
