-- Facts that a server stored without knowing them are looked for again and again, and there are nearly none.
CREATE INDEX IF NOT EXISTS sync_operation_not_understood ON sync_operation (client, n) WHERE outcome = '"opaque"';
