"""Core practices: recurring programmes, a dimension of every figure."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Practice(models.Model):
    """A recurring programme of the organisation; which ones there are comes from the plan."""

    code = models.SlugField(_("code"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    roles = models.JSONField(_("roles"), default=list, blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("core practice")
        verbose_name_plural = _("core practices")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name
