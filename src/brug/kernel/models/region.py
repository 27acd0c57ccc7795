"""Regions: any tree of places, as data."""

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet


class RegionKind(models.TextChoices):
    """What a region is in its country's or the organisation's terms."""

    COUNTRY = "country", _("Country")
    WORKING_REGION = "working_region", _("Working region")
    PROVINCE = "province", _("Province")
    MUNICIPALITY = "municipality", _("Municipality")
    OTHER = "other", _("Other")


class RegionQuerySet(MP_NodeQuerySet):
    """Regions in domain words."""

    def working_regions(self) -> "RegionQuerySet":
        """The regions in which the organisation divides its work."""
        return self.filter(kind=RegionKind.WORKING_REGION, is_active=True)

    def within(self, region: "Region") -> "RegionQuerySet":
        """The region itself and all below it."""
        return self.filter(path__startswith=region.path)


class Region(MP_Node):
    """A place in the tree: country, working region, province, municipality.

    ``working_region`` repeats the ancestor of that kind, so that figures group by it in one join.
    """

    code = models.CharField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=RegionKind.choices)
    name_nl = models.CharField(_("name in Dutch"), max_length=120)
    name_fr = models.CharField(_("name in French"), max_length=120, blank=True)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    working_region = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = MP_NodeManager.from_queryset(RegionQuerySet)()
    node_order_by: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language; Dutch where there is none."""
        language = (get_language() or "nl")[:2]
        return getattr(self, f"name_{language}", "") or self.name_nl


class RegionShape(models.Model):
    """The outline of a region on the map, apart so that lists stay light."""

    region = models.OneToOneField(
        Region, on_delete=models.CASCADE, related_name="shape", primary_key=True
    )
    geometry = models.JSONField(_("GeoJSON geometry"))

    class Meta:
        verbose_name = _("region shape")
        verbose_name_plural = _("region shapes")

    def __str__(self) -> str:
        return f"shape of {self.region_id}"


class PostalCode(models.Model):
    """A postal code and the municipality that it lies in; a few lie in two."""

    country = models.CharField(_("country"), max_length=2, default="BE")
    code = models.CharField(_("postal code"), max_length=12)
    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="postal_codes")
    places = models.JSONField(_("place names"), default=list, blank=True)
    is_main = models.BooleanField(_("main municipality"), default=True)

    class Meta:
        verbose_name = _("postal code")
        verbose_name_plural = _("postal codes")
        ordering: ClassVar = ["country", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["country", "code", "region"], name="kernel_postalcode_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.country}-{self.code}"
