"""What the people tier offers to choose contacts by; importing registers it."""

from brug.people.conditions import acts, card, reach, ties

__all__ = ["acts", "card", "reach", "ties"]
