//! What the pages ask of the machine, while that machine is the server.

use std::sync::Arc;

use app::backend::Answer;
use app::device::{Device, Listening, PushState};
use contract::Reading;
use domain::id::{PlanId, Randomness};
use jiff::Timestamp;
use jiff::civil::DateTime;
use service::Stip;

/// The server, as a device.
#[derive(Clone)]
pub(super) struct ServerDevice {
    stip: Arc<Stip>,
    reading: Reading,
}

impl ServerDevice {
    pub(super) fn new(stip: Arc<Stip>, reading: Reading) -> Self {
        Self { stip, reading }
    }
}

impl Device for ServerDevice {
    fn now(&self) -> Timestamp {
        self.stip.clock().now()
    }

    fn randomness(&self) -> Randomness {
        let mut bytes = Randomness::default();
        self.stip.entropy().fill(&mut bytes);
        bytes
    }

    fn civil(&self, at: Timestamp) -> DateTime {
        domain::civil::amsterdam(at)
    }

    fn listen(&self, _: Option<PlanId>, _: Arc<dyn Fn() + Send + Sync>) -> Option<Listening> {
        None
    }

    fn reading(&self) -> String {
        self.reading.words()
    }

    fn push_state(&self) -> Answer<PushState> {
        Box::pin(async { Ok(PushState::Off) })
    }

    fn push_on(&self) -> Answer<PushState> {
        Box::pin(async { Ok(PushState::Unsupported) })
    }
}
