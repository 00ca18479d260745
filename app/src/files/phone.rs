//! The errands to the camera and the microphone of this phone; only the pages with photos load this.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use contract::{Problem, ProblemCode, path};
use domain::id::{FileId, PlanId};

use crate::backend::Backend;
use crate::keeper::{Keeper, use_keeper};
use crate::shelf::{FileAnswer, run_file};
use crate::store::PlanStore;

/// Why it did not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Nothing was chosen or said after all.
    Nothing,
    /// The browser cannot read it as a picture.
    NotAPicture,
    /// The person, or the phone, does not allow it.
    Denied,
    /// There is no microphone, or the browser cannot record.
    Unable,
    /// It does not fit on the phone any more.
    NoRoom,
}

/// What was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spoken {
    /// How long it lasts.
    pub(super) seconds: u16,
    /// Where to hear it from.
    pub(super) from: String,
}

thread_local! {
    /// Where to show from what this page took in: at once, and without a network.
    static SHOWN: RefCell<BTreeMap<FileId, String>> = const { RefCell::new(BTreeMap::new()) };
}

/// Where to show a file from that is on this phone.
pub(super) fn shown(file: FileId) -> Option<String> {
    SHOWN.with_borrow(|shown| shown.get(&file).cloned())
}

/// The camera and the microphone of this page, and what this phone keeps of its plan.
#[derive(Clone)]
pub(super) struct Phone {
    keeper: Arc<dyn Keeper>,
    /// The plan, and whose phone it is.
    keeps: Option<(PlanId, String)>,
}

/// Where a file is kept, as `hydrate/files.js` reads it.
fn place(file: FileId, plan: PlanId, owner: &str) -> String {
    format!("{file}/{plan}/{owner}")
}

impl Phone {
    pub(super) fn here() -> Option<Self> {
        let keeper = use_keeper()?;
        let keeps = PlanStore::here().and_then(|store| {
            let shelf = store.shelf()?;
            Some((store.plan()?, shelf.owner().to_owned()))
        });
        Some(Self { keeper, keeps })
    }

    fn place(&self, file: FileId) -> String {
        match &self.keeps {
            Some((plan, owner)) => place(file, *plan, owner),
            None => file.to_string(),
        }
    }

    /// Where to show a file from that this phone keeps.
    pub(super) async fn find(&self, file: FileId) -> Option<String> {
        let from = self.run("find", self.place(file)).await.ok()?;
        let from = Some(from).filter(|from| !from.is_empty())?;
        SHOWN.with_borrow_mut(|shown| shown.insert(file, from.clone()));
        Some(from)
    }

    async fn run(&self, what: &'static str, place: String) -> Result<String, Trouble> {
        let answer = run_file(self.keeper.as_ref(), what, place, String::new()).await;
        match answer {
            Ok(FileAnswer::Done(answer)) => Ok(answer),
            Ok(FileAnswer::Failed(name)) => Err(match name.as_str() {
                "NotAPicture" => Trouble::NotAPicture,
                "NotAllowedError" | "SecurityError" => Trouble::Denied,
                "AbortError" => Trouble::Nothing,
                "QuotaExceededError" => Trouble::NoRoom,
                _ => Trouble::Unable,
            }),
            Err(_) => Err(Trouble::Unable),
        }
    }

    /// Makes the photo that was chosen in the form small; says where to show it from.
    pub(super) async fn photo(&self, file: FileId) -> Result<String, Trouble> {
        let from = self.run("photo", self.place(file)).await?;
        SHOWN.with_borrow_mut(|shown| shown.insert(file, from.clone()));
        Ok(from)
    }

    /// Asks for the microphone and begins; only from a tap. Stops by itself after a minute.
    pub(super) async fn record(&self) -> Result<(), Trouble> {
        self.run("record", String::new()).await.map(|_| ())
    }

    /// Stops, and keeps what was said.
    pub(super) async fn stop(&self, file: FileId) -> Result<Spoken, Trouble> {
        let answer = self.run("stop", self.place(file)).await?;
        let (seconds, from) = answer.split_once(' ').ok_or(Trouble::Unable)?;
        SHOWN.with_borrow_mut(|shown| shown.insert(file, from.to_owned()));
        Ok(Spoken {
            seconds: seconds.parse().ok().ok_or(Trouble::Unable)?,
            from: from.to_owned(),
        })
    }

    /// Stops, and keeps nothing.
    pub(super) fn cancel(&self) {
        self.begin("cancel", String::new());
    }

    /// Lets go of a file that is not wanted after all.
    pub(super) fn forget(&self, file: FileId) {
        SHOWN.with_borrow_mut(|shown| shown.remove(&file));
        self.begin("forget", self.place(file));
    }

    /// Sends the form that waited for what was made, by the button with this value; or shows what went wrong.
    pub(super) fn go_on(&self, tapped: String, failed: bool) {
        self.begin(if failed { "see" } else { "save" }, tapped);
    }

    fn begin(&self, errand: &'static str, file: String) {
        let this = self.clone();
        leptos::task::spawn_local(async move {
            let _is_done = this.run(errand, file).await;
        });
    }
}

/// Sends a file of this page or of this phone, if it is one. Sending twice is safe.
pub(super) async fn send(
    backend: &dyn Backend,
    keeper: &dyn Keeper,
    owner: Option<&str>,
    plan: PlanId,
    file: FileId,
) -> Result<(), Problem> {
    let from = owner.map_or_else(|| file.to_string(), |owner| place(file, plan, owner));
    let to = path::file(plan, file);
    match once(keeper, from.clone(), to.clone()).await {
        Err(problem) if problem.code == ProblemCode::TokenExpired => {
            // Whatever is asked renews the token.
            let _renewed = backend.me().read().await;
            once(keeper, from, to).await
        }
        answer => answer,
    }
}

async fn once(keeper: &dyn Keeper, from: String, to: String) -> Result<(), Problem> {
    let answer = run_file(keeper, "send", from, to).await;
    let Ok(FileAnswer::Done(answer)) = answer else {
        return Err(ProblemCode::Offline.into());
    };
    match answer.split_once(' ') {
        Some((status, _)) if status.starts_with('2') => Ok(()),
        // A proxy in between may answer in its own way.
        Some((status, body)) => Err(serde_json::from_str(body).unwrap_or_else(|_| {
            match status {
                "413" => ProblemCode::FileTooLarge,
                _ => ProblemCode::Unavailable,
            }
            .into()
        })),
        None => Err(ProblemCode::Offline.into()),
    }
}
