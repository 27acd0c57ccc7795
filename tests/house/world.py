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
from django.test import Client
from django.utils import timezone

from brug.kernel import jobs, tokens
from brug.kernel.access.actor import Actor
from brug.kernel.models import Job, OutgoingMail, RetentionRule, RetentionState, User
from brug.kernel.periods import today
from brug.kernel.registries.emails import emails
from brug.kernel.roles import Role
from brug.kernel.users.services import invitations
from brug.people import api as people
from brug.people.enums import RequestKind
from brug.people.models import BulkChange, Contact, DuplicatePair, PressureRule, SavedView, Segment
from brug.people.models.request_choices import RequestWay
from brug.people.services import campaigns, closed_notes, notes, relations, target_groups
from brug.people.services.bulk.choosing import choose, set_values
from brug.people.services.bulk.starting import begin
from brug.people.services.full_export.steps import export_everything
from brug.people.services.merging import merge_contacts
from brug.people.services.new_email import add_own_email
from brug.people.services.requests.noting import Asked, note_request
from brug.people.services.segments.freezing import freeze
from brug.people.services.unsubscribing import unsubscribe_url
from brug.plan import services as plan_services
from brug.plan.models import Objective
from brug.volunteers.enums import ClaimKind, PaperKind
from brug.volunteers.models import Initiative
from brug.volunteers.services import (
    accounts,
    agreements,
    claiming,
    deciding,
    dividing,
    following_up,
    hours,
    leads,
    paper_texts,
    paying,
    placing,
    proposing,
)
from brug.volunteers.services.bringing_along import bring_lead
from brug.volunteers.services.claiming import Wanted
from brug.volunteers.services.hours import Given
from tests.factories.involvements import make_flat, make_task, make_texts
from tests.factories.kernel import HOUSE, make_region, make_user
from tests.factories.people import make_municipality, make_person
from tests.factories.volunteers import (
    agree,
    make_candidate,
    make_free_opening,
    make_initiative,
)
from tests.house.world_parts import Things, newest, token_of
from tests.house.world_rosters import rosters
from tests.people.imports.conftest import hand_in
from tests.plan.world import indicator, make_plan


def kernel() -> Things:
    """A user, a passkey of somebody else, a night of a term that waits."""
    user = make_user(email="iemand@brug.example")
    key = Authenticator.objects.create(
        user=make_user(email="ander@brug.example"), type="webauthn", data={"name": "x"}
    )
    rule = RetentionRule.objects.create(kind="people.notes", months=60)
    now = timezone.now()
    run = rule.runs.create(before=now, started_at=now, due=1, state=RetentionState.HELD)
    return {
        "user": user.pk,
        "user_act": "deactivate",
        "foreign_passkey": key.pk,
        "retention_kind": rule.kind,
        "retention_run": run.pk,
        "retention_answer": "decline",
    }


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


def persons() -> Things:
    """Somebody with an address and the links that mails brought them; each as (right, wrong)."""
    somebody = make_person(email="jan@example.org", email_confirmed_at=timezone.now())
    asker = Client()
    asker.post("/nl/my/ask/", {"email": "jan@example.org"})
    asker.post("/nl/join/", {"email": "noor@example.org", "first_name": "N", "consent": ["news"]})
    add_own_email(
        actor=Actor.person(somebody.pk),
        contact_id=somebody.pk,
        address="nieuw@example.org",
        language="nl",
    )
    leaving = unsubscribe_url(person_id=somebody.pk, purpose="news", language="nl")
    return {
        "address": somebody.emails.order_by("pk").last().pk,
        "personal": token_of(newest("people.magic_link")),
        "join": token_of(newest("people.confirm_sign_up")),
        "new_email": token_of(newest("people.confirm_email")),
        "unsubscribe": token_of(leaving),
    }


