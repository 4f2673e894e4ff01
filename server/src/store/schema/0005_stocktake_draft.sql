-- What a reviewer has noted for the completion of a stocktake: unit costs, and lines accepted although unclear.
CREATE TABLE IF NOT EXISTS stocktake_draft (
    stocktake UUID NOT NULL PRIMARY KEY,
    body      TEXT NOT NULL -- JSON
);
