"""The account to which costs of a volunteer are paid back."""
# messages: public

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.volunteers.models import BankAccount, Involvement
from brug.volunteers.rules.iban import compact, is_iban


@transaction.atomic
def keep_account(*, actor: Actor, person_id: int, iban: str, holder: str) -> BankAccount:
    """Keep the account of a volunteer, encrypted; the volunteer's own act only.

    Raises:
        PermissionDenied: it is somebody else's, or they are no volunteer of the house.
        ValidationError: it is no account number.
    """
    involvement = Involvement.objects.filter(person_id=person_id).order_by("-began_on").first()
    if actor.person_id != person_id or involvement is None:
        raise PermissionDenied(_("You can act for yourself only."))
    number = compact(iban)
    if not is_iban(number):
        raise ValidationError(
            {"iban": _("This is no right account number: look at your bank card, e.g. BE…")}
        )
    account, _is_new = BankAccount.objects.update_or_create(
        person_id=person_id, defaults={"iban": number, "holder": holder.strip()[:140]}
    )
    audit.record(actor=actor, verb="volunteers.account_kept", target=involvement)
    return account
