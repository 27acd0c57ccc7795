"""How dates are written in Dari and Pashto, of which Django knows nothing or what Iranians read."""
