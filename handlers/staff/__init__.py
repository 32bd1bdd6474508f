"""What officers say and press; every press asks the database for the officer's role."""
