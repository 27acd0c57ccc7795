"""Whether two people can swap, under lock."""
# messages: public

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from brug.rosters.models import Assignment
from brug.rosters.services.board import Board
from brug.rosters.wording import cannot


def swap_board(offered: Assignment, wanted: Assignment) -> Board:
    """Return the board of two seats and their people, locked."""
    return Board([offered.shift_id, wanted.shift_id], [offered.volunteer_id, wanted.volunteer_id])


def try_swap(board: Board, offered: Assignment, wanted: Assignment) -> None:
    """Pass where both can take each other's seat; nothing is written."""
    held = list(board.held)
    ours = [one for one in held if one.pk in (offered.pk, wanted.pk)]
    if len(ours) != len((offered, wanted)):
        raise ValidationError(_("One of these shifts is no longer as it was."))
    board.held = [one for one in held if one not in ours]
    pairs = ((wanted.need, offered.volunteer_id), (offered.need, wanted.volunteer_id))
    try:
        for need, volunteer_id in pairs:
            why = board.hard_obstacle(need, volunteer_id)
            if why is not None:
                name = board.volunteers[volunteer_id].person.first_name
                raise ValidationError(cannot(name, why), code=why)
    finally:
        board.held = held
