-- Accounts at fulfilment services, and the last reading of their figures.

CREATE TABLE IF NOT EXISTS connection (
    id             UUID   NOT NULL PRIMARY KEY,
    service        TEXT   NOT NULL CONSTRAINT connection_service CHECK (service IN ('fba')),
    name           TEXT   NOT NULL,
    seller_id      TEXT   NOT NULL,
    marketplace_id TEXT   NOT NULL,
    location       UUID   NOT NULL CONSTRAINT connection_of_location REFERENCES location (id),
    secrets        BYTEA  NOT NULL, -- sealed; see access::vault
    auto_sync      TEXT   NOT NULL CONSTRAINT connection_auto_sync CHECK (auto_sync IN ('never', 'daily', 'weekly', 'monthly')),
    sync_hour      BIGINT NOT NULL, -- of the company's day
    sync_from      BIGINT NOT NULL, -- when the rhythm was set
    sync_due       BIGINT,          -- business time
    sync_draft     UUID,            -- the stocktake whose rows wait for a person
    last_sync      BIGINT,
    connected      BIGINT NOT NULL,
    connected_by   UUID   NOT NULL,
    last_good      BIGINT,
    last_error     TEXT
);
-- The same account and marketplace is connected once (CON-10), and a location is one connection's (CON-09).
CREATE UNIQUE INDEX IF NOT EXISTS connection_account ON connection (service, seller_id, marketplace_id);
CREATE UNIQUE INDEX IF NOT EXISTS connection_location ON connection (location);

-- What reading a service's figures into a stocktake brought beside its rows.
CREATE TABLE IF NOT EXISTS stocktake_reading (
    stocktake UUID   NOT NULL PRIMARY KEY,
    location  UUID   NOT NULL,
    at        BIGINT NOT NULL,
    body      TEXT   NOT NULL
);
CREATE INDEX IF NOT EXISTS stocktake_reading_of_location ON stocktake_reading (location, at);
