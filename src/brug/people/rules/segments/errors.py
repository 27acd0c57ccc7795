"""Why a tree cannot be used, in sentences for people."""


class TreeError(ValueError):
    """A tree is not one that can be counted; the message says why and what to do."""


class OldTree(TreeError):
    """It was kept by another version of the program."""


class UnknownCondition(TreeError):
    """It asks for a condition that no room offers (any more)."""


class WrongValues(TreeError):
    """A condition's values are missing, of another kind, or contradict each other."""
