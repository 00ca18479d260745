-- The same tables as in the SQLite driver. Constraints are named as SQLite reports them
-- (`table.column`), so that both drivers say the same. Instants are whole microseconds since 1970
-- (UTC); enums are codes.
-- A driver never sees a text that somebody typed: those columns are called "sealed".

CREATE TABLE organisation (
    id uuid NOT NULL CONSTRAINT "organisation.id" PRIMARY KEY,
    name text NOT NULL CHECK (name <> ''),
    created_at bigint NOT NULL
);

CREATE TABLE person (
    id uuid NOT NULL CONSTRAINT "person.id" PRIMARY KEY,
    organisation_id uuid REFERENCES organisation (id),
    kind text NOT NULL CHECK (kind IN ('youth', 'coach', 'parent')),
    sealed_name bytea NOT NULL,
    email bytea CONSTRAINT "person.email" UNIQUE CHECK (octet_length(email) = 32),
    password text,
    membership text NOT NULL CHECK (membership IN ('invited', 'active', 'suspended', 'ended')),
    created_at bigint NOT NULL
);

CREATE INDEX person_by_organisation ON person (organisation_id, created_at)
WHERE organisation_id IS NOT NULL;

-- The head of a journal; `seq` is the place of its last entry.
CREATE TABLE plan (
    id uuid NOT NULL CONSTRAINT "plan.id" PRIMARY KEY,
    youth_id uuid NOT NULL CONSTRAINT "plan.youth_id" UNIQUE REFERENCES person (id),
    organisation_id uuid NOT NULL REFERENCES organisation (id),
    seq bigint NOT NULL DEFAULT 0 CHECK (seq >= 0),
    last_contact_at bigint,
    created_at bigint NOT NULL
);

-- Wrapped data keys, apart: no content backup holds this table.
CREATE TABLE plan_key (
    plan_id uuid NOT NULL CONSTRAINT "plan_key.plan_id" PRIMARY KEY REFERENCES plan (id),
    wrapped bytea NOT NULL
);

CREATE TABLE entry (
    plan_id uuid NOT NULL REFERENCES plan (id),
    seq bigint NOT NULL CHECK (seq > 0),
    change_id uuid NOT NULL CONSTRAINT "entry.change_id" UNIQUE,
    author_id uuid NOT NULL REFERENCES person (id),
    recorded_at bigint NOT NULL,
    sealed bytea NOT NULL,
    CONSTRAINT "entry.plan_id, entry.seq" UNIQUE (plan_id, seq)
);

-- What is derived from the journal: the fold so far, and the card on a coach's desk.
CREATE TABLE projection (
    plan_id uuid NOT NULL CONSTRAINT "projection.plan_id" PRIMARY KEY REFERENCES plan (id),
    seq bigint NOT NULL,
    sealed_snapshot bytea NOT NULL,
    sealed_card bytea NOT NULL
);

CREATE TABLE seen (
    plan_id uuid NOT NULL REFERENCES plan (id),
    person_id uuid NOT NULL REFERENCES person (id),
    seq bigint NOT NULL CHECK (seq >= 0),
    CONSTRAINT "seen.plan_id, seen.person_id" PRIMARY KEY (plan_id, person_id)
);

CREATE TABLE relation (
    id uuid NOT NULL CONSTRAINT "relation.id" PRIMARY KEY,
    plan_id uuid NOT NULL REFERENCES plan (id),
    person_id uuid NOT NULL REFERENCES person (id),
    relation text NOT NULL
        CHECK (relation IN ('youth', 'lead_coach', 'coach', 'parent', 'partner')),
    from_at bigint NOT NULL,
    until_at bigint
);

CREATE UNIQUE INDEX "relation.plan_id" ON relation (plan_id)
WHERE relation = 'lead_coach' AND until_at IS NULL;
CREATE INDEX relation_by_plan ON relation (plan_id, person_id);
CREATE INDEX relation_by_person ON relation (person_id, relation);

CREATE TABLE consent (
    id uuid NOT NULL CONSTRAINT "consent.id" PRIMARY KEY,
    plan_id uuid NOT NULL REFERENCES plan (id),
    receiver_id uuid NOT NULL REFERENCES person (id),
    purpose text NOT NULL,
    legal_basis text NOT NULL,
    text_version text NOT NULL,
    from_at bigint NOT NULL,
    until_at bigint NOT NULL,
    withdrawn_at bigint
);

CREATE INDEX consent_by_plan ON consent (plan_id, receiver_id);

CREATE TABLE consent_part (
    consent_id uuid NOT NULL REFERENCES consent (id),
    part text NOT NULL CHECK (part IN (
        'horizon', 'strengths', 'goals', 'check_ins', 'wins', 'cheers', 'notes', 'nudges', 'unknown'
    )),
    CONSTRAINT "consent_part.consent_id, consent_part.part" PRIMARY KEY (consent_id, part)
);

CREATE TABLE session (
    id uuid NOT NULL CONSTRAINT "session.id" PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES person (id),
    created_at bigint NOT NULL,
    last_used_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    revoked_at bigint
);

CREATE INDEX session_by_person ON session (person_id) WHERE revoked_at IS NULL;

