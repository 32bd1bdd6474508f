"""Reading what citizens write: pure functions over text, with every decision explained by words in place."""
