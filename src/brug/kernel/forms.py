"""How Django's forms look in this house."""

from django.forms.renderers import TemplatesSetting


class HouseRenderer(TemplatesSetting):
    """Renders `{{ form }}` and `{{ field.as_field_group }}` with the house's templates.

    Every field then has its label, its help above the input, its error beside it and the links
    between them that a screen reader needs.
    """

    form_template_name = "brug/forms/form.html"
    field_template_name = "brug/forms/field.html"
