"""Shapes keep what drawing them needs; postal codes have a place on earth and one main region."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0001_initial'),
    ]

    operations = [
        migrations.DeleteModel(name='RegionShape'),
        migrations.CreateModel(
            name='RegionShape',
            fields=[
                ('region', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='shape', serialize=False, to='kernel.region')),
                ('geometry', models.JSONField(verbose_name='GeoJSON geometry')),
                ('path', models.TextField()),
                ('left', models.IntegerField()),
                ('top', models.IntegerField()),
                ('right', models.IntegerField()),
                ('bottom', models.IntegerField()),
                ('label_x', models.IntegerField()),
                ('label_y', models.IntegerField()),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True)),
            ],
            options={
                'verbose_name': 'region shape',
                'verbose_name_plural': 'region shapes',
            },
        ),
        migrations.AddField(
            model_name='region',
            name='search_text',
            field=models.CharField(blank=True, default='', editable=False, max_length=400),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='region',
            name='updated_at',
            field=models.DateTimeField(auto_now=True, db_index=True, default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name='region',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lat__isnull', True), ('lon__isnull', True)), models.Q(('lat__range', (-90, 90)), ('lon__range', (-180, 180))), _connector='OR'), name='kernel_region_on_earth'),
        ),
        migrations.AddField(
            model_name='postalcode',
            name='lat',
            field=models.FloatField(blank=True, null=True, verbose_name='latitude'),
        ),
        migrations.AddField(
            model_name='postalcode',
            name='lon',
            field=models.FloatField(blank=True, null=True, verbose_name='longitude'),
        ),
        migrations.AddConstraint(
            model_name='postalcode',
            constraint=models.UniqueConstraint(condition=models.Q(('is_main', True)), fields=('country', 'code'), name='kernel_postalcode_one_main'),
        ),
        migrations.AlterModelOptions(
            name='postalcode',
            options={'ordering': ['country', 'code', '-is_main'], 'verbose_name': 'postal code', 'verbose_name_plural': 'postal codes'},
        ),
    ]