def people_at_the_desk() -> Things:
    """A contact in the coordinator's region, with what hangs on it; a campaign, a target group."""
    make_municipality("3500", "Hasselt", make_region().code)
    contact = make_person("Claes", email="claes@example.org", postal_code="3500")
    tie = relations.Tie(contact.pk, make_person("Maes").pk)
    group = target_groups.make_target_group(
        actor=HOUSE, code="press", card=target_groups.GroupCard("Pers")
    )
    group.contacts.add(contact)
    twin = make_person("Claes", email="kl@example.org", postal_code="3500")
    low, high = sorted((contact.pk, twin.pk))
    pair = DuplicatePair.objects.create(first_id=low, second_id=high, score=0.9)
    lost = make_person("Klaes", postal_code="3500")
    made = merge_contacts(actor=HOUSE, keep_id=contact.pk, lose_id=lost.pk)
    campaigns.make_campaign(actor=HOUSE, code="winter", name="Winter")
    view = SavedView.objects.create(
        owner=make_user(email="kijker@brug.example"), name="Alles", role=Role.STAFF_MOVEMENT
    )
    return {
        "bulk_change": _bulk(contact).public_id,
        "bulk_step": "stop",
        "saved_view": view.pk,
        "view_act": "first",
        "contact": contact.public_id,
        "contact_twin": twin.public_id,
        "contact_pair": pair.pk,
        "contact_merge": made.pk,
        "rights_request": note_request(
            actor=HOUSE,
            person_id=contact.pk,
            asked=Asked(RequestKind.ACCESS, RequestWay.LETTER, today()),
        ).pk,
        "request_act": "take",
        "contact_email": contact.emails.get().pk,
        "email_act": "main",
        "contact_note": notes.write_note(actor=HOUSE, contact_id=contact.pk, text="Belt laat.").pk,
        "closed_note": closed_notes.write_closed_note(
            actor=HOUSE, contact_id=contact.pk, text="Is bang."
        ).pk,
        "undo_token": "x",
        "contact_relation": relations.relate(actor=HOUSE, kind="works-for", tie=tie).pk,
        "contact_group": group.pk,
        "campaign": "winter",
        "target_group": "press",
        "segment": "donors",
        "pressure_rule": PressureRule.objects.latest("pk").pk,
        "frozen_list": freeze(
            actor=HOUSE,
            segment=Segment.objects.get(code="donors"),
            room="desk",
            purpose="proef",
            lawful_basis="proef",
        ).pk,
        "purpose": "news",
    }


def _bulk(contact: Contact) -> BulkChange:
    """A change of many that somebody of the staff asked and that was done."""
    actor = Actor.of_user(make_user(Role.STAFF_MOVEMENT, email="velen@brug.example"))
    chosen = Contact.objects.filter(pk=contact.pk)
    made = choose(actor=actor, action="volunteer", contacts=chosen, told="proef")
    made = set_values(actor=actor, change=made, values={"is_volunteer": True})
    begin(actor=actor, change=made)
    jobs.drain()
    return made


def volunteers() -> Things:
    """A group with an opening and a lead, candidates at each step, the links of their mails."""
    region = make_region().code
    make_municipality("3500", "Hasselt", region)
    group = make_initiative("Welkom in Hasselt", "3500")
    jan = Contact.objects.get(emails__address="jan@example.org")
    own_lead = bring_lead(actor=HOUSE, initiative_id=group.pk, person_id=jan.pk, since=today())
    opening = make_free_opening(group, places=5)
    own = make_candidate(jan, "3500")
    placed = make_candidate(make_person("Haidari", email="haidari@example.org"), "3500")
    placement = placing.start(actor=HOUSE, proposal=agree(placed, opening), started_on=today())
    asked = make_candidate(make_person("Rahimi", email="rahimi@example.org"), "3500")
    proposal = proposing.propose(actor=HOUSE, candidate=asked, opening=opening)
    follow_up = placement.follow_ups.first()
    follow_up.due_on = today()
    follow_up.save()
    following_up.ask_due(actor=HOUSE)
    Client().post(
        "/nl/volunteer/",
        {
            "email": "nieuw@example.net",
            "first_name": "N",
            "postal_code": "3500",
            "radius_km": "15",
        },
    )
    invited = people.Arrival(email="lien@example.org", first_name="Lien")
    group_lead = leads.invite_lead(actor=HOUSE, initiative=group, arrival=invited)
    return {
        "initiative": group.public_id,
        "own_group": group.public_id,
        "own_lead": own_lead.pk,
        "own_member": placed.person_id,
        "group_lead": group_lead.pk,
        "opening": opening.public_id,
        "own_opening": opening.public_id,
        "open_form": "json",
        "own_proposal": proposal.public_id,
        "opening_act": "close",
        "initiative_act": "hide",
        "candidate": own.public_id,
        "candidate_act": "again",
        "proposed_candidate": asked.public_id,
        "proposal": proposal.public_id,
        "proposal_act": "take-back",
        "placed_candidate": placed.public_id,
        "placement": placement.pk,
        "placement_act": "undo",
        "follow_up": follow_up.pk,
        "division": dividing.work_out(actor=HOUSE).public_id,
        "division_act": "drop",
        "working_region": region,
        "volunteer_confirm": token_of(newest("volunteers.confirm")),
        "volunteer_answer": token_of(newest("volunteers.proposal_candidate")),
        "volunteer_how": token_of(newest("volunteers.follow_up")),
        "volunteer_lead": token_of(newest("volunteers.lead_invited")),
    }


