"""Every desk page against the frame's own list of users with one row, by CPU time in one process.

Promised: none over twice that list. Wants the full demo: ``BRUG_DATA_DIR`` names its folder, or it
is built once in data/bench (three minutes).
"""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.result import Result, beside

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ.get("BRUG_DATA_DIR") or ROOT / "data" / "bench" / "demo-full")
LIMIT = 2.0
TIMES = 15
PLAN = "/desk/plan/2026-2030"
PAGES = {
    "desk home": "/desk/",
    "plan on a page, 37 indicators": "/desk/plan/",
    "plan on a page, one region": "/desk/plan/?region=LIM",
    "objective": f"{PLAN}/objectives/SD1.OD1/",
    "indicator with history and map": f"{PLAN}/indicators/SD2.OD1.7/",
    "indicator by hand": f"{PLAN}/indicators/SD2.OD1.6/",
    "records behind a figure": f"{PLAN}/indicators/SD2.OD1.7/records/",
    "choice of a measure": f"{PLAN}/indicators/SD2.OD1.6/measure/",
    "region with map": f"{PLAN}/regions/LIM/",
    "plan check": f"{PLAN}/checks/",
    "versions": f"{PLAN}/versions/",
    "what a version changed": f"{PLAN}/versions/1/",
    "actions": f"{PLAN}/actions/?who=all",
    "load a plan": "/desk/plan/import/",
    "who may do what": "/desk/rights/",
    "style page": "/desk/style/",
    "style page in Dari": "/desk/style/?language=fa-af",
    "contacts": "/desk/people/",
    "contacts, page 400": "/desk/people/?p=400",
    "contacts, volunteers only": "/desk/people/?volunteer=yes",
    "contacts, persons in French": "/desk/people/?kind=person&language=fr",
    "contacts, of one region": "/desk/people/?working_region={region}",
    "contacts, by last engaged": "/desk/people/?ordering=-last_engaged_on",
    "contacts, searched by two letters": "/desk/people/?q=ma",
    "a contact": "/desk/people/{person}/",
    "journal": "/desk/journal/",
    "journal, page 400": "/desk/journal/?p=400",
    "campaigns": "/desk/campaigns/",
    "target groups": "/desk/target-groups/",
    "contacts, misspelt": "/desk/people/?q=petrs",
    "segments": "/desk/segments/",
    "a segment": "/desk/segments/one/{segment}/",
    "a segment, its members": "/desk/segments/one/{segment}/members/",
    "channels": "/desk/campaigns/channels/",
    "a campaign": "/desk/campaigns/brought/{campaign}/",
    "find": "/desk/find/?q=voorbeeld",
    "audit trail": "/desk/reports/site-history/",
}
# What a director does not open.
OFFICE = {
    "terms of data": "/desk/retention/",
    "people of whom nothing was heard": "/desk/retention/people.faded/",
    "register of processing": "/desk/retention/processing/",
    "imports": "/desk/imports/",
    "exports of everything": "/desk/exports/",
    "rules for asking": "/desk/pressure/",
    "building a segment": "/desk/segments/new/",
    "duplicates": "/desk/duplicates/",
    "a contact, consents": "/desk/people/{person}/consents/",
    "a contact, changing it": "/desk/people/{person}/edit/",
    "a new contact": "/desk/people/new/",
    "purposes": "/desk/purposes/",
    "users": "/desk/users/",
    "mails": "/desk/mails/",
    "mails, kinds": "/desk/mails/kinds/",
    "jobs": "/desk/jobs/",
    "schedules": "/desk/jobs/schedules/",
}


def prepare() -> None:
    """Build the full demo where it is not there yet, and name it to the settings."""
    os.environ |= {"BRUG_DATA_DIR": str(FOLDER), "BRUG_MODE": "demo", "BRUG_LOG_LEVEL": "ERROR"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brug.web.settings")
    if not (FOLDER / "brug.sqlite3").exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        build = [sys.executable, "-m", "brug.web.cli", "build-demo", "--size", "full"]
        subprocess.run(build, check=True)
    (FOLDER / "static").mkdir(exist_ok=True)


def measure() -> list[Result]:
    """Return each page's time beside the floor.

    Raises:
        SystemExit: a page does not open.
    """
    from django.test import Client
    from django.test.utils import override_settings
    from wagtail.users.models import UserProfile

    from brug.kernel.models import User
    from brug.kernel.roles import Role

    def client_of(role: Role) -> Client:
        user = User.objects.filter(role_grants__role=role).first()
        if user is None:
            sys.exit(f"the demo has no {role}")
        UserProfile.get_for_user(user)
        client = Client(raise_request_exception=False)
        client.force_login(user, backend="brug.web.passwords.PasswordBackend")
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": 0, "type": "totp"}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
        return client

    with override_settings(ALLOWED_HOSTS=["*"]):
        administrator = client_of(Role.ADMINISTRATOR)
        one_user = _get(administrator, _one_user())
        named = _named()
        pages = [(client_of(Role.DIRECTOR), *page) for page in PAGES.items()]
        pages += [(administrator, *page) for page in OFFICE.items()]
        results = []
        for client, what, address in pages:
            path = address.format(**named)
            if (status := client.get(path).status_code) != 200:
                sys.exit(f"{what}: {path} answers {status}")
            figure, floor = beside(_get(client, path), one_user, times=TIMES)
            results.append(Result(what, figure, floor, LIMIT))
    return results


def _named() -> dict[str, object]:
    """Somebody who did much, and the first of what else addresses name."""
    from django.db.models import Count

    from brug.kernel.models import Region
    from brug.people.models import Campaign, Engagement, Segment

    most = Engagement.objects.values("person__public_id").annotate(count=Count("pk"))
    return {
        "person": most.order_by("-count")[0]["person__public_id"],
        "region": Region.objects.working_regions().get(code="LIM").pk,
        "segment": Segment.objects.filter(is_shared=True).order_by("code")[0].code,
        "campaign": Campaign.objects.order_by("code")[0].code,
    }


def _one_user() -> str:
    """The frame's list of users, searched so that it has one row."""
    return "/desk/users/?q=administrator"


def _get(client: object, address: str) -> Callable[[], object]:
    return partial(client.get, address)  # type: ignore[attr-defined]


def main() -> list[Result]:
    """Measure and print."""
    prepare()
    import django

    django.setup()
    results = measure()
    for result in results:
        print(result)
    return results


if __name__ == "__main__":
    main()
