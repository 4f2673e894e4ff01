-- What the server does by itself: when it is due, who is at it, what came of it.

CREATE TABLE IF NOT EXISTS job (
    name          TEXT   NOT NULL PRIMARY KEY,
    due           BIGINT NOT NULL, -- business time
    claim         UUID,            -- of the run that is at it
    claimed_until BIGINT           -- real time: when nobody says otherwise, that run is dead
);

CREATE TABLE IF NOT EXISTS job_run (
    id      UUID   NOT NULL PRIMARY KEY,
    job     TEXT   NOT NULL,
    due     BIGINT NOT NULL,
    started BIGINT NOT NULL,
    ended   BIGINT,
    outcome TEXT   NOT NULL CONSTRAINT job_run_outcome CHECK (outcome IN ('running', 'succeeded', 'failed')),
    summary TEXT   NOT NULL
);
CREATE INDEX IF NOT EXISTS job_run_of_job ON job_run (job, started, id);

-- How far each scope was at a time: by it the age of a tombstone is known.
CREATE TABLE IF NOT EXISTS sync_mark (
    scope TEXT   NOT NULL,
    at    BIGINT NOT NULL,
    head  BIGINT NOT NULL,
    PRIMARY KEY (scope, at)
);
