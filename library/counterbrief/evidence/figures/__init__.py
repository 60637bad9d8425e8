"""Figures: numbers and dates told in words, and reported values compared by arithmetic."""
