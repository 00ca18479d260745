-- Reminders of appointments wait until they are due; to which browsers they go is decided then.

ALTER TABLE effect DROP CONSTRAINT effect_kind_check;
ALTER TABLE effect ADD CONSTRAINT effect_kind_check
CHECK (kind IN ('nudge', 'cheer', 'proposal', 'appointment', 'reminder'));

ALTER TABLE effect DROP CONSTRAINT effect_state_check;
ALTER TABLE effect ADD CONSTRAINT effect_state_check
CHECK (state IN ('planned', 'queued', 'sent', 'shown', 'opened', 'failed'));

CREATE INDEX effect_planned ON effect (ready_at, id) WHERE state = 'planned';
CREATE INDEX effect_planned_by_subject ON effect (subject) WHERE state = 'planned';