CREATE TABLE refresh_token (
    hash bytea NOT NULL CONSTRAINT "refresh_token.hash" PRIMARY KEY CHECK (octet_length(hash) = 32),
    session_id uuid NOT NULL REFERENCES session (id),
    issued_at bigint NOT NULL,
    consumed_at bigint,
    successor bytea CHECK (octet_length(successor) = 32)
);

CREATE INDEX refresh_token_by_session ON refresh_token (session_id);

CREATE TABLE invitation (
    id uuid NOT NULL CONSTRAINT "invitation.id" PRIMARY KEY,
    plan_id uuid NOT NULL REFERENCES plan (id),
    coach_id uuid NOT NULL REFERENCES person (id),
    secret bytea NOT NULL CONSTRAINT "invitation.secret" UNIQUE CHECK (octet_length(secret) = 32),
    code bytea NOT NULL CONSTRAINT "invitation.code" UNIQUE CHECK (octet_length(code) = 32),
    word_one bigint NOT NULL CHECK (word_one BETWEEN 0 AND 65535),
    word_two bigint NOT NULL CHECK (word_two BETWEEN 0 AND 65535),
    created_at bigint NOT NULL,
    link_until bigint NOT NULL,
    code_until bigint NOT NULL,
    redeemed_at bigint,
    burned_at bigint
);

CREATE INDEX invitation_by_plan ON invitation (plan_id, created_at);

CREATE TABLE subscription (
    id uuid NOT NULL CONSTRAINT "subscription.id" PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES session (id),
    person_id uuid NOT NULL REFERENCES person (id),
    sealed bytea NOT NULL,
    endpoint bytea NOT NULL CONSTRAINT "subscription.endpoint" UNIQUE CHECK (octet_length(endpoint) = 32),
    created_at bigint NOT NULL
);

CREATE INDEX subscription_by_person ON subscription (person_id);
CREATE INDEX subscription_by_session ON subscription (session_id);

-- The outbox. `ready_at` is `due_at`, or the end of a lease, or the moment of the next try;
-- `lease` counts leases, so that an old one proves nothing; `held` says whether a worker has it.
CREATE TABLE effect (
    id uuid NOT NULL CONSTRAINT "effect.id" PRIMARY KEY,
    key bytea NOT NULL CONSTRAINT "effect.key" UNIQUE CHECK (octet_length(key) = 32),
    kind text NOT NULL CHECK (kind IN ('nudge', 'cheer', 'proposal')),
    plan_id uuid NOT NULL REFERENCES plan (id),
    subject uuid NOT NULL,
    person_id uuid NOT NULL REFERENCES person (id),
    subscription_id uuid REFERENCES subscription (id) ON DELETE SET NULL ON UPDATE CASCADE,
    sealed bytea NOT NULL,
    receipt bytea NOT NULL CONSTRAINT "effect.receipt" UNIQUE CHECK (octet_length(receipt) = 32),
    state text NOT NULL CHECK (state IN ('queued', 'sent', 'shown', 'opened', 'failed')),
    failure text CHECK (failure IS NULL OR state = 'failed'),
    due_at bigint NOT NULL,
    ready_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    attempts bigint NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    lease bigint NOT NULL DEFAULT 0 CHECK (lease >= 0),
    held boolean NOT NULL DEFAULT false,
    created_at bigint NOT NULL,
    changed_at bigint NOT NULL
);

CREATE INDEX effect_ready ON effect (ready_at, id) WHERE state = 'queued';
CREATE INDEX effect_by_plan ON effect (plan_id, created_at);
CREATE INDEX effect_by_subscription ON effect (subscription_id) WHERE subscription_id IS NOT NULL;

-- Refers to nothing, for it outlives what it tells of.
CREATE TABLE access_event (
    id uuid NOT NULL CONSTRAINT "access_event.id" PRIMARY KEY,
    plan_id uuid NOT NULL,
    person_id uuid NOT NULL,
    relation text NOT NULL CHECK (relation IN (
        'youth', 'lead_coach', 'coach', 'parent', 'partner', 'stranger'
    )),
    organisation_id uuid,
    what text NOT NULL,
    consent_id uuid,
    at bigint NOT NULL
);

CREATE INDEX access_event_by_plan ON access_event (plan_id, at);

CREATE FUNCTION access_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the access log is only ever added to';
END
$$;

-- For whoever owns the table too; that the role of the server may only SELECT and INSERT comes on top.
CREATE TRIGGER access_event_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON access_event
FOR EACH STATEMENT EXECUTE FUNCTION access_event_stays();
ALTER TABLE access_event ENABLE ALWAYS TRIGGER access_event_stays;
REVOKE UPDATE, DELETE, TRUNCATE ON access_event FROM PUBLIC;

CREATE TABLE throttle (
    bucket bytea NOT NULL CONSTRAINT "throttle.bucket" PRIMARY KEY CHECK (octet_length(bucket) = 32),
    window_at bigint NOT NULL,
    tries bigint NOT NULL CHECK (tries > 0)
);

CREATE INDEX throttle_by_window ON throttle (window_at);

CREATE TABLE secret (
    name text NOT NULL CONSTRAINT "secret.name" PRIMARY KEY,
    sealed bytea NOT NULL
);
