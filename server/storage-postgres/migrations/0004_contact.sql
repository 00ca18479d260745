-- How a youth reaches the coach, and two more parts of a plan.

ALTER TABLE person ADD COLUMN sealed_contact bytea;

ALTER TABLE consent_part DROP CONSTRAINT consent_part_part_check;
ALTER TABLE consent_part ADD CONSTRAINT consent_part_part_check CHECK (part IN (
    'horizon', 'strengths', 'goals', 'check_ins', 'wins', 'cheers', 'notes', 'nudges',
    'wishes', 'contact', 'unknown'
));
