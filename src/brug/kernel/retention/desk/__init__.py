"""The desk's screens of retention and of the register of processing."""
