"""Import 57,000 people from a CSV against a bare bulk insert of the same rows, by CPU time.

Promised: at most three times. The bare insert writes what the import writes, of rows that are made
already: contacts with e-mail address, telephone, postal address and search words. Uses a database
of its own: SQLite in a temporary folder, or that of ``DATABASE_URL``, which must be empty.
"""

import csv
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.result import Result

ROWS = int(os.environ.get("BENCH_ROWS", "57000"))
LIMIT = 3.0
HEADINGS = ("Nr", "Voornaam", "Familienaam", "E-mail", "Telefoon", "Straat", "Postcode", "Gemeente")


def write_file(path: Path) -> None:
    """Write the people; they are plainly fictional."""
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(HEADINGS)
        for n in range(ROWS):
            out.writerow(
                (
                    n,
                    f"Voornaam{n % 977}",
                    f"Familie{n % 4999}",
                    f"persoon{n}@example.org",
                    f"0470 {n:06d}",
                    f"Voorbeeldstraat {n % 300}",
                    f"{1000 + n % 8000}",
                    "Voorbeeld",
                )
            )


def bare_insert(path: Path) -> float:
    """Return the CPU seconds of writing the same rows by Django's own bulk insert."""
    from django.db import transaction

    from brug.people.models import Contact, ContactWord, EmailAddress, Phone, PostalAddress

    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    start = time.process_time()
    with transaction.atomic():
        for first in range(0, len(rows), 1000):
            some = rows[first : first + 1000]
            people = Contact.objects.bulk_create(
                Contact(
                    first_name=r[1], last_name=r[2], sort_name=f"{r[2]} {r[1]}", external_id=r[0]
                )
                for r in some
            )
            pairs = list(zip(people, some, strict=True))
            EmailAddress.objects.bulk_create(
                EmailAddress(contact=p, address=r[3]) for p, r in pairs
            )
            Phone.objects.bulk_create(Phone(contact=p, number=r[4], digits=r[4]) for p, r in pairs)
            PostalAddress.objects.bulk_create(
                PostalAddress(contact=p, street=r[5], postal_code=r[6], city=r[7]) for p, r in pairs
            )
            ContactWord.objects.bulk_create(
                ContactWord(contact=p, word=word.lower()) for p, r in pairs for word in r[1:4]
            )
    spent = time.process_time() - start
    Contact.objects.all().delete()
    return spent


def imported(path: Path) -> tuple[float, float, float]:
    """Return the CPU seconds of reading and of importing, and of importing once more."""
    from brug.kernel import jobs
    from brug.kernel.access.actor import Actor
    from brug.people.import_words import Profile
    from brug.people.models import Contact
    from brug.people.rules.imports.mapping import guess, read_mapping
    from brug.people.services.imports import handing_in, steps

    actor = Actor.system("benchmark")
    mapping = read_mapping({"columns": guess(HEADINGS), "options": {"source": "bench"}})
    times = []
    for _turn in range(2):
        start = time.process_time()
        with path.open("rb") as file:
            run = handing_in.keep_files(
                actor=actor, files=[(file, "people.csv")], profile=Profile.TABLE
            )
        handing_in.read_files(actor=actor, run=run, profile=Profile.TABLE, mapping=mapping)
        read = time.process_time() - start
        steps.start_import(actor=actor, run_id=run.pk)
        jobs.drain()
        times.append((read, time.process_time() - start))
        run.refresh_from_db()
        assert run.state == "done", run.state
        print(run.counts)
    assert Contact.objects.count() == ROWS
    return times[0][0], times[0][1], times[1][1]


def main() -> list[Result]:
    """Measure and tell."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"BRUG_DATA_DIR": folder, "BRUG_LOG_LEVEL": "ERROR"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brug.web.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        path = Path(folder) / "people.csv"
        write_file(path)
        floor = bare_insert(path)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        read, spent, again = imported(path)
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        results = [
            Result(f"import of {ROWS} rows", spent * 1000, floor * 1000, LIMIT),
            Result("the same once more", again * 1000, floor * 1000, LIMIT),
        ]
        print(f"reading the file {read:.1f} s; memory {(after - before) / 1024:+.0f} MB")
        for result in results:
            print(result)
        return results


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
