-- The log that devices follow: at most one row for each scope and entity, numbered in the order of commits.

CREATE TABLE IF NOT EXISTS sync_scope (
    number  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    scope   TEXT   NOT NULL CONSTRAINT sync_scope_name UNIQUE,
    head    BIGINT NOT NULL,
    floor   BIGINT NOT NULL,
    sum     BIGINT NOT NULL -- 64 bits, wrapping
);

CREATE TABLE IF NOT EXISTS sync_row (
    scope   BIGINT   NOT NULL,
    kind    BIGINT   NOT NULL,
    id      BYTEA    NOT NULL,
    seq     BIGINT   NOT NULL,
    deleted BOOLEAN  NOT NULL,
    PRIMARY KEY (scope, kind, id)
);
CREATE UNIQUE INDEX IF NOT EXISTS sync_row_seq ON sync_row (scope, seq);

-- Storage instances of browsers, kept for ever for their `last_n`.
CREATE TABLE IF NOT EXISTS sync_client (
    id           UUID   NOT NULL PRIMARY KEY,
    device       UUID   NOT NULL,
    app_user     UUID   NOT NULL,
    last_n       BIGINT NOT NULL,
    next_n       BIGINT NOT NULL,
    open_passes  TEXT   NOT NULL, -- JSON
    seen         BIGINT NOT NULL,
    outbox_empty BIGINT,
    app          BIGINT NOT NULL,
    schema       BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS sync_client_of_device ON sync_client (device);

-- Operations as they came, with what became of them.
CREATE TABLE IF NOT EXISTS sync_operation (
    op_id    UUID     NOT NULL CONSTRAINT sync_operation_id PRIMARY KEY,
    client   UUID     NOT NULL,
    n        BIGINT   NOT NULL,
    chain    UUID,
    lane     BIGINT   NOT NULL,
    kind     BIGINT   NOT NULL,
    v        BIGINT   NOT NULL,
    body     BYTEA    NOT NULL,
    stamp    TEXT     NOT NULL, -- JSON: what the device said about when
    grant_id UUID     NOT NULL,
    app_user UUID     NOT NULL,
    received BIGINT   NOT NULL,
    outcome  TEXT, -- JSON; none: accepted
    detail   TEXT     NOT NULL
);
CREATE INDEX IF NOT EXISTS sync_operation_of_client ON sync_operation (client, n);

CREATE TABLE IF NOT EXISTS sync_snapshot (
    scope BIGINT NOT NULL PRIMARY KEY,
    seq   BIGINT NOT NULL,
    body  TEXT   NOT NULL -- JSON: its pieces
);

-- Pieces of snapshots by the hash of their content.
CREATE TABLE IF NOT EXISTS sync_piece (
    hash  TEXT   NOT NULL PRIMARY KEY,
    bytes BYTEA  NOT NULL,
    made  BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS sync_loss (
    client  UUID   NOT NULL PRIMARY KEY,
    device  UUID   NOT NULL,
    noticed BIGINT NOT NULL,
    body    TEXT   NOT NULL
);
