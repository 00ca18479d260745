//! Why `stip` does not start: one plain sentence each.

use std::net::SocketAddr;
use std::path::PathBuf;

use jobs::push::{HostPolicyError, OriginError, SubjectError};
use service::{DemoError, KeyError, OpenError, ServiceError};
use storage::StorageError;

/// A reason to stop before, or instead of, serving.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The origin cannot be used.
    #[error(transparent)]
    Origin(OriginError),
    /// Reachable from outside, but named after this machine.
    #[error(
        "listening on {listen} lets others in, so STIP_ORIGIN must be the https address they use"
    )]
    LoopbackOrigin {
        /// Where it would listen.
        listen: SocketAddr,
    },
    /// Everybody would be a trusted proxy.
    #[error("STIP_TRUSTED_PROXIES may not hold every address; name your own proxies")]
    EveryProxy,
    /// Built for trying out.
    #[error("this is a debug build: it only runs on this machine; build with --release")]
    DebugBuild,
    /// Push services must be able to reach somebody.
    #[error("set STIP_VAPID_SUBJECT to a mailto: or https: address where you can be reached")]
    NoSubject,
    /// Not an address that push services take.
    #[error("STIP_VAPID_SUBJECT: {0}")]
    Subject(SubjectError),
    /// The list of push hosts cannot be used.
    #[error("STIP_PUSH_HOSTS: {0}")]
    PushHosts(HostPolicyError),
    /// The thing that sends messages could not be made.
    #[error("web push could not be set up: {0}")]
    Push(#[source] Box<dyn core::error::Error + Send + Sync>),
    /// Neither SQLite nor PostgreSQL.
    #[error("DATABASE_URL must begin with sqlite:// or postgres://")]
    UnknownDatabase,
    /// The folder for the data cannot be made.
    #[error("the folder {path} cannot be made: {source}", path = path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The database does not open.
    #[error("{}", database_sentence(.0))]
    Database(#[source] StorageError),
    /// The master key cannot be used.
    #[error(transparent)]
    Key(KeyError),
    /// Key and database do not go together, or the database is in the way.
    #[error(transparent)]
    Open(OpenError),
    /// No demo here.
    #[error(transparent)]
    Demo(DemoError),
    /// The address is taken, or not ours.
    #[error("{listen} cannot be used: {source}; set STIP_LISTEN to another address")]
    Listen {
        /// The address.
        listen: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// The site was not built.
    #[error(
        "the built site is not in {path}: run `make run`, or .ci/build, or set STIP_SITE_DIR",
        path = path.display()
    )]
    Site {
        /// Where it was looked for.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The server broke off.
    #[error("the server stopped: {0}")]
    Serve(std::io::Error),
    /// The worker broke off.
    #[error("the worker that sends messages stopped by itself; start stip again")]
    Worker,
    /// An administrator's command was not done.
    #[error("not done: {0}")]
    Admin(ServiceError),
    /// Not an id.
    #[error("{0} is no id")]
    Id(uuid::Error),
    /// The answer could not be written as JSON.
    #[error("the description of the API could not be written")]
    Description(serde_json::Error),
}

fn database_sentence(error: &StorageError) -> String {
    match error {
        StorageError::Locked => {
            "the database is in use by another stip; stop that one first".to_owned()
        }
        StorageError::Newer => {
            "the database was made by a newer stip; install that version, or restore a backup"
                .to_owned()
        }
        StorageError::Unavailable(source) | StorageError::Driver(source) => {
            format!("the database cannot be opened: {source}")
        }
        other => other.to_string(),
    }
}
