-- Records of the books. Each row holds the whole record as JSON in `body`, and beside it, in columns, what the
-- database must keep unique, point at or search by. `version` rises with each change and is the ETag.

CREATE TABLE IF NOT EXISTS category (
    id          UUID   NOT NULL PRIMARY KEY,
    name_folded TEXT   NOT NULL CONSTRAINT category_name UNIQUE,
    version     BIGINT NOT NULL,
    body        TEXT   NOT NULL
);

CREATE TABLE IF NOT EXISTS brand (
    id          UUID   NOT NULL PRIMARY KEY,
    name_folded TEXT   NOT NULL CONSTRAINT brand_name UNIQUE,
    version     BIGINT NOT NULL,
    body        TEXT   NOT NULL
);

CREATE TABLE IF NOT EXISTS family (
    id          UUID   NOT NULL PRIMARY KEY,
    name_folded TEXT   NOT NULL CONSTRAINT family_name UNIQUE,
    version     BIGINT NOT NULL,
    body        TEXT   NOT NULL
);

CREATE TABLE IF NOT EXISTS price_tier (
    id          UUID   NOT NULL PRIMARY KEY,
    number      BIGINT NOT NULL CONSTRAINT price_tier_number UNIQUE,
    name_folded TEXT   NOT NULL CONSTRAINT price_tier_name UNIQUE,
    version     BIGINT NOT NULL,
    body        TEXT   NOT NULL
);

CREATE TABLE IF NOT EXISTS tax_rule (
    id          UUID   NOT NULL PRIMARY KEY,
    name_folded TEXT   NOT NULL CONSTRAINT tax_rule_name UNIQUE,
    version     BIGINT NOT NULL,
    body        TEXT   NOT NULL
);

CREATE TABLE IF NOT EXISTS location (
    id          UUID    NOT NULL PRIMARY KEY,
    name_folded TEXT    NOT NULL CONSTRAINT location_name UNIQUE,
    archived    BOOLEAN NOT NULL,
    version     BIGINT  NOT NULL,
    body        TEXT    NOT NULL
);

CREATE TABLE IF NOT EXISTS bin (
    id          UUID    NOT NULL PRIMARY KEY,
    location    UUID    NOT NULL CONSTRAINT bin_location REFERENCES location (id),
    name_folded TEXT    NOT NULL,
    walk        BIGINT  NOT NULL,
    archived    BOOLEAN NOT NULL,
    version     BIGINT  NOT NULL,
    body        TEXT    NOT NULL,
    CONSTRAINT bin_name UNIQUE (location, name_folded)
);

CREATE TABLE IF NOT EXISTS product (
    id          UUID    NOT NULL PRIMARY KEY,
    sku_folded  TEXT    NOT NULL CONSTRAINT product_sku UNIQUE,
    name_folded TEXT    NOT NULL CONSTRAINT product_name UNIQUE,
    family      UUID    CONSTRAINT product_family REFERENCES family (id),
    variant     TEXT    CONSTRAINT product_variant UNIQUE, -- family and folded values
    category    UUID    CONSTRAINT product_category REFERENCES category (id),
    brand       UUID    CONSTRAINT product_brand REFERENCES brand (id),
    tax_rule    UUID    CONSTRAINT product_tax_rule REFERENCES tax_rule (id),
    default_location UUID CONSTRAINT product_default_location REFERENCES location (id),
    archived    BOOLEAN NOT NULL,
    version     BIGINT  NOT NULL,
    body        TEXT    NOT NULL
);
CREATE INDEX IF NOT EXISTS product_of_family ON product (family);
CREATE INDEX IF NOT EXISTS product_of_category ON product (category);
CREATE INDEX IF NOT EXISTS product_of_brand ON product (brand);
CREATE INDEX IF NOT EXISTS product_of_tax_rule ON product (tax_rule);
CREATE INDEX IF NOT EXISTS product_of_location ON product (default_location);

