-- Who may do what, on which device, and what they did.
-- Moments are milliseconds since 1970 in UTC: the databases disagree about anything finer.

CREATE TABLE IF NOT EXISTS company (
    id                 BIGINT  NOT NULL PRIMARY KEY CONSTRAINT company_single CHECK (id = 1),
    epoch              UUID    NOT NULL, -- identity of this database; a restored one gets another
    name               TEXT    NOT NULL,
    time_zone          TEXT    NOT NULL,
    base_currency      TEXT    NOT NULL,
    books_closed_until BIGINT,
    pin_after_minutes  BIGINT  NOT NULL,
    offline_hours      BIGINT  NOT NULL,
    stale_after_hours  BIGINT  NOT NULL
);

CREATE TABLE IF NOT EXISTS role (
    id          UUID NOT NULL PRIMARY KEY,
    name        TEXT NOT NULL,
    name_folded TEXT NOT NULL CONSTRAINT role_name UNIQUE,
    permissions TEXT NOT NULL -- JSON list of words
);

CREATE TABLE IF NOT EXISTS app_user (
    id           UUID    NOT NULL PRIMARY KEY,
    name         TEXT    NOT NULL,
    email        TEXT    NOT NULL,
    email_folded TEXT    NOT NULL CONSTRAINT app_user_email UNIQUE,
    role         UUID    NOT NULL CONSTRAINT app_user_role REFERENCES role (id),
    password     TEXT, -- argon2id; none until the invitation is used
    disabled     BOOLEAN NOT NULL,
    credential   BIGINT  NOT NULL, -- rises when the password changes: older sessions end
    last_seen    BIGINT
);
CREATE INDEX IF NOT EXISTS app_user_of_role ON app_user (role);

-- Invitations and password resets. Only the hash is kept: who reads the database cannot use a link.
CREATE TABLE IF NOT EXISTS link (
    token_hash BYTEA  NOT NULL PRIMARY KEY,
    app_user   UUID   NOT NULL CONSTRAINT link_user REFERENCES app_user (id),
    purpose    TEXT   NOT NULL CONSTRAINT link_purpose CHECK (purpose IN ('invitation', 'reset')),
    expires    BIGINT NOT NULL,
    used       BIGINT
);
CREATE INDEX IF NOT EXISTS link_of_user ON link (app_user);

CREATE TABLE IF NOT EXISTS session (
    id_hash  BYTEA  NOT NULL PRIMARY KEY,
    record   TEXT   NOT NULL, -- JSON
    expires  BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS session_by_expiry ON session (expires);

-- Failed sign-ins by address and by origin; kept here so that neither a restart nor a second server forgets them.
CREATE TABLE IF NOT EXISTS sign_in_failure (
    subject TEXT   NOT NULL PRIMARY KEY,
    n       BIGINT NOT NULL,
    last    BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS device (
    id              UUID   NOT NULL PRIMARY KEY,
    name            TEXT   NOT NULL,
    secret_hash     BYTEA  NOT NULL, -- of the device's cookie: an id alone takes no device up
    public_key      TEXT, -- P-256, base64
    agent           TEXT,
    enrolled        BIGINT NOT NULL,
    last_seen       BIGINT,
    last_user       UUID CONSTRAINT device_last_user REFERENCES app_user (id),
    revoked         BIGINT,
    unsent          BIGINT,
    open_passes     BIGINT,
    clock_offset_ms BIGINT
);

-- Leave for a device to work in a user's name without a network.
CREATE TABLE IF NOT EXISTS device_grant (
    id          UUID   NOT NULL PRIMARY KEY,
    app_user    UUID   NOT NULL CONSTRAINT device_grant_user REFERENCES app_user (id),
    device      UUID   NOT NULL CONSTRAINT device_grant_device REFERENCES device (id),
    valid_from  BIGINT NOT NULL,
    valid_until BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS device_grant_of_device ON device_grant (device, app_user, valid_until);

-- Every change names user and device (USR-04).
CREATE TABLE IF NOT EXISTS audit (
    number   BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       BIGINT NOT NULL,
    app_user UUID,
    device   UUID,
    action   TEXT   NOT NULL,
    subject  TEXT,
    detail   TEXT   NOT NULL
);
CREATE INDEX IF NOT EXISTS audit_of_subject ON audit (subject, number);

-- Answers of writes that carried an idempotency key.
CREATE TABLE IF NOT EXISTS idempotency (
    app_user UUID   NOT NULL,
    key      TEXT   NOT NULL,
    request  BYTEA  NOT NULL, -- hash of method, path and body
    status   BIGINT, -- none while the first request is still at it
    headers  TEXT,
    body     BYTEA,
    at       BIGINT NOT NULL,
    PRIMARY KEY (app_user, key)
);
CREATE INDEX IF NOT EXISTS idempotency_by_age ON idempotency (at);

CREATE TABLE IF NOT EXISTS counter (
    name  TEXT   NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS notification (
    id     UUID   NOT NULL PRIMARY KEY,
    at     BIGINT NOT NULL,
    weight TEXT   NOT NULL CONSTRAINT notification_weight CHECK (weight IN ('info', 'warning', 'problem')),
    title  TEXT   NOT NULL,
    body   TEXT   NOT NULL,
    link   TEXT,
    topic  TEXT CONSTRAINT notification_topic UNIQUE -- the same matter is told once
);
CREATE INDEX IF NOT EXISTS notification_by_time ON notification (at, id);

CREATE TABLE IF NOT EXISTS notification_read (
    notification UUID NOT NULL CONSTRAINT notification_read_of REFERENCES notification (id) ON DELETE CASCADE,
    app_user     UUID NOT NULL,
    PRIMARY KEY (notification, app_user)
);
