-- What version 1 counted would have been forgotten within a day.
DROP TABLE @schema.attempts;

CREATE TABLE @schema.attempts (
    key bytea PRIMARY KEY,
    paid timestamptz NOT NULL,
    last timestamptz NOT NULL,
    signed_in timestamptz,
    place text,
    changed timestamptz NOT NULL,
    added double precision NOT NULL,
    clears boolean NOT NULL,
    most double precision NOT NULL
);

CREATE INDEX attempts_changed ON @schema.attempts (changed);
CREATE INDEX attempts_paid ON @schema.attempts (paid);