CREATE TABLE IF NOT EXISTS product_barcode (
    code    TEXT NOT NULL CONSTRAINT product_barcode_code PRIMARY KEY,
    product UUID NOT NULL CONSTRAINT product_barcode_product REFERENCES product (id) ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS product_barcode_of_product ON product_barcode (product);

-- What is in a kit, so that a component cannot be removed.
CREATE TABLE IF NOT EXISTS kit_component (
    kit     UUID NOT NULL CONSTRAINT kit_component_kit REFERENCES product (id) ON DELETE CASCADE,
    product UUID NOT NULL CONSTRAINT kit_component_product REFERENCES product (id),
    PRIMARY KEY (kit, product)
);
CREATE INDEX IF NOT EXISTS kit_component_of_product ON kit_component (product);

-- Apart from the product: cost has a scope of its own.
CREATE TABLE IF NOT EXISTS product_cost (
    product UUID   NOT NULL PRIMARY KEY CONSTRAINT product_cost_product REFERENCES product (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    body    TEXT   NOT NULL
);

CREATE TABLE IF NOT EXISTS transfer (
    id            UUID   NOT NULL PRIMARY KEY,
    number        TEXT   CONSTRAINT transfer_number UNIQUE,
    from_location UUID   NOT NULL CONSTRAINT transfer_from REFERENCES location (id),
    to_location   UUID   NOT NULL CONSTRAINT transfer_to REFERENCES location (id),
    status        TEXT   NOT NULL,
    version       BIGINT NOT NULL,
    body          TEXT   NOT NULL
);
CREATE INDEX IF NOT EXISTS transfer_by_from ON transfer (from_location, id);
CREATE INDEX IF NOT EXISTS transfer_by_to ON transfer (to_location, id);

CREATE TABLE IF NOT EXISTS transfer_line (
    transfer UUID NOT NULL CONSTRAINT transfer_line_transfer REFERENCES transfer (id) ON DELETE CASCADE,
    line     UUID NOT NULL PRIMARY KEY,
    product  UUID NOT NULL CONSTRAINT transfer_line_product REFERENCES product (id)
);
CREATE INDEX IF NOT EXISTS transfer_line_of_transfer ON transfer_line (transfer);
CREATE INDEX IF NOT EXISTS transfer_line_of_product ON transfer_line (product);

CREATE TABLE IF NOT EXISTS stocktake (
    id       UUID   NOT NULL PRIMARY KEY,
    number   TEXT   CONSTRAINT stocktake_number UNIQUE,
    location UUID   NOT NULL CONSTRAINT stocktake_location REFERENCES location (id),
    status   TEXT   NOT NULL,
    started  BIGINT NOT NULL,
    ended    BIGINT,
    version  BIGINT NOT NULL,
    body     TEXT   NOT NULL
);
CREATE INDEX IF NOT EXISTS stocktake_by_location ON stocktake (location, status);
CREATE INDEX IF NOT EXISTS stocktake_by_start ON stocktake (started, id);

-- No reference to the stocktake: a fact is kept even if it names one that is not there.
CREATE TABLE IF NOT EXISTS pass (
    id        UUID    NOT NULL PRIMARY KEY,
    stocktake UUID    NOT NULL,
    location  UUID    NOT NULL,
    device    UUID,
    open      BOOLEAN NOT NULL,
    version   BIGINT  NOT NULL,
    body      TEXT    NOT NULL
);
CREATE INDEX IF NOT EXISTS pass_of_stocktake ON pass (stocktake);
CREATE INDEX IF NOT EXISTS pass_open_on_device ON pass (device, open);

CREATE TABLE IF NOT EXISTS pass_line (
    key       BYTEA  NOT NULL PRIMARY KEY, -- pass and item
    pass      UUID   NOT NULL,
    stocktake UUID   NOT NULL,
    version   BIGINT NOT NULL,
    body      TEXT   NOT NULL
);
CREATE INDEX IF NOT EXISTS pass_line_of_stocktake ON pass_line (stocktake);

CREATE TABLE IF NOT EXISTS bin_count (
    key       BYTEA  NOT NULL PRIMARY KEY, -- stocktake and bin
    stocktake UUID   NOT NULL,
    version   BIGINT NOT NULL,
    body      TEXT   NOT NULL
);
CREATE INDEX IF NOT EXISTS bin_count_of_stocktake ON bin_count (stocktake);

CREATE TABLE IF NOT EXISTS unknown_code (
    key       BYTEA  NOT NULL PRIMARY KEY, -- stocktake and code
    stocktake UUID   NOT NULL,
    version   BIGINT NOT NULL,
    body      TEXT   NOT NULL
);
CREATE INDEX IF NOT EXISTS unknown_code_of_stocktake ON unknown_code (stocktake);

CREATE TABLE IF NOT EXISTS review_task (
    id        UUID    NOT NULL PRIMARY KEY,
    stocktake UUID,
    location  UUID,
    settled   BOOLEAN NOT NULL,
    version   BIGINT  NOT NULL,
    body      TEXT    NOT NULL
);
CREATE INDEX IF NOT EXISTS review_task_of_stocktake ON review_task (stocktake);
CREATE INDEX IF NOT EXISTS review_task_open ON review_task (settled);
