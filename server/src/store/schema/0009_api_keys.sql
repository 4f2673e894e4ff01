-- Keys of programs that call the interface. Each acts as a user of its own, who is disabled so that nobody signs in as it.

CREATE TABLE IF NOT EXISTS api_key (
    app_user    UUID   NOT NULL PRIMARY KEY CONSTRAINT api_key_user REFERENCES app_user (id),
    secret_hash BYTEA  NOT NULL CONSTRAINT api_key_secret UNIQUE,
    prefix      TEXT   NOT NULL, -- what people see of the secret
    made        BIGINT NOT NULL,
    made_by     UUID   NOT NULL,
    expires     BIGINT,
    last_used   BIGINT,
    revoked     BIGINT
);
