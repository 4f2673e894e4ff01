-- Files sent to be imported, until they are done with; afterwards what came of them.
CREATE TABLE IF NOT EXISTS import_file (
    id       UUID NOT NULL PRIMARY KEY,
    name     TEXT NOT NULL,
    uploaded BIGINT NOT NULL,
    author   UUID NOT NULL,
    digest   TEXT NOT NULL, -- of the bytes, to know the same file again
    encoding TEXT,          -- as the sender says
    bytes    BYTEA,         -- NULL once purged
    status   TEXT NOT NULL,
    ended    BIGINT,
    n_done   BIGINT NOT NULL,
    n_total  BIGINT NOT NULL,
    body     TEXT NOT NULL  -- JSON: choice, result, failure
);
CREATE INDEX IF NOT EXISTS import_file_digest ON import_file (digest);
