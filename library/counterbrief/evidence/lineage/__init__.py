"""Where evidence goes back to: shared passages, who names whom, recorded derivations, and origins counted once."""
