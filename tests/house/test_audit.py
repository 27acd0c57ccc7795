"""Whatever a service changes, it leaves a line of who did it and what it was."""

from tests.house.calls import Function, functions, reached

WRITES = {
    "save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create",
    "update_or_create", "add", "remove", "set",
}  # fmt: skip
RECORD = "brug.kernel.audit.record"

# Services by which somebody changes something and that leave no line, each with its reason.
WITHOUT = {
    "kernel.messages.services.send": "the mail itself is kept, with what became of it",
    "people.services.joining.mail_confirmation": "the mail itself is kept",
    "people.services.journal.record_engagement": "the journal itself tells who did what",
    "people.services.imports.handing_in.read_files": "noted when the files are handed in",
    "people.services.imports.steps.try_import": "a trial changes nothing but its own report",
    "people.services.journal_bulk.record_many": "the loader that calls it leaves its own line",
    "people.services.relations.relate_many": "the loader that calls it leaves its own line",
    "plan.services.exporting.export_plan": "writes nothing, only a text",
    "people.services.full_export.steps.export_everything": "noted when written, and when taken",
}


def services() -> list[Function]:
    """Every public function of a room's or the kernel's services."""
    return [
        one
        for one in functions().values()
        if one.is_public and "services" in one.name.split(".")[2:-1]
    ]


def writes(one: Function) -> bool:
    """Whether it, or what it calls, asks an object for a method that changes the database."""
    return any(WRITES & function.methods for function in reached(one.name))


def records(one: Function) -> bool:
    """Whether it, or what it calls, leaves a line."""
    return any(RECORD in function.calls for function in reached(one.name))


def test_services_are_found_and_their_calls_followed() -> None:
    assert len(services()) > 200
    merging = functions()["brug.people.services.merging.merge_contacts"]
    assert writes(merging)
    assert records(merging)
    assert not records(functions()["brug.people.services.words.write_words"])


def test_whoever_changes_something_leaves_a_line() -> None:
    silent = {
        one.name.removeprefix("brug.")
        for one in services()
        if "actor" in one.parameters and writes(one) and not records(one)
    }
    assert silent == set(WITHOUT)
