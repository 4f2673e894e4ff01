-- Letters that somebody was promised and the mail server has not taken yet. The link in one is made when it is sent, so that
-- nothing here opens an account.

CREATE TABLE IF NOT EXISTS letter_owed (
    app_user      UUID   NOT NULL PRIMARY KEY CONSTRAINT letter_owed_user REFERENCES app_user (id),
    due           BIGINT NOT NULL, -- real time
    tries         BIGINT NOT NULL,
    claimed_until BIGINT           -- real time: until then a server is at it
);
