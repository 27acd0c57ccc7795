"""Regions: any tree of places, as data."""

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from brug.kernel.folding import fold


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

    def named(self, text: str) -> "RegionQuerySet":
        """Those with the text in a name of any language; case and accents do not matter."""
        return self.filter(search_text__contains=fold(text))


class RegionManager(MP_NodeManager.from_queryset(RegionQuerySet)):  # type: ignore[misc]
    """Gives our QuerySet: treebeard's manager would return its own."""

    def get_queryset(self) -> RegionQuerySet:
        """All regions in tree order."""
        return RegionQuerySet(self.model, using=self._db).order_by("path")


class Region(MP_Node):
    """A place in the tree: country, working region, province, municipality.

    ``working_region`` repeats the ancestor of that kind (or the region itself where it is one), so
    that figures group by it in one join. ``lat`` and ``lon`` are the middle, in degrees (WGS 84).
    ``search_text`` repeats the names as ``named`` looks for them. Both, and ``updated_at``, are
    kept by the services that load regions; nothing else writes regions.
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
    search_text = models.CharField(max_length=400, blank=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    objects = RegionManager()
    node_order_by: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(lat__isnull=True, lon__isnull=True)
                | models.Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                name="kernel_region_on_earth",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language; Dutch where there is none."""
        language = (get_language() or "nl")[:2]
        return getattr(self, f"name_{language}", "") or self.name_nl


class RegionShape(models.Model):
    """The outline of a region on the map, apart so that lists stay light.

    ``geometry`` is a GeoJSON MultiPolygon. The rest is derived from it when it is loaded, so that
    drawing needs no geometry: ``path`` is the outline as an SVG path in the units of the map sheet
    (see ``brug.kernel.regions.geometry``), ``left`` to ``bottom`` its bounds and ``label_x``,
    ``label_y`` the place where a name has most room.
    """

    region = models.OneToOneField(
        Region, on_delete=models.CASCADE, related_name="shape", primary_key=True
    )
    geometry = models.JSONField(_("GeoJSON geometry"))
    path = models.TextField()
    left = models.IntegerField()
    top = models.IntegerField()
    right = models.IntegerField()
    bottom = models.IntegerField()
    label_x = models.IntegerField()
    label_y = models.IntegerField()
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        verbose_name = _("region shape")
        verbose_name_plural = _("region shapes")

    def __str__(self) -> str:
        return f"shape of {self.region_id}"


class PostalCode(models.Model):
    """A postal code and the municipality that it lies in; a few lie in two.

    Codes are kept without spaces, in capitals. ``lat`` and ``lon`` are the middle of its places,
    finer than its municipality's: a city has several codes.
    """

    country = models.CharField(_("country"), max_length=2, default="BE")
    code = models.CharField(_("postal code"), max_length=12)
    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="postal_codes")
    places = models.JSONField(_("place names"), default=list, blank=True)
    is_main = models.BooleanField(_("main municipality"), default=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)

    class Meta:
        verbose_name = _("postal code")
        verbose_name_plural = _("postal codes")
        ordering: ClassVar = ["country", "code", "-is_main"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["country", "code", "region"], name="kernel_postalcode_once"
            ),
            models.UniqueConstraint(
                fields=["country", "code"],
                condition=models.Q(is_main=True),
                name="kernel_postalcode_one_main",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country}-{self.code}"
