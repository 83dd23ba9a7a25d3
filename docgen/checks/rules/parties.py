"""PTY: parties, currency, ports and marks (当事人、币种、港口、唛头)."""
