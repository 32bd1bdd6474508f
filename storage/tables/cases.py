"""Cases and everything that belongs to one."""
