"""Files to records and back: the strict reader, the canonical writer, digests, schemas."""

from counterbrief.codec.canonical import canonical_bytes, digest
from counterbrief.codec.records import (
    ReadRecord,
    ReadSettings,
    field_of,
    format_record,
    format_settings,
    place_of,
    read_record,
    read_settings,
    record_tree,
    write_record,
)
from counterbrief.codec.schema import schema, schemas, settings_schema
from counterbrief.codec.yaml_comments import Comments, read_comments
from counterbrief.codec.yaml_reader import Located, Position, read_yaml, read_yaml_located
from counterbrief.codec.yaml_walk import Path, Tree
from counterbrief.codec.yaml_writer import format_yaml, write_yaml

__all__ = [
    "Comments",
    "Located",
    "Path",
    "Position",
    "ReadRecord",
    "ReadSettings",
    "Tree",
    "canonical_bytes",
    "digest",
    "field_of",
    "format_record",
    "format_settings",
    "format_yaml",
    "place_of",
    "read_comments",
    "read_record",
    "read_settings",
    "read_yaml",
    "read_yaml_located",
    "record_tree",
    "schema",
    "schemas",
    "settings_schema",
    "write_record",
    "write_yaml",
]
