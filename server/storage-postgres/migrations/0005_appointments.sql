-- One more part of a plan that somebody may read along with.

ALTER TABLE consent_part DROP CONSTRAINT consent_part_part_check;
ALTER TABLE consent_part ADD CONSTRAINT consent_part_part_check CHECK (part IN (
    'horizon', 'strengths', 'goals', 'check_ins', 'wins', 'cheers', 'notes', 'nudges',
    'wishes', 'contact', 'appointments', 'unknown'
));
