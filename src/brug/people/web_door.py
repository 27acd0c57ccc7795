"""The door for other rooms' views: what a request tells of a person.

Beside ``api``, which knows no requests. ``personal`` gives a view the person whose own page is
open, ``present`` looks who that is, ``enter`` opens it for somebody who proved by a link of that
room who they are; ``proof`` and ``came_through`` are what an intake wants to know of a request.
"""

from brug.people.views.personal.session import enter, personal, present
from brug.people.views.visitors import came_through, proof

__all__ = ["came_through", "enter", "personal", "present", "proof"]
