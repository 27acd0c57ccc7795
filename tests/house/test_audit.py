"""Whatever a service changes, it has a call that leaves a line of who did it and what it was.

Read off the sources: that the line is left on every way through it is for the service's own tests.
"""

from tests.house.calls import Function, functions, reached

WRITES = {
    "save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create",
    "update_or_create", "add", "remove", "set", "insert_rows", "executemany",
}  # fmt: skip
RECORD = "brug.kernel.audit.record"

# Services by which somebody changes something and that leave no line, each with its reason.
WITHOUT = {
    "kernel.closed.services.note_reading": "the log of readings is the line",
    "kernel.messages.services.send": "the mail itself is kept, with what became of it",
    "people.services.closed_notes.hand_over": "the log of readings is the line",
    "people.services.closed_notes.read_closed_note": "the log of readings is the line",
    "people.services.joining.mail_confirmation": "the mail itself is kept",
    "volunteers.services.proposing.mail_lead": "the mail itself is kept",
    **dict.fromkeys(
        (
            "rosters.services.mailing.send_to",
            "rosters.services.publishing_mails.tell_part",
            *(
                f"rosters.services.telling_cover.{name}"
                for name in (
                    "ask_to_cover",
                    "tell_covered",
                    "tell_nobody_found",
                    "tell_too_late",
                )
            ),
            *(
                f"rosters.services.telling_people.{name}"
                for name in (
                    "remind",
                    "tell_assigned",
                    "tell_cancelled",
                    "tell_published",
                    "tell_taken_off",
                )
            ),
            *(f"rosters.services.telling_swaps.{name}" for name in ("ask_to_swap", "tell_swap")),
        ),
        "the mail itself is kept",
    ),
    "people.services.journal.record_engagement": "the journal itself tells who did what",
    "people.services.imports.handing_in.read_files": "noted when the files are handed in",
    "people.services.imports.steps.try_import": "a trial changes nothing but its own report",
    "people.services.bulk.choosing.choose": "a choice changes nobody",
    "people.services.bulk.choosing.set_values": "a choice changes nobody",
    "people.services.bulk.starting.begin": "noted once it is done, with the ledger of its parts",
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


# Services that change something and take no actor, by the reason why they need none.
WITHOUT_ACTOR = {
    "whoever holds the signed link, or asks for one, is who acts": """
        kernel.users.services.invitations.accept_invitation
        people.services.joining.confirm people.services.links.ask_link
        people.services.links.use_link people.services.new_email.confirm_own_email
        people.services.unsubscribing.unsubscribe people.services.joining.confirm_mailbox
        volunteers.services.applying.apply_for_initiative volunteers.services.leads.accept
        volunteers.services.signing_up.confirm volunteers.services.signing_up.sign_up
        volunteers.services.signing.sign_by_link
    """,
    "the house itself, by the clock or when it is set up": """
        people.services.defaults.load_after_migrate people.services.defaults.load_defaults
        people.services.duplicates.keep_pairs people.services.duplicates.note_progress
        people.services.duplicates.search_where_changed people.services.fading.drop_ask
        volunteers.services.involved_fading.empty_involvement
        people.services.fading.drop_note people.services.fading.drop_request
        people.services.fading.empty_list
        rosters.services.fading.drop_away rosters.services.fading.drop_cover_ask
        people.services.fading.forget_faded people.services.full_export.steps.forget_export
        people.services.full_export.steps.forget_exports people.services.imports.steps.forget_files
        people.services.links.forget_links people.services.marks.tidy_marks
        people.services.requests.erasing.erase_due
        people.services.notes.forget_removed_notes
        people.services.saved_views.forget_views people.services.bulk.choosing.forget_bulk
        people.services.fading.empty_bulk
        volunteers.services.defaults.load_after_migrate volunteers.services.defaults.load_defaults
        people.services.vocabulary.learn people.services.vocabulary.mend_vocabulary
        people.services.vocabulary.unlearn
    """,
    "a part of work whose record says who asked for it": """
        people.services.bulk.running.do_part
        people.services.full_export.writing.do_part people.services.imports.finishing.finish_part
        people.services.imports.finishing.tell_twins people.services.imports.reaching.promote_first
        people.services.imports.running.do_part people.services.imports.undoing.undo_part
        volunteers.services.dividing.propose_part
    """,
    "a part of another service, which names who acts and leaves the line": """
        people.services.journal_bulk.move_last_engaged
        people.services.journal_bulk.move_last_engaged_back
        people.services.journal_bulk.write_acts
        kernel.users.services.sessions.end_sessions people.services.attribution.find_or_make
        people.services.requests.ending.close_requests
        people.services.contacts_bulk.write_contacts people.services.file.erase_file
        people.services.full_export.steps.forget_in_exports
        people.services.imports.forgetting.forget_in_files
        people.services.imports.privacy.erase_imported
        people.services.marks.mark_contacts_changed people.services.marks.mark_journal_changed
        people.services.merging_records.drop_links
        people.services.merging_records.merge_bulk_lines people.services.merging_records.merge_asks
        people.services.merging_records.merge_consents people.services.merging_records.merge_emails
        people.services.merging_records.merge_languages people.services.merging_records.merge_pairs
        people.services.merging_records.merge_quiet people.services.merging_records.merge_relations
        people.services.words.forget_words people.services.words.words_of
        people.services.words.write_words plan.services.merging.merge
        plan.services.suggesting.bind_from_file plan.services.suggesting.suggest
        volunteers.services.file.erase_file
        volunteers.services.involved_file.erase_involved
        volunteers.services.involved_fading.empty_papers
        volunteers.services.guiding.note_first_contact volunteers.services.merging.merge_initiatives
        volunteers.services.merging.merge_accounts
        rosters.services.file.erase_file rosters.services.merging.merge_volunteers
        rosters.services.cover_requests.ask_more rosters.services.cover_requests.end_request
        rosters.services.seating.drop_wishes
    """,
    "it only reads: what it adds to is a set": "plan.services.exporting.newest_document",
}


def test_every_service_names_who_acts() -> None:
    nameless = {
        one.name.removeprefix("brug.")
        for one in services()
        if "actor" not in one.parameters and writes(one)
    }
    assert nameless == {name for names in WITHOUT_ACTOR.values() for name in names.split()}
