-- One more part of a plan that somebody may read along with.

CREATE TABLE consent_part_anew (
    consent_id BLOB NOT NULL REFERENCES consent (id),
    part TEXT NOT NULL CHECK (part IN (
        'horizon', 'strengths', 'goals', 'check_ins', 'wins', 'cheers', 'notes', 'nudges',
        'wishes', 'contact', 'appointments', 'unknown'
    )),
    PRIMARY KEY (consent_id, part)
) STRICT, WITHOUT ROWID;

INSERT INTO consent_part_anew SELECT consent_id, part FROM consent_part;
DROP TABLE consent_part;
ALTER TABLE consent_part_anew RENAME TO consent_part;
