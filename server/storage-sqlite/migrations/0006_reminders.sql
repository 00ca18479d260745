-- Reminders of appointments wait until they are due; to which browsers they go is decided then.

CREATE TABLE effect_anew (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
    kind TEXT NOT NULL CHECK (kind IN ('nudge', 'cheer', 'proposal', 'appointment', 'reminder')),
    plan_id BLOB NOT NULL REFERENCES plan (id),
    subject BLOB NOT NULL CHECK (length(subject) = 16),
    person_id BLOB NOT NULL REFERENCES person (id),
    subscription_id BLOB REFERENCES subscription (id) ON DELETE SET NULL ON UPDATE CASCADE,
    sealed BLOB NOT NULL,
    receipt BLOB NOT NULL UNIQUE CHECK (length(receipt) = 32),
    state TEXT NOT NULL CHECK (state IN (
        'planned', 'queued', 'sent', 'shown', 'opened', 'failed'
    )),
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

INSERT INTO effect_anew
SELECT id, key, kind, plan_id, subject, person_id, subscription_id, sealed, receipt, state, failure,
    due_at, ready_at, expires_at, attempts, lease, held, created_at, changed_at
FROM effect;
DROP TABLE effect;
ALTER TABLE effect_anew RENAME TO effect;

CREATE INDEX effect_ready ON effect (ready_at, id) WHERE state = 'queued';
CREATE INDEX effect_by_plan ON effect (plan_id, created_at);
CREATE INDEX effect_by_subscription ON effect (subscription_id) WHERE subscription_id IS NOT NULL;
CREATE INDEX effect_planned ON effect (ready_at, id) WHERE state = 'planned';
CREATE INDEX effect_planned_by_subject ON effect (subject) WHERE state = 'planned';
