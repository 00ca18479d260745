-- Photos and voice notes, sealed under the plan's data key. An entry names each that is attached; the
-- others are cleaned away after a day. `sent` is a keyed hash of the bytes as they came.
CREATE TABLE file (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    plan_id BLOB NOT NULL REFERENCES plan (id),
    kind TEXT NOT NULL CHECK (kind IN ('photo', 'voice')),
    sent BLOB NOT NULL CHECK (length(sent) = 32),
    size INTEGER NOT NULL CHECK (size > 0),
    attached INTEGER NOT NULL DEFAULT 0 CHECK (attached IN (0, 1)),
    created_at INTEGER NOT NULL,
    -- Last: whoever asks for the rest need not read past it.
    sealed BLOB NOT NULL
) STRICT;

CREATE INDEX file_by_plan ON file (plan_id, size);
CREATE INDEX file_loose ON file (created_at) WHERE attached = 0;
