"""What a mail with a personal link says is read by whoever gets it, and by nobody at the desk."""

import pytest
from django.test import Client

from brug.kernel.roles import Role
from tests.factories.kernel import give_factor, make_user, sign_in
from tests.kernel.messages.conftest import Queue

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> Client:
    user = make_user(Role.ADMINISTRATOR, language="en")
    give_factor(user)
    return sign_in(Client(), user)


def test_a_mail_with_a_link_shows_its_envelope_only(queue: Queue, administrator: Client) -> None:
    mail = queue("trial.secret", person_id=7)
    page = administrator.get(f"/desk/mails/{mail.pk}/").content.decode()
    assert mail.recipient in page
    assert "Noor" not in page.replace(mail.subject, "")
    assert administrator.get(f"/desk/mails/{mail.pk}/html/").status_code == 404


def test_a_mail_without_one_can_be_read(queue: Queue, administrator: Client) -> None:
    mail = queue("trial.held", person_id=7)
    assert "Noor" in administrator.get(f"/desk/mails/{mail.pk}/html/").content.decode()
