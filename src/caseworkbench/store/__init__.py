"""The store: a folder of generations, each one SQLite file that is never written again."""
