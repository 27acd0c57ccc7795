"""Comparing what a plan calls something with what a measure is called."""


def folded(phrase: str) -> str:
    """A phrase in lower case with single spaces: the only liberty that a match takes."""
    return " ".join(phrase.lower().split())
