"""Make the users of the demo, second factor and all."""

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password

from brug.kernel.access.actor import Actor
from brug.kernel.models import Region
from brug.kernel.users import services
from brug.web.demo.accounts import ACCOUNTS


def make_users(actor: Actor) -> None:
    """Make a user for each account, with its role, region and authenticator."""
    # Hashing is slow on purpose, and all have the same open password: it is hashed once.
    hashed = make_password(ACCOUNTS[0].password)
    regions = {region.code: region for region in Region.objects.working_regions()}
    for account in ACCOUNTS:
        user = services.make_user(
            actor=actor,
            email=account.email,
            first_name=account.first_name,
            last_name=account.last_name,
            language=account.language,
        )
        services.grant_role(
            actor=actor, user=user, role=account.role, region=regions.get(account.region)
        )
        user.password = hashed
        user.save(update_fields=["password"])
        TOTP.activate(user, account.totp_secret)
        RecoveryCodes.activate(user)
