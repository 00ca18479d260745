//! The suite that every driver runs.
//!
//! Each case is an `async fn(Arc<dyn Storage>) -> Outcome` on a database of its own, empty but for its
//! tables. A driver names a [`Ground`] and gets one test per case:
//!
//! ```ignore
//! storage::conformance!(TempFile);
//! ```
//!
//! **To add a case:** write it in the file of its repository, and name it in [`conformance!`]; one that
//! needs rows that no Stip writes gets an `Arc<dyn `[`Tamper`]`>` too, and stands below.

pub mod access_log;
pub mod caseload;
pub mod consents;
pub mod effects;
pub mod files;
pub mod invitations;
pub mod journal;
pub mod leases;
pub mod people;
pub mod relations;
pub mod reminders;
pub mod secrets;
pub mod sessions;
mod stage;
pub mod subscriptions;
pub mod throttles;
pub mod units;

use std::sync::Arc;

use async_trait::async_trait;
use domain::id::EffectId;

use crate::{Result, Storage, StorageError};

/// How a case ends: well, or with an error that it did not expect. What is wrong is asserted.
pub type Outcome = Result<()>;

/// Where a case runs: an empty database.
#[async_trait]
pub trait Ground: Sized + Send {
    /// Makes the database.
    async fn prepare() -> Result<Self>;
    /// Opens it.
    fn storage(&self) -> Arc<dyn Storage>;
    /// Reaches into it, past Stip.
    fn tamper(&self) -> Arc<dyn Tamper>;
    /// Takes it away.
    async fn clear(self);
}

/// What no Stip writes, and a newer or a broken one may.
#[async_trait]
pub trait Tamper: Send + Sync + 'static {
    /// Gives an effect the kind `letter`, which this build does not know.
    async fn unknown_kind(&self, effect: EffectId) -> Result<()>;
    /// Gives an effect an expiry of 2⁶³ - 1 µs, which is no moment.
    async fn impossible_expiry(&self, effect: EffectId) -> Result<()>;
}

