//! Live: server-sent events that say "there is something to pull", and nothing more. Each viewer hears
//! only of plans that they may see, with their own cursor; whoever may no longer listen is cut off
//! within two seconds.
//!
//! A stream that hears nothing costs little: on each beat it asks whether it still may exist and of
//! which plans it may hear, and looks at no plan. It looks at a plan when there is news of it, when the
//! plan is new to it, and at all of them when it has missed news.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use contract::{LiveEvent, Problem, ProblemCode};
use core::convert::Infallible;
use core::time::Duration;
use domain::id::{PlanId, SessionId};
use domain::journal::Seq;
use futures::Stream;
use service::Actor;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval, sleep_until};

use super::caller::Caller;
use super::problem::Failure;
use crate::house::House;

/// How often a stream asks whether it still may exist, and what it may hear of.
const RECHECK: Duration = Duration::from_secs(2);
/// A comment, so that proxies and phones keep the line open.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// A stream ends after this long; the browser opens the next one by itself.
const LONGEST: Duration = Duration::from_secs(3600);
/// How soon it does.
const RETRY: Duration = Duration::from_secs(2);
/// Streams of all sessions together, and of one (tabs).
const MOST: usize = 4096;
const MOST_OF_ONE: usize = 8;

/// Opens a stream.
#[utoipa::path(get, path = contract::path::LIVE, tag = "live", responses(
    (status = 200, description = "Server-sent events `plan`: {plan, cursor}",
        content_type = "text/event-stream"),
    (status = 401, body = Problem), (status = 429, body = Problem)))]
pub(super) async fn live(
    State(house): State<House>,
    Caller(actor): Caller,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Failure> {
    let seat = house.crowd.sit(actor.session).ok_or(ProblemCode::TooMany)?;
    // Listening begins before the first look, so nothing falls in between.
    let news = house.stip.storage().subscribe();
    let mut recheck = interval(RECHECK);
    recheck.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let watcher = Watcher {
        house,
        actor,
        news,
        recheck,
        ends: Instant::now() + LONGEST,
        told: BTreeMap::new(),
        ready: VecDeque::from([Event::default().retry(RETRY).comment("listening")]),
        _seat: seat,
    };
    let stream = futures::stream::unfold(watcher, |mut watcher| async move {
        let event = watcher.next().await?;
        Some((Ok(event), watcher))
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)))
}

struct Watcher {
    house: House,
    actor: Actor,
    news: Receiver<(PlanId, Seq)>,
    recheck: Interval,
    ends: Instant,
    /// The plans that this viewer may hear of, and the cursor that was told last.
    told: BTreeMap<PlanId, Seq>,
    ready: VecDeque<Event>,
    _seat: Seat,
}

impl Watcher {
    /// The next event; `None` ends the stream.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            let heard = tokio::select! {
                biased;
                () = self.house.closing.cancelled() => return None,
                () = sleep_until(self.ends) => return None,
                _ = self.recheck.tick() => Heard::Beat,
                news = self.news.recv() => self.gather(news)?,
            };
            // Any doubt ends the stream; the browser comes back and is judged anew.
            match heard {
                Heard::Beat => {
                    self.may_still_listen().await.then_some(())?;
                    for plan in self.new_plans().await.ok()? {
                        self.look(plan).await.ok()?;
                    }
                }
                Heard::Plans(plans) if plans.is_empty() => {}
                Heard::Plans(plans) => {
                    self.may_still_listen().await.then_some(())?;
                    for plan in plans {
                        self.look(plan).await.ok()?;
                    }
                }
            }
        }
    }

    /// The plans among the news that this viewer hears of; each once, however much there is to tell.
    /// `None` when there will be no more news.
    fn gather(&mut self, first: Result<(PlanId, Seq), RecvError>) -> Option<Heard> {
        let mut plans = BTreeSet::new();
        let mut news = first;
        loop {
            match news {
                Ok((plan, _)) if self.told.contains_key(&plan) => {
                    plans.insert(plan);
                }
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => plans.extend(self.told.keys().copied()),
                Err(RecvError::Closed) => return None,
            }
            news = match self.news.try_recv() {
                Ok(more) => Ok(more),
                Err(TryRecvError::Lagged(missed)) => Err(RecvError::Lagged(missed)),
                // If it was closed, the next turn finds out.
                Err(TryRecvError::Empty | TryRecvError::Closed) => {
                    return Some(Heard::Plans(plans));
                }
            };
        }
    }

    /// Brings up to date of which plans this viewer hears; answers those that were not among them.
    async fn new_plans(&mut self) -> Result<Vec<PlanId>, service::ServiceError> {
        let watched = self.house.stip.watched(&self.actor).await?;
        let gone = self.told.keys().copied();
        for plan in gone
            .filter(|plan| !watched.contains(plan))
            .collect::<Vec<_>>()
        {
            self.lose(plan);
        }
        let is_new = |plan: &PlanId| !self.told.contains_key(plan);
        Ok(watched.into_iter().filter(is_new).collect())
    }

    /// Whether session and account still hold. The access token is not asked again: it is shorter
    /// than a stream, and the session behind it is the truth.
    async fn may_still_listen(&self) -> bool {
        self.house.stip.still(&self.actor).await.is_ok()
    }

    async fn look(&mut self, plan: PlanId) -> Result<(), service::ServiceError> {
        let cursor = self.house.stip.visible_cursor(&self.actor, plan).await?;
        let Some(cursor) = cursor else {
            self.lose(plan);
            return Ok(());
        };
        if self.told.insert(plan, cursor) != Some(cursor) {
            self.tell(plan, cursor);
        }
        Ok(())
    }

    /// A plan may not be seen any more: the page that shows it looks once more, and finds nothing.
    fn lose(&mut self, plan: PlanId) {
        if self.told.remove(&plan).is_some() {
            self.tell(plan, Seq::START);
        }
    }

    fn tell(&mut self, plan: PlanId, cursor: Seq) {
        let event = Event::default()
            .event("plan")
            .json_data(LiveEvent { plan, cursor });
        self.ready.extend(event.ok());
    }
}

enum Heard {
    Beat,
    Plans(BTreeSet<PlanId>),
}

/// Counts open streams, so that nobody can hold them all.
#[derive(Debug, Default)]
pub struct Crowd(Arc<Mutex<BTreeMap<SessionId, usize>>>);

impl Crowd {
    /// How many streams are open.
    #[must_use]
    pub fn open(&self) -> usize {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .values()
            .sum()
    }

    fn sit(&self, session: SessionId) -> Option<Seat> {
        let mut seats = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mine = seats.get(&session).copied().unwrap_or(0);
        if mine >= MOST_OF_ONE || seats.values().sum::<usize>() >= MOST {
            return None;
        }
        seats.insert(session, mine.saturating_add(1));
        Some(Seat {
            crowd: Arc::clone(&self.0),
            session,
        })
    }
}

/// One open stream; given back when it ends, however it ends.
struct Seat {
    crowd: Arc<Mutex<BTreeMap<SessionId, usize>>>,
    session: SessionId,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut seats = self.crowd.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(mine) = seats.get_mut(&self.session) {
            *mine = mine.saturating_sub(1);
            if *mine == 0 {
                seats.remove(&self.session);
            }
        }
    }
}
