"""What administrators say and press; no administrator sees the content of a case."""
