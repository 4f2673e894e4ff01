-- Pictures that counters took of what they could not name. The bytes are in `image`.
CREATE TABLE IF NOT EXISTS photo (
    stocktake UUID   NOT NULL CONSTRAINT photo_stocktake REFERENCES stocktake (id),
    code      TEXT   NOT NULL, -- as scanned
    digest    TEXT   NOT NULL CONSTRAINT photo_image REFERENCES image (digest),
    app_user  UUID   NOT NULL,
    received  BIGINT NOT NULL,
    PRIMARY KEY (stocktake, code, digest)
);
CREATE INDEX IF NOT EXISTS photo_of_image ON photo (digest);

-- Devices list products byte by byte; so do the pages of stock in the interface.
CREATE INDEX IF NOT EXISTS product_in_order ON product (sku_folded COLLATE "C");
