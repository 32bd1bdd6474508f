"""The rules of petition work and the words people read: no I/O, no clock, no framework."""
