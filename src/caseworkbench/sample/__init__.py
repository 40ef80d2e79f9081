"""The made-up authority "Northbridge": a seeded generator of native extracts and of an Annex A workbook."""
