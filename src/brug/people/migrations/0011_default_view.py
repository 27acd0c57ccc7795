from django.db import migrations


class Migration(migrations.Migration):
    """Call filters and the view that comes first what they are; their rows stay."""

    dependencies = [("people", "0010_closed_notes")]

    operations = [
        migrations.RenameModel("FirstView", "DefaultView"),
        migrations.AlterModelOptions(
            "defaultview",
            options={"verbose_name": "default view", "verbose_name_plural": "default views"},
        ),
        migrations.RenameField("savedview", "question", "filters"),
    ]
