"""``brug user …``: the first administrator, and help for who is locked out."""

from collections.abc import Callable

import click

from brug.kernel.access.actor import Actor
from brug.kernel.models import Region, User
from brug.kernel.roles import REGIONAL_ROLES, Role
from brug.kernel.users import services
from brug.kernel.users.errors import AccessError


def _operator() -> Actor:
    return Actor.system("command line")


@click.group()
def user() -> None:
    """Invite users, reset a second step, shut somebody out."""


@user.command("invite")
@click.argument("email")
@click.option("--first-name", required=True)
@click.option("--last-name", required=True)
@click.option(
    "--role", "role_name", type=click.Choice(Role.values), default=Role.ADMINISTRATOR.value
)
@click.option("--region", help="Code of a working region, for a regional role.")
@click.option("--language", default="nl", show_default=True)
def invite(
    email: str,
    *,
    first_name: str,
    last_name: str,
    role_name: str,
    region: str | None,
    language: str,
) -> None:
    """Make an account with a role and show the link by which its owner chooses a password.

    The link is mailed as well. Asked again for an account without password, it makes a new link.
    """
    email = email.strip().lower()
    known = User.objects.filter(email=email).first()
    role = Role(role_name)
    place = _region(region) if role in REGIONAL_ROLES or region else None
    try:
        if known is None:
            known = services.invite_user(
                actor=_operator(),
                email=email,
                first_name=first_name,
                last_name=last_name,
                language=language,
                roles=[(role, place)],
            )
        link = services.send_invitation(actor=_operator(), user=known)
    except AccessError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{known} chooses a password here, within a week:\n{link}")


@user.command("reset-second-step")
@click.argument("email")
def reset_second_step(email: str) -> None:
    """Remove app, passkeys and recovery codes of who lost them; they set up new ones."""
    _do(
        email,
        services.reset_second_factor,
        "signs in with the password and sets up a new second step",
    )


@user.command("deactivate")
@click.argument("email")
def deactivate(email: str) -> None:
    """Shut somebody out at once; nothing is deleted."""
    _do(email, services.deactivate_user, "is shut out")


@user.command("reactivate")
@click.argument("email")
def reactivate(email: str) -> None:
    """Let somebody in again."""
    _do(email, services.reactivate_user, "can sign in again")


def _do(email: str, service: Callable[..., None], done: str) -> None:
    known = User.objects.filter(email=email.strip().lower()).first()
    if known is None:
        raise click.ClickException(f"nobody has an account with {email}")
    try:
        service(actor=_operator(), user=known)
    except AccessError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{known} {done}.")


def _region(code: str | None) -> Region:
    regions = Region.objects.working_regions()
    found = regions.filter(code=code).first() if code else None
    if found is None:
        known = ", ".join(regions.values_list("code", flat=True)) or "none"
        raise click.ClickException(f"--region must be one of: {known}")
    return found
