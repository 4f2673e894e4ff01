-- The small form of a picture, for lists and heads of pages; it goes with the picture.
CREATE TABLE IF NOT EXISTS small_image (
    digest     TEXT  NOT NULL PRIMARY KEY CONSTRAINT small_image_image REFERENCES image (digest) ON DELETE CASCADE,
    media_type TEXT  NOT NULL,
    bytes      BYTEA NOT NULL
);
