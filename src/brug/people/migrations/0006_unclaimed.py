"""Contacts that a visitor typed in and nobody took up are known as such."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0005_change_marks")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="contact",
            name="is_unclaimed",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="typed in by a visitor"
            ),
        ),
    ]
