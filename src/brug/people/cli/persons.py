"""A person's rights from the command line."""

from pathlib import Path
from uuid import UUID

import click
from django.core.exceptions import ObjectDoesNotExist

from brug.kernel.access.actor import Actor
from brug.people.models import Contact
from brug.people.services import privacy
from brug.people.services.aliases import present_id, present_public_id
from brug.people.views.archive import archive

_ACTOR = "command line"


@click.command("subject-export")
@click.argument("contact_id", metavar="ID")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def subject_export(contact_id: str, folder: Path) -> None:
    """Write all that is known of a person as one file: to read, and for machines."""
    contact = find_contact(contact_id)
    told = privacy.export_person(actor=Actor.system(_ACTOR), person_id=contact.pk)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{contact.public_id}.zip"
    target.write_bytes(archive(contact, told))
    click.echo(target)


@click.command()
@click.argument("contact_id", metavar="ID")
@click.option("--reason", required=True, help="Why; it is kept in the audit trail.")
def erase(contact_id: str, reason: str) -> None:
    """Forget a person for good; what they did stays in the figures, without their name."""
    contact = find_contact(contact_id)
    touched = privacy.erase_person(actor=Actor.system(_ACTOR), person_id=contact.pk, reason=reason)
    click.echo(f"forgotten: {touched} records")


def find_contact(contact_id: str) -> Contact:
    """Return the contact with a number or a public key; merged ones lead to the kept one.

    Raises:
        click.ClickException: there is none.
    """
    try:
        if contact_id.isdigit():
            return Contact.objects.get(pk=present_id(int(contact_id)))
        key = UUID(contact_id)
        return Contact.objects.get(public_id=present_public_id(key) or key)
    except (ObjectDoesNotExist, ValueError) as error:
        raise click.ClickException(f"there is no contact {contact_id}") from error


COMMANDS = (subject_export, erase)
