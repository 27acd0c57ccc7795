"""Tables in and out: lists as CSV and XLSX."""
