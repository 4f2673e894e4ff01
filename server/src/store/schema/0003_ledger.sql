-- The ledger: append-only. `bin` and `lot` of all zeros are the implicit bin and no lot, so that they can be keys.

CREATE TABLE IF NOT EXISTS movement (
    number     BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id         UUID     NOT NULL CONSTRAINT movement_id UNIQUE,
    product    UUID     NOT NULL,
    location   UUID     NOT NULL,
    bin        UUID     NOT NULL,
    lot        UUID     NOT NULL,
    account    BIGINT   NOT NULL CONSTRAINT movement_account CHECK (account IN (0, 1, 2)),
    delta      BIGINT   NOT NULL CONSTRAINT movement_delta CHECK (delta <> 0),
    effective  BIGINT   NOT NULL,
    reach      BIGINT   NOT NULL, -- the latest moment it may have happened, or `effective` if that is later
    recorded   BIGINT   NOT NULL,
    moment     TEXT     NOT NULL, -- JSON: all that is known about when
    cause_kind TEXT     NOT NULL,
    document   UUID, -- transfer, stocktake or import
    count_id   UUID, -- the accepted count it belongs to
    cause      TEXT     NOT NULL, -- JSON
    app_user   UUID,
    device     UUID,
    operation  UUID
);
CREATE INDEX IF NOT EXISTS movement_of_key ON movement (product, location, bin, account, number);
CREATE INDEX IF NOT EXISTS movement_at_location ON movement (location, account, reach);
CREATE INDEX IF NOT EXISTS movement_of_document ON movement (document);
CREATE INDEX IF NOT EXISTS movement_of_count ON movement (count_id);
CREATE INDEX IF NOT EXISTS movement_of_operation ON movement (operation);

-- Sums of the above, kept in the same transaction; `quayside check` rebuilds and compares them.
CREATE TABLE IF NOT EXISTS stock (
    product    UUID   NOT NULL,
    location   UUID   NOT NULL,
    bin        UUID   NOT NULL,
    lot        UUID   NOT NULL,
    on_hand    BIGINT NOT NULL,
    allocated  BIGINT NOT NULL,
    in_transit BIGINT NOT NULL,
    PRIMARY KEY (product, location, bin, lot)
);
CREATE INDEX IF NOT EXISTS stock_at_location ON stock (location, product);
CREATE INDEX IF NOT EXISTS stock_in_bin ON stock (bin);

CREATE TABLE IF NOT EXISTS accepted_count (
    id          UUID   NOT NULL PRIMARY KEY,
    product     UUID   NOT NULL,
    location    UUID   NOT NULL,
    bin         UUID   NOT NULL,
    lot         UUID   NOT NULL,
    stocktake   UUID   NOT NULL,
    cut         BIGINT NOT NULL,
    reach       BIGINT NOT NULL, -- the latest moment of its cut, or `cut` if that is later
    replaced_by UUID,
    body        TEXT   NOT NULL
);
CREATE INDEX IF NOT EXISTS accepted_count_of_key ON accepted_count (product, location, bin, lot, cut);
CREATE INDEX IF NOT EXISTS accepted_count_at_location ON accepted_count (location, reach);
CREATE INDEX IF NOT EXISTS accepted_count_of_stocktake ON accepted_count (stocktake);

-- Bins that a completed stocktake counted to their end: what nobody found there was not there.
CREATE TABLE IF NOT EXISTS sweep (
    stocktake UUID   NOT NULL,
    location  UUID   NOT NULL,
    bin       UUID   NOT NULL,
    reach     BIGINT NOT NULL, -- the latest moment of it
    body      TEXT   NOT NULL,
    PRIMARY KEY (stocktake, location, bin)
);
CREATE INDEX IF NOT EXISTS sweep_of_bin ON sweep (location, bin, reach);

-- FIFO layers of a place; the place is a product at a location or a transfer line on its way.
CREATE TABLE IF NOT EXISTS cost_layers (
    place BYTEA NOT NULL PRIMARY KEY,
    body  TEXT  NOT NULL
);

CREATE TABLE IF NOT EXISTS cost_entry (
    number    BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    movement  UUID   NOT NULL,
    product   UUID, -- none while on the way
    location  UUID,
    line      UUID,
    value     BIGINT NOT NULL, -- millionths of the base currency, revaluation included
    portions  TEXT   NOT NULL, -- JSON
    revalued  BIGINT NOT NULL,
    effective BIGINT NOT NULL,
    recorded  BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS cost_entry_of_movement ON cost_entry (movement);
CREATE INDEX IF NOT EXISTS cost_entry_at_location ON cost_entry (location, product, effective);

-- The log of counting: append-only (OFF-23).
CREATE TABLE IF NOT EXISTS count_event (
    number   BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id       UUID   NOT NULL CONSTRAINT count_event_id UNIQUE,
    pass     UUID   NOT NULL,
    item     BYTEA, -- of `counted` and `set`
    recorded BIGINT NOT NULL,
    body     TEXT   NOT NULL
);
CREATE INDEX IF NOT EXISTS count_event_of_pass ON count_event (pass, item, number);

-- Which pass took an event back; may be there before the event is.
CREATE TABLE IF NOT EXISTS count_void (
    event UUID NOT NULL,
    pass  UUID NOT NULL,
    PRIMARY KEY (event, pass)
);
