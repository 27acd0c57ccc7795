"""What a backup says of itself."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

# 2: fields are encrypted with BRUG_FIELD_KEYS alone.
FORMAT = 2
NAME = "manifest.json"


class Table(BaseModel):
    """A table of PostgreSQL: its columns in the order in which they were written."""

    model_config = ConfigDict(extra="forbid")

    columns: list[str]
    rows: int
    # The last number given out, by the column that it numbers.
    sequences: dict[str, int] = Field(default_factory=dict)


class Manifest(BaseModel):
    """The last member of the archive: whoever finds it has found the end."""

    model_config = ConfigDict(extra="forbid")

    product: str = "brug"
    format: int = FORMAT
    version: str
    made_at: datetime
    engine: str = Field(description="sqlite or postgresql")
    migrations: list[str] = Field(description="those applied, as app.name")
    checksums: dict[str, str] = Field(description="SHA-256 of each member, by name")
    tables: dict[str, Table] = Field(default_factory=dict)
    keys: list[str] = Field(description="fingerprints of the keys of encrypted fields")
    files: str = Field(description="'here', or where they stay: 's3:bucket'")
