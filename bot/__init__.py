"""The running process: channels, workers, web, wiring, command line."""
