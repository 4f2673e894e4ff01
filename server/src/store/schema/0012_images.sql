-- Pictures of products, each once under the digest of its bytes. Products name them in their lists of images.
CREATE TABLE IF NOT EXISTS image (
    digest     TEXT   NOT NULL PRIMARY KEY, -- BLAKE3 of the bytes, hexadecimal
    media_type TEXT   NOT NULL,
    bytes      BYTEA  NOT NULL,
    used       BIGINT NOT NULL -- when a product named it last; one that none names is purged a day later
);
