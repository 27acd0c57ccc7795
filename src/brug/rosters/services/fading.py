"""Let go of what a term has ended for; called by the house's nightly run."""

from brug.rosters.models import Away, CoverAsk


def drop_away(away_id: int) -> None:
    """Delete days that are over: no roster looks back at them."""
    Away.objects.filter(pk=away_id).delete()


def drop_cover_ask(ask_id: int) -> None:
    """Delete an ask whose term is over: nobody's turn depends on it any more."""
    CoverAsk.objects.filter(pk=ask_id).delete()
