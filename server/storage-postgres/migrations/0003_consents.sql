-- A youth lets somebody read along: the offer is an invitation of its own kind, what came of it a
-- consent under a name that the youth chose.

ALTER TABLE consent ADD COLUMN sealed_name bytea NOT NULL DEFAULT '';
CREATE INDEX consent_by_receiver ON consent (receiver_id, from_at);

-- Whoever made it: a coach, or with an offer in it the youth.
ALTER TABLE invitation RENAME COLUMN coach_id TO maker_id;
ALTER TABLE invitation ADD COLUMN sealed_offer bytea;

CREATE INDEX access_event_by_consent ON access_event (consent_id, at) WHERE consent_id IS NOT NULL;

-- Whoever reads along does so by a consent, and the log says by which. Rows from before stay as they are.
ALTER TABLE access_event ADD CONSTRAINT "access_event.consent_id"
CHECK (relation NOT IN ('parent', 'partner') OR consent_id IS NOT NULL) NOT VALID;
