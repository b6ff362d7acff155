-- What every database of PostgreSQL's kind understands: no types, functions or index methods of one product.

CREATE TABLE @schema.versions (
    name text PRIMARY KEY,
    version bigint NOT NULL
);

INSERT INTO @schema.versions (name, version) VALUES ('users', 0), ('otp_secrets', 0), ('otp_state', 0), ('password_state', 0);

-- A user: the fields of the line in the user file. Without a hash the user is gone. "rest" is the line as it stands in the file,
-- where that is not just the name, a colon, the hash and a line feed.
CREATE TABLE @schema.users (
    name bytea PRIMARY KEY,
    hash bytea,
    rest bytea,
    position bigint NOT NULL,
    version bigint NOT NULL
);

CREATE INDEX users_version ON @schema.users (version);

-- Lines of the user file that are nobody's: comments, blank lines, and later lines of a user who is found in an earlier one ("owner").
CREATE TABLE @schema.remarks (
    position bigint PRIMARY KEY,
    line bytea NOT NULL,
    owner bytea
);

-- What the files beside the user file hold of a user, as lines of that file; without lines there is nothing.
CREATE TABLE @schema.otp_secrets (
    name bytea PRIMARY KEY,
    lines bytea,
    version bigint NOT NULL
);

CREATE INDEX otp_secrets_version ON @schema.otp_secrets (version);

CREATE TABLE @schema.otp_state (
    name bytea PRIMARY KEY,
    lines bytea,
    version bigint NOT NULL
);

CREATE INDEX otp_state_version ON @schema.otp_state (version);

CREATE TABLE @schema.password_state (
    name bytea PRIMARY KEY,
    lines bytea,
    version bigint NOT NULL
);

CREATE INDEX password_state_version ON @schema.password_state (version);

-- Wrong passwords of all nodes. "added" and "clears" are what the last change said.
CREATE TABLE @schema.attempts (
    key bytea PRIMARY KEY,
    failures integer NOT NULL,
    last timestamptz NOT NULL,
    changed timestamptz NOT NULL,
    added integer NOT NULL,
    clears boolean NOT NULL
);

CREATE INDEX attempts_changed ON @schema.attempts (changed);

CREATE TABLE @schema.keys (
    name text PRIMARY KEY,
    xml text NOT NULL
);
