"""Tables in and out: lists as CSV and XLSX, for every room.

Out: ``table_response`` (a view's answer), ``TableExportMixin`` (the frame's lists). In:
``read_table``. See the README beside this.
"""

from brug.kernel.tables.columns import Column
from brug.kernel.tables.errors import TableError
from brug.kernel.tables.limits import Limits
from brug.kernel.tables.pages import export_of
from brug.kernel.tables.reading import Row, read_table
from brug.kernel.tables.responses import CSV, FORMS, MOST_ROWS_OF_A_WORKBOOK, XLSX, table_response

__all__ = [
    "CSV",
    "FORMS",
    "MOST_ROWS_OF_A_WORKBOOK",
    "XLSX",
    "Column",
    "Limits",
    "Row",
    "TableError",
    "export_of",
    "read_table",
    "table_response",
]
