"""The keys of encrypted fields: what was written with which, and writing all with the newest."""
