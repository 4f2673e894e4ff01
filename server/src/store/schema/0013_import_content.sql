-- The bytes of files that are imported, apart from how far they are: an embedded database writes a row anew as a whole, and
-- progress is noted many times. Files sent before are in import_file until they are purged.
CREATE TABLE IF NOT EXISTS import_content (
    import UUID  NOT NULL PRIMARY KEY CONSTRAINT import_content_import REFERENCES import_file (id) ON DELETE CASCADE,
    bytes  BYTEA NOT NULL
);