def involved() -> Things:
    """A volunteer of the house with an agreement to sign, a draft of a text."""
    jan = Contact.objects.get(emails__address="jan@example.org")
    group = Initiative.objects.get(organisation__organisation_name="Welkom in Hasselt")
    make_texts()
    volunteer = make_flat("20.00", person=jan, initiative=group, task=make_task("group"))
    agreement = agreements.ask(actor=HOUSE, involvement=volunteer, kind=PaperKind.NOTE)
    text = paper_texts.write_draft(
        actor=HOUSE, kind=PaperKind.CONDUCT, language="nl", title="Code", body="Ontwerp."
    )
    own, paid = (
        claiming.claim(
            actor=Actor.person(jan.pk),
            involvement=volunteer,
            wanted=Wanted(ClaimKind.FLAT, today() - timedelta(days=days)),
        )
        for days in (1, 2)
    )
    deciding.decide(actor=HOUSE, claim=paid)
    accounts.keep_account(
        actor=Actor.person(jan.pk), person_id=jan.pk, iban="BE68539007547034", holder="Jan"
    )
    given = hours.note_hours(actor=HOUSE, involvement=volunteer, given=Given(today(), Decimal(2)))
    return {
        "hours": given.pk,
        "claim": own.public_id,
        "claim_act": "approve",
        "claim_kind": "flat",
        "payment_run": paying.make_run(actor=HOUSE).public_id,
        "run_act": "paid",
        "involved": volunteer.public_id,
        "involved_act": "again",
        "involved_deed": "ask",
        "agreement": agreement.public_id,
        "welcome_step": "mentor",
        "step_act": "done",
        "setting_kind": "documents",
        "setting_code": "driving-licence",
        "paper_text": text.public_id,
        "paper_kind": "conduct",
        "paper_language": "fr",
        "volunteer_sign": token_of(newest("volunteers.agreement_volunteer")),
    }


def imports() -> Things:
    """An import of one person, read and not begun; an export of everything, ready."""
    run = hand_in("naam,e-mail\nVoorbeeld,voorbeeld@example.org\n")
    export = export_everything(actor=HOUSE)
    jobs.drain()
    return {
        "import": run.public_id,
        "import_step": "stop",
        "import_form": "csv",
        "export": export.public_id,
    }


def operations() -> Things:
    """A mail, a kind of mail, a job."""
    # Of a mail with a personal link nobody at the desk reads more than the envelope.
    closed = [kind.name for kind in emails if kind.carries_token]
    mail = OutgoingMail.objects.exclude(kind__in=closed)[0]
    job = Job.objects.create(name="kernel.take_turn", key="trial#1")
    return {"mail": mail.pk, "mail_kind": "kernel.trial", "mail_language": "nl", "job": job.pk}


PARTS: tuple[Callable[[], Things], ...] = (
    kernel,
    plan,
    links,
    persons,
    people_at_the_desk,
    volunteers,
    involved,
    rosters,
    imports,
    operations,
)


def build() -> Things:
    """Make everything; call it once in a transaction."""
    things: Things = {}
    for part in PARTS:
        things |= part()
    return things
