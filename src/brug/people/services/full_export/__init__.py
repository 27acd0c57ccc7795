"""Export everything: asked for, written part by part, handed over, deleted."""
