-- Photos and voice notes, sealed under the plan's data key. An entry names each that is attached; the
-- others are cleaned away after a day. `sent` is a keyed hash of the bytes as they came.
CREATE TABLE file (
    id uuid NOT NULL CONSTRAINT "file.id" PRIMARY KEY,
    plan_id uuid NOT NULL REFERENCES plan (id),
    kind text NOT NULL CHECK (kind IN ('photo', 'voice')),
    sent bytea NOT NULL CHECK (octet_length(sent) = 32),
    size bigint NOT NULL CHECK (size > 0),
    attached boolean NOT NULL DEFAULT false,
    created_at bigint NOT NULL,
    sealed bytea NOT NULL
);

-- Ciphertext does not shrink: keep PostgreSQL from trying.
ALTER TABLE file ALTER COLUMN sealed SET STORAGE EXTERNAL;

CREATE INDEX file_by_plan ON file (plan_id, size);
CREATE INDEX file_loose ON file (created_at) WHERE NOT attached;
