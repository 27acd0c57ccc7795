"""The reckoning behind matching, on arrays; loaded only where something is matched."""
