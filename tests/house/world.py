"""A small world of things that addresses lead to, for the matrix of access.

A room that has addresses with parts in <…> adds a function here and its things' names to the rows
of ``access_matrix.yaml``.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator

from brug.kernel import tokens
from brug.kernel.access.services import invitations
from brug.kernel.models import User
from brug.plan import services as plan_services
from brug.plan.models import Objective
from tests.factories.kernel import HOUSE, make_region, make_user
from tests.plan.world import indicator, make_plan

Things = dict[str, object]


def kernel() -> Things:
    """A user, somebody who was invited, a passkey of somebody else."""
    user = make_user(email="iemand@brug.example")
    key = Authenticator.objects.create(
        user=make_user(email="ander@brug.example"), type="webauthn", data={"name": "x"}
    )
    return {"user": user.pk, "user_act": "deactivate", "foreign_passkey": key.pk}


def plan() -> Things:
    """A plan with a counted and a told indicator, an action, a figure."""
    made = make_plan("what: trees, target: 10, every: year", "what: bees, target: 5, every: year")
    objective = Objective.objects.get(plan=made, code="SD1.OD1")
    action = plan_services.plan_action(
        actor=HOUSE,
        objective=objective,
        details=plan_services.ActionDetails(year=2026, title="Bomen planten"),
    )
    figure = plan_services.measure(
        actor=HOUSE,
        indicator=indicator("A2"),
        entry=plan_services.Entry(
            value=Decimal(3), measured_on=date(2026, 2, 1), source="geteld", region=make_region()
        ),
    )
    return {
        "plan": made.slug,
        "indicator": "A1",
        "counted_indicator": "A2",
        "objective": objective.code,
        "action": action.pk,
        "measurement": figure.pk,
        "version": 1,
        "year": 2026,
        "quarter": 1,
        "export_form": "json",
        "report_form": "docx",
        "region": make_region().code,
    }


def links() -> Things:
    """Tokens that open a page: the address' parts, as (right one, wrong one)."""
    invited = User.objects.create_user("genodigd@brug.example")
    right = tokens.make(
        invitations.SCOPE,
        [str(invited.public_id), invitations._fingerprint(invited)],
        lasts=timedelta(days=1),
    )
    forgetful = make_user(email="vergeten@brug.example")
    key = default_token_generator.make_token(forgetful)
    assert get_adapter()
    return {
        "invitation": ({"token": right}, {"token": right[:-2] + "xx"}),
        "password_reset": (
            {"uidb36": user_pk_to_url_str(forgetful), "key": key},
            {"uidb36": user_pk_to_url_str(forgetful), "key": "abc-def"},
        ),
    }


def people() -> Things:
    """What stands in the addresses of people's own pages."""
    return {"forged_token": "WyJub2JvZHkiXQ:1abcde:forged", "any_key": 1}


PARTS: tuple[Callable[[], Things], ...] = (kernel, people, plan, links)


def build() -> Things:
    """Make everything; call it once in a transaction."""
    things: Things = {}
    for part in PARTS:
        things |= part()
    return things
