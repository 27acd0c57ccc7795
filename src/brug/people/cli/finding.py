"""Find people from the command line."""

import json

import click

from brug.people.models import Contact
from brug.people.queries.alike import find_alike, in_words
from brug.people.queries.finding import find_contacts


@click.command()
@click.argument("text")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 500))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def find(text: str, limit: int, form: str) -> None:
    """Find contacts by name, address or number; then those with names alike."""
    everyone = Contact.objects.all()
    exact = find_contacts(everyone, text, limit)
    found = [(contact, 1.0, "") for contact in exact]
    if left := limit - len(exact):
        alike = find_alike(everyone, text, left, without=[contact.pk for contact in exact])
        found += [(one.contact, one.score, in_words(one.reasons)) for one in alike]
    if form == "json":
        told = [
            {"id": str(one.public_id), "name": one.name, "score": score, "because": why}
            for one, score, why in found
        ]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for contact, _score, why in found:
        click.echo(f"{contact.public_id}  {contact.name}{f'  ({why})' if why else ''}")


COMMANDS = (find,)
