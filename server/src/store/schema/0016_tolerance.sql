-- How large a difference of a count may be that nobody needs to look at; 0 is no limit. A table of its own: columns cannot be
-- added twice without harm everywhere.
CREATE TABLE IF NOT EXISTS count_tolerance (
    id          BIGINT NOT NULL PRIMARY KEY CONSTRAINT count_tolerance_one CHECK (id = 1),
    units       BIGINT NOT NULL,
    percent     BIGINT NOT NULL, -- of the book
    value_minor BIGINT NOT NULL  -- of the base currency
);
