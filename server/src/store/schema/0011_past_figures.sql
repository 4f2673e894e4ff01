-- What stock was worth is read by ranges of products, as the figures of a past moment are.
CREATE INDEX IF NOT EXISTS cost_entry_of_product ON cost_entry (product, location, effective);
