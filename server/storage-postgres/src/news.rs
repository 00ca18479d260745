//! News of commits, from every instance to every instance (`LISTEN`, `NOTIFY`).

use std::time::Duration;

use domain::id::PlanId;
use domain::journal::Seq;
use sqlx::postgres::{PgListener, PgPool};
use sqlx::types::Uuid;
use tokio::sync::broadcast;

/// The channel.
pub(crate) const CHANNEL: &str = "stip_plan";
/// News that a slow listener may lag behind before it misses some.
pub(crate) const NEWS: usize = 1024;
/// One more than a listener can lag behind: then it knows that it missed some.
const ALL: i64 = 1025;
/// How long to wait before connecting again.
const PAUSE: Duration = Duration::from_millis(500);

type News = broadcast::Sender<(PlanId, Seq)>;

/// One piece of news on the wire: `<plan> <seq>`.
pub(crate) fn write(plan: PlanId, head: Seq) -> String {
    format!("{plan} {}", head.0)
}

fn read(payload: &str) -> Option<(PlanId, Seq)> {
    let (plan, head) = payload.split_once(' ')?;
    Some((plan.parse().ok()?, Seq(head.parse().ok()?)))
}

/// Begins to listen.
pub(crate) async fn listen(pool: &PgPool) -> sqlx::Result<PgListener> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    Ok(listener)
}

/// Passes on what is heard, until the pool closes. After a lost connection it cannot know what it
/// missed, so it tells of every plan.
pub(crate) async fn relay(pool: PgPool, listener: PgListener, news: News) {
    let mut listening = Some(listener);
    loop {
        let Some(listener) = listening.as_mut() else {
            tokio::time::sleep(PAUSE).await;
            match listen(&pool).await {
                Ok(listener) => {
                    tell_all(&pool, &news).await;
                    listening = Some(listener);
                }
                Err(sqlx::Error::PoolClosed) => return,
                Err(error) => tracing::warn!(%error, "listening for news failed"),
            }
            continue;
        };
        match listener.try_recv().await {
            Ok(Some(heard)) => {
                if let Some(heard) = read(heard.payload()) {
                    // Nobody listening is fine.
                    let _ = news.send(heard);
                }
            }
            Ok(None) => tell_all(&pool, &news).await,
            Err(sqlx::Error::PoolClosed) => return,
            Err(error) => {
                tracing::warn!(%error, "the connection that listens for news was lost");
                listening = None;
            }
        }
    }
}

struct HeadRow {
    id: Uuid,
    seq: i64,
}

async fn tell_all(pool: &PgPool, news: &News) {
    let heads = sqlx::query_as!(
        HeadRow,
        "SELECT id, seq FROM plan ORDER BY id DESC LIMIT $1",
        ALL
    )
    .fetch_all(pool)
    .await;
    match heads {
        Ok(heads) => {
            for head in heads {
                let seq = Seq(u64::try_from(head.seq).unwrap_or(0));
                let _ = news.send((PlanId::from_uuid(head.id), seq));
            }
        }
        Err(error) => tracing::warn!(%error, "telling of every plan failed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_reads_as_it_was_written() {
        let plan = PlanId::from_uuid(Uuid::from_u128(7));
        assert_eq!(read(&write(plan, Seq(12))), Some((plan, Seq(12))));
        for nonsense in [
            "",
            " ",
            "x 1",
            "00000000-0000-0000-0000-000000000007",
            "1 1 1",
        ] {
            assert_eq!(read(nonsense), None, "{nonsense}");
        }
    }
}
