"""What the checks found, for people and for programs: text, JSON and a page to print and file."""
