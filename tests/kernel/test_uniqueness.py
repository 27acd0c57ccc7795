"""What may be there once is refused in words, also when two write it at one moment."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from brug.kernel.models import Practice, User
from brug.kernel.uniqueness import refusing_doubles
from tests.factories.kernel import make_user

pytestmark = pytest.mark.django_db

TAKEN = ValidationError("taken")


def test_a_double_is_refused_and_the_transaction_goes_on() -> None:
    Practice.objects.create(code="walk")
    both = [Practice(code="help"), Practice(code="walk")]
    with pytest.raises(ValidationError, match="taken"), refusing_doubles(TAKEN):
        Practice.objects.bulk_create(both, batch_size=1)
    assert list(Practice.objects.values_list("code", flat=True)) == ["walk"]


def test_what_is_there_once_is_written() -> None:
    with refusing_doubles(TAKEN):
        Practice.objects.create(code="walk")
    assert Practice.objects.count() == 1


def test_another_constraint_is_not_taken_for_a_double() -> None:
    user = make_user()
    with pytest.raises(IntegrityError), refusing_doubles(TAKEN):
        User.objects.filter(pk=user.pk).update(is_superuser=True)
