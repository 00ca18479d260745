//! This browser.

use core::time::Duration;
use std::sync::Arc;

use app::backend::Answer;
use app::device::{Device, Listening, PushState};
use domain::id::{PlanId, Randomness};
use jiff::Timestamp;
use jiff::civil::DateTime;
use send_wrapper::SendWrapper;

use crate::{clock, document_element, live, offer, push};

/// This browser.
pub(crate) struct Browser;

impl Device for Browser {
    fn now(&self) -> Timestamp {
        clock::now()
    }

    fn randomness(&self) -> Randomness {
        clock::randomness()
    }

    fn civil(&self, at: Timestamp) -> DateTime {
        domain::civil::amsterdam(at)
    }

    fn listen(
        &self,
        plan: Option<PlanId>,
        heard: Arc<dyn Fn() + Send + Sync>,
    ) -> Option<Listening> {
        Some(live::listen(plan, heard))
    }

    fn pause(&self, pause: Duration) -> Answer<()> {
        Box::pin(SendWrapper::new(clock::pause(pause)))
    }

    fn reading(&self) -> String {
        document_element()
            .and_then(|html| html.get_attribute("data-reading"))
            .unwrap_or_default()
    }

    fn push_state(&self) -> Answer<PushState> {
        Box::pin(SendWrapper::new(async { Ok(push::state().await) }))
    }

    fn push_on(&self) -> Answer<PushState> {
        // The question itself goes out now, while the tap counts; only the answer is waited for.
        let asked = push::ask();
        Box::pin(SendWrapper::new(push::subscribe(asked)))
    }

    fn offers_push(&self) -> bool {
        offer::is_open()
    }

    fn postpone_push(&self) {
        offer::postpone();
    }
}
