-- Ids are UUIDs of 16 bytes; instants are whole microseconds since 1970 (UTC); enums are codes.
-- A driver never sees a text that somebody typed: those columns are called "sealed".

CREATE TABLE organisation (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL CHECK (name <> ''),
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    organisation_id BLOB REFERENCES organisation (id),
    kind TEXT NOT NULL CHECK (kind IN ('youth', 'coach', 'parent')),
    sealed_name BLOB NOT NULL,
    email BLOB UNIQUE CHECK (length(email) = 32),
    password TEXT,
    membership TEXT NOT NULL CHECK (membership IN ('invited', 'active', 'suspended', 'ended')),
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX person_by_organisation ON person (organisation_id, created_at)
WHERE organisation_id IS NOT NULL;

-- The head of a journal; `seq` is the place of its last entry.
CREATE TABLE plan (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    youth_id BLOB NOT NULL UNIQUE REFERENCES person (id),
    organisation_id BLOB NOT NULL REFERENCES organisation (id),
    seq INTEGER NOT NULL DEFAULT 0 CHECK (seq >= 0),
    last_contact_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Wrapped data keys, apart: no content backup holds this table.
CREATE TABLE plan_key (
    plan_id BLOB NOT NULL PRIMARY KEY REFERENCES plan (id),
    wrapped BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
    plan_id BLOB NOT NULL REFERENCES plan (id),
    seq INTEGER NOT NULL CHECK (seq > 0),
    change_id BLOB NOT NULL UNIQUE CHECK (length(change_id) = 16),
    author_id BLOB NOT NULL REFERENCES person (id),
    recorded_at INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    UNIQUE (plan_id, seq)
) STRICT;

-- What is derived from the journal: the fold so far, and the card on a coach's desk.
CREATE TABLE projection (
    plan_id BLOB NOT NULL PRIMARY KEY REFERENCES plan (id),
    seq INTEGER NOT NULL,
    sealed_snapshot BLOB NOT NULL,
    sealed_card BLOB NOT NULL
) STRICT;

CREATE TABLE seen (
    plan_id BLOB NOT NULL REFERENCES plan (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    seq INTEGER NOT NULL CHECK (seq >= 0),
    PRIMARY KEY (plan_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE relation (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    plan_id BLOB NOT NULL REFERENCES plan (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    relation TEXT NOT NULL
        CHECK (relation IN ('youth', 'lead_coach', 'coach', 'parent', 'partner')),
    from_at INTEGER NOT NULL,
    until_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX relation_one_lead_coach ON relation (plan_id)
WHERE relation = 'lead_coach' AND until_at IS NULL;
CREATE INDEX relation_by_plan ON relation (plan_id, person_id);
CREATE INDEX relation_by_person ON relation (person_id, relation);

CREATE TABLE consent (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    plan_id BLOB NOT NULL REFERENCES plan (id),
    receiver_id BLOB NOT NULL REFERENCES person (id),
    purpose TEXT NOT NULL,
    legal_basis TEXT NOT NULL,
    text_version TEXT NOT NULL,
    from_at INTEGER NOT NULL,
    until_at INTEGER NOT NULL,
    withdrawn_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX consent_by_plan ON consent (plan_id, receiver_id);

CREATE TABLE consent_part (
    consent_id BLOB NOT NULL REFERENCES consent (id),
    part TEXT NOT NULL CHECK (part IN (
        'horizon', 'strengths', 'goals', 'check_ins', 'wins', 'cheers', 'notes', 'nudges', 'unknown'
    )),
    PRIMARY KEY (consent_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    person_id BLOB NOT NULL REFERENCES person (id),
    created_at INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX session_by_person ON session (person_id) WHERE revoked_at IS NULL;

CREATE TABLE refresh_token (
    hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    session_id BLOB NOT NULL REFERENCES session (id),
    issued_at INTEGER NOT NULL,
    consumed_at INTEGER,
    successor BLOB CHECK (length(successor) = 32)
) STRICT, WITHOUT ROWID;

CREATE INDEX refresh_token_by_session ON refresh_token (session_id);

CREATE TABLE invitation (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    plan_id BLOB NOT NULL REFERENCES plan (id),
    coach_id BLOB NOT NULL REFERENCES person (id),
    secret BLOB NOT NULL UNIQUE CHECK (length(secret) = 32),
    code BLOB NOT NULL UNIQUE CHECK (length(code) = 32),
    word_one INTEGER NOT NULL CHECK (word_one BETWEEN 0 AND 65535),
    word_two INTEGER NOT NULL CHECK (word_two BETWEEN 0 AND 65535),
    created_at INTEGER NOT NULL,
    link_until INTEGER NOT NULL,
    code_until INTEGER NOT NULL,
    redeemed_at INTEGER,
    burned_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX invitation_by_plan ON invitation (plan_id, created_at);

CREATE TABLE subscription (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    session_id BLOB NOT NULL REFERENCES session (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    sealed BLOB NOT NULL,
    endpoint BLOB NOT NULL UNIQUE CHECK (length(endpoint) = 32),
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX subscription_by_person ON subscription (person_id);
CREATE INDEX subscription_by_session ON subscription (session_id);

-- The outbox. `ready_at` is `due_at`, or the end of a lease, or the moment of the next try;
-- `lease` counts leases, so that an old one proves nothing; `held` says whether a worker has it.
CREATE TABLE effect (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
    kind TEXT NOT NULL CHECK (kind IN ('nudge', 'cheer', 'proposal')),
    plan_id BLOB NOT NULL REFERENCES plan (id),
    subject BLOB NOT NULL CHECK (length(subject) = 16),
    person_id BLOB NOT NULL REFERENCES person (id),
    subscription_id BLOB REFERENCES subscription (id) ON DELETE SET NULL ON UPDATE CASCADE,
    sealed BLOB NOT NULL,
    receipt BLOB NOT NULL UNIQUE CHECK (length(receipt) = 32),
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'shown', 'opened', 'failed')),
    failure TEXT CHECK (failure IS NULL OR state = 'failed'),
    due_at INTEGER NOT NULL,
    ready_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    lease INTEGER NOT NULL DEFAULT 0 CHECK (lease >= 0),
    held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;

CREATE INDEX effect_ready ON effect (ready_at, id) WHERE state = 'queued';
CREATE INDEX effect_by_plan ON effect (plan_id, created_at);
CREATE INDEX effect_by_subscription ON effect (subscription_id) WHERE subscription_id IS NOT NULL;

-- Refers to nothing, for it outlives what it tells of.
CREATE TABLE access_event (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    plan_id BLOB NOT NULL CHECK (length(plan_id) = 16),
    person_id BLOB NOT NULL CHECK (length(person_id) = 16),
    relation TEXT NOT NULL CHECK (relation IN (
        'youth', 'lead_coach', 'coach', 'parent', 'partner', 'stranger'
    )),
    organisation_id BLOB CHECK (length(organisation_id) = 16),
    what TEXT NOT NULL,
    consent_id BLOB CHECK (length(consent_id) = 16),
    at INTEGER NOT NULL
) STRICT;

CREATE INDEX access_event_by_plan ON access_event (plan_id, at);

-- `REPLACE INTO` deletes without firing a delete trigger, so a double id is refused before it.
CREATE TRIGGER access_event_no_replace BEFORE INSERT ON access_event
WHEN EXISTS (SELECT 1 FROM access_event AS old WHERE old.id = new.id)
BEGIN
    SELECT raise(ABORT, 'the access log is only ever added to');
END;
CREATE TRIGGER access_event_no_update BEFORE UPDATE ON access_event
BEGIN
    SELECT raise(ABORT, 'the access log is only ever added to');
END;
CREATE TRIGGER access_event_no_delete BEFORE DELETE ON access_event
BEGIN
    SELECT raise(ABORT, 'the access log is only ever added to');
END;

CREATE TABLE throttle (
    bucket BLOB NOT NULL PRIMARY KEY CHECK (length(bucket) = 32),
    window_at INTEGER NOT NULL,
    tries INTEGER NOT NULL CHECK (tries > 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX throttle_by_window ON throttle (window_at);

CREATE TABLE secret (
    name TEXT NOT NULL PRIMARY KEY,
    sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
