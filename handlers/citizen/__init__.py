"""What citizens say and press, in the order the routers are tried."""
