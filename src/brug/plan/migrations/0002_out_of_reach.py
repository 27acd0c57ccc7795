"""Reviews may say "out of reach"; those that said "missed" while their year ran now say so."""

from datetime import date
from typing import Any

from django.db import migrations, models
from django.utils import timezone

JUDGED = [
    ('met', 'met'),
    ('on_course', 'on course'),
    ('at_risk', 'at risk'),
    ('out_of_reach', 'out of reach'),
    ('missed', 'missed'),
]


def _tell_of_running_years(apps: Any, _schema_editor: Any) -> None:
    reviews = apps.get_model('plan', 'Review').objects.filter(judgement='missed')
    for one in reviews.order_by('pk'):
        if timezone.localdate(one.written_at) <= date(one.year, 12, 31):
            one.judgement = 'out_of_reach'
            one.save(update_fields=['judgement'])


def _tell_of_no_year(apps: Any, _schema_editor: Any) -> None:
    reviews = apps.get_model('plan', 'Review').objects.filter(judgement='out_of_reach')
    reviews.update(judgement='missed')


class Migration(migrations.Migration):
    dependencies = [('plan', '0001_initial')]

    operations = [
        migrations.RemoveConstraint(model_name='review', name='plan_review_known_judgement'),
        migrations.AlterField(
            model_name='review',
            name='judgement',
            field=models.CharField(choices=JUDGED, max_length=12, verbose_name='judgement'),
        ),
        migrations.RunPython(
            _tell_of_running_years, _tell_of_no_year, elidable=True
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(
                condition=models.Q(('judgement__in', [code for code, _word in JUDGED])),
                name='plan_review_known_judgement',
            ),
        ),
    ]
