"""The commands of `jianjian`, one module a subject, each adding itself with `register`."""
