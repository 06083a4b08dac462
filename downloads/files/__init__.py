"""What an uploaded file is, told by its content: kinds, refusals, and what can be read from it."""