/// Makes one test per case on the given [`Ground`].
#[macro_export]
macro_rules! conformance {
    ($ground:ty) => {
        $crate::conformance! { $ground:
            access_log::events_come_newest_first,
            access_log::who_reads_along_names_the_consent,
            caseload::a_coach_sees_whom_the_coach_guides_now,
            caseload::a_plan_stands_in_a_caseload_once,
            caseload::a_phone_counts_as_paired_once_its_words_were_right,
            caseload::seen_never_goes_back,
            caseload::the_last_contact_never_goes_back,
            consents::a_consent_comes_back_with_its_parts,
            consents::a_consent_taken_back_is_still_known,
            consents::several_consents_count_together,
            consents::the_owner_finds_every_consent,
            consents::whoever_reads_along_finds_the_plans,
            effects::a_report_needs_the_right_token,
            effects::a_report_only_goes_on,
            effects::a_report_proves_a_failure_wrong,
            effects::effects_come_newest_first,
            effects::the_same_effect_is_added_once,
            files::a_file_comes_back_whole_and_to_its_plan_only,
            files::a_file_that_comes_again_is_new,
            files::a_file_that_is_destroyed_is_gone,
            files::an_id_belongs_to_one_file,
            files::only_what_no_entry_names_is_forgotten,
            invitations::a_newer_invitation_burns_the_older,
            invitations::an_invitation_is_found_by_secret_and_by_code,
            invitations::an_offer_stands_beside_the_others,
            invitations::burning_twice_keeps_the_first_moment,
            invitations::of_fifty_phones_one_wins,
            invitations::secrets_and_codes_are_unique,
            journal::a_change_is_recorded_once_over_all_plans,
            journal::a_megabyte_comes_back_whole,
            journal::a_moved_head_refuses_and_harms_nothing,
            journal::a_youth_has_one_plan,
            journal::an_entry_can_be_rewritten,
            journal::entries_come_in_order_after_a_place,
            journal::rows_must_follow_each_other,
            journal::the_head_carries_key_and_snapshot,
            journal::what_is_not_there_is_none,
            leases::a_lease_that_ran_out_is_due_again,
            leases::a_lost_lease_settles_nothing,
            leases::a_retry_comes_back_later,
            leases::effects_are_leased_oldest_first,
            leases::shown_before_sent_stays_shown,
            leases::two_workers_never_hold_the_same_effect,
            leases::what_was_not_sent_costs_no_try,
            people::a_person_comes_back_as_added,
            people::a_contact_card_is_given_and_taken_back,
            people::an_address_belongs_to_one_person,
            people::an_organisation_comes_back_to_the_microsecond,
            people::changes_to_nobody_are_gone,
            people::coaches_are_those_of_the_organisation,
            people::organisations_come_oldest_first,
            relations::a_plan_has_one_lead_coach_at_a_time,
            relations::facts_are_none_for_what_does_not_exist,
            relations::facts_tell_who_somebody_is,
            relations::relations_hold_for_their_time,
            reminders::a_due_reminder_is_put_off_marked_or_withdrawn,
            reminders::a_planned_reminder_waits,
            reminders::a_reminder_is_planned_once,
            reminders::an_addressed_reminder_is_leased,
            reminders::reminders_are_withdrawn_until_they_are_due,
            reminders::two_workers_never_resolve_the_same_reminder,
            secrets::the_first_secret_stays,
            secrets::of_many_instances_one_secret_wins,
            sessions::a_session_comes_back,
            sessions::a_token_that_is_unknown_is_gone,
            sessions::a_token_is_used_by_one_of_two,
            sessions::ending_a_session_ends_its_subscriptions,
            sessions::refresh_tokens_form_a_chain,
            sessions::somebody_can_be_logged_out_everywhere,
            sessions::the_sessions_of_somebody_are_found,
            subscriptions::a_browser_has_one_owner,
            subscriptions::a_renewed_browser_keeps_its_messages,
            subscriptions::a_session_that_ended_is_not_woken,
            subscriptions::removing_takes_session_and_endpoint,
            throttles::every_try_counts,
            throttles::old_windows_are_forgotten,
            throttles::windows_begin_at_one,
            units::a_closed_database_does_not_answer,
            units::a_dropped_unit_leaves_no_trace,
            units::a_reading_unit_cannot_write,
            units::a_reading_unit_sees_one_moment,
            units::a_spoilt_unit_is_not_committed,
            units::news_follows_the_commit,
            units::writers_of_one_plan_follow_each_other,
            ; tampering:
            leases::rows_that_cannot_be_read_hold_up_no_other,
        }
    };
    (
        $ground:ty: $($module:ident::$case:ident),+ $(,)?
        ; tampering: $($tampering:ident::$with:ident),+ $(,)?
    ) => {
        $($crate::conformance! { $ground, $case, |storage, _tamper|
            $crate::conformance::$module::$case(storage)
        })+
        $($crate::conformance! { $ground, $with, |storage, tamper|
            $crate::conformance::$tampering::$with(storage, tamper)
        })+
    };
    ($ground:ty, $case:ident, |$storage:ident, $tamper:ident| $play:expr) => {
            #[::tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                let ground = <$ground as $crate::conformance::Ground>::prepare()
                    .await
                    .expect("a database to test on");
                let $storage = $crate::conformance::Ground::storage(&ground);
                let $tamper = $crate::conformance::Ground::tamper(&ground);
                let case = $play;
                // A task of its own, so that the ground is cleared after a failed assertion too.
                let outcome = ::tokio::spawn(case).await;
                $crate::conformance::Ground::clear(ground).await;
                outcome.expect("the case holds").expect("nothing failed on the way");
            }
    };
}

/// What a case needs to be there.
fn there<T>(found: Option<T>) -> Result<T> {
    found.ok_or(StorageError::Gone)
}
