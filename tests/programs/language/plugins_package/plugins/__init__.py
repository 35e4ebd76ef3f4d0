"""All plugins live here."""
