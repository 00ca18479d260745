//! What every handler can reach.

use std::collections::BTreeSet;
use std::sync::Arc;

use ipnet::IpNet;
use jobs::push::Origin;
use service::Stip;
use tokio_util::sync::CancellationToken;

use crate::http::{Crowd, LongForms, Metrics, Reports, Uploads};
use crate::site::Site;

/// The running server, shared by all requests.
#[derive(Clone)]
pub struct House(Arc<Rooms>);

/// What [`House`] holds.
pub struct Rooms {
    /// The use cases.
    pub stip: Arc<Stip>,
    /// The built site.
    pub site: Site,
    /// The names of the files in the site's folder, as addresses.
    pub files: BTreeSet<String>,
    /// Where people reach Stip.
    pub origin: Origin,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Ends the streams that would never end by themselves.
    pub closing: CancellationToken,
    /// Counts requests.
    pub metrics: Metrics,
    /// Counts open streams.
    pub crowd: Crowd,
    /// Bounds forms that are too long.
    pub long_forms: LongForms,
    /// Bounds bodies that may be photos.
    pub uploads: Uploads,
    /// Bounds reports of broken policies.
    pub reports: Reports,
}

impl House {
    /// Brings it all together.
    #[must_use]
    pub fn new(
        stip: Arc<Stip>,
        site: Site,
        origin: Origin,
        trusted_proxies: Vec<IpNet>,
        closing: CancellationToken,
    ) -> Self {
        let files = site.files();
        Self(Arc::new(Rooms {
            stip,
            site,
            files,
            origin,
            trusted_proxies,
            closing,
            metrics: Metrics::default(),
            crowd: Crowd::default(),
            long_forms: LongForms::default(),
            uploads: Uploads::default(),
            reports: Reports::default(),
        }))
    }
}

impl core::ops::Deref for House {
    type Target = Rooms;

    fn deref(&self) -> &Rooms {
        &self.0
    }
}
