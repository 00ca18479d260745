//! What the pages ask of the machine, while that machine is the server.

use std::sync::Arc;

use app::backend::Answer;
use app::device::{Device, Listening, PushState};
use contract::Reading;
use domain::id::{PlanId, Randomness};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use service::Stip;

/// The zone in which everybody here lives.
const ZONE: &str = "Europe/Amsterdam";

/// The server, as a device.
#[derive(Clone)]
pub(super) struct ServerDevice {
    stip: Arc<Stip>,
    zone: TimeZone,
    reading: Reading,
}

impl ServerDevice {
    pub(super) fn new(stip: Arc<Stip>, reading: Reading) -> Self {
        // The zone's rules are compiled in, so this cannot fail.
        Self {
            stip,
            zone: TimeZone::get(ZONE).unwrap_or(TimeZone::UTC),
            reading,
        }
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
        at.to_zoned(self.zone.clone()).datetime()
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
