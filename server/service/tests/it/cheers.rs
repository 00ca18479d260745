//! A cheer tells its coach nothing about wins that are not for the coach's eyes.

use contract::{Outcome, ProblemCode};
use domain::id::{CheerId, PlanId, WinId};
use domain::journal::{Audience, Change, Seq};
use service::{Actor, Clock as _};

use crate::house::{Answer, House, Tested, prose};

fn win(house: &House, text: &str) -> Answer<(WinId, Change)> {
    let win = WinId::from_uuid(house.id());
    let (text, feeling) = (prose(text)?, None);
    Ok((win, Change::WinLogged { win, text, feeling }))
}

fn cheer(house: &House, win: Option<WinId>) -> Answer<Change> {
    let (cheer, text) = (CheerId::from_uuid(house.id()), prose("knap van je")?);
    Ok(Change::CheerGiven { cheer, text, win })
}

/// Everything that a coach can see of a plan and of what was sent about it.
async fn seen(house: &House, coach: &Actor, plan: PlanId) -> Answer<String> {
    let stip = &house.stip;
    let view = stip.plan_view(coach, plan).await?;
    let entries = stip.entries(coach, plan, Seq::START).await?;
    let caseload = stip.caseload(coach).await?;
    let deliveries = stip.deliveries(coach, plan).await?;
    let cursor = stip.visible_cursor(coach, plan).await?;
    Ok(format!(
        "{}\n{}\n{}\n{}\n{cursor:?}",
        serde_json::to_string(&view)?,
        serde_json::to_string(&entries)?,
        serde_json::to_string(&caseload)?,
        serde_json::to_string(&deliveries)?,
    ))
}

#[tokio::test]
async fn a_cheer_for_a_secret_win_and_for_none_at_all_end_alike() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let (secret, change) = win(&house, "voor mij alleen")?;
    house
        .write_for(&youth, plan, change, Audience::OnlyMe)
        .await?;
    let (regretted, change) = win(&house, "weg ermee")?;
    let entry = house
        .write_for(&youth, plan, change, Audience::OnlyMe)
        .await?;
    let part = domain::journal::Part::Wins;
    let remove = Change::TextRemoved {
        change: entry,
        part,
    };
    house
        .write_for(&youth, plan, remove, Audience::OnlyMe)
        .await?;
    let never = WinId::from_uuid(house.id());
    seen(&house, &coach, plan).await?;

    let before = seen(&house, &coach, plan).await?;
    for audience in [Audience::Everyone, Audience::Coaches, Audience::OnlyMe] {
        let mut codes = Vec::new();
        for win in [secret, regretted, never] {
            let entry = house.entry(cheer(&house, Some(win))?, audience);
            // The answer to a repeat must not tell either.
            for _ in 0..2 {
                match house.send(&coach, plan, vec![entry.clone()]).await?[..] {
                    [Outcome::Refused { id, code }] if id == entry.id => codes.push(code),
                    ref other => return Err(format!("{audience:?}: {other:?}").into()),
                }
            }
            assert_eq!(
                seen(&house, &coach, plan).await?,
                before,
                "nothing was stored"
            );
        }
        let expected = match audience {
            Audience::Everyone | Audience::Coaches => ProblemCode::Unfit,
            // Asked for what no coach may write: that is about the asking, not about the win.
            Audience::OnlyMe => ProblemCode::NotFound,
        };
        assert_eq!(codes, [expected; 6], "{audience:?}");
    }
    assert_eq!(house.stip.next_due().await?, None, "no message waits");
    let plan_of_youth = house.stip.plan_view(&youth, plan).await?.plan;
    assert!(plan_of_youth.cheers.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_cheer_for_what_the_coach_sees_goes_on_as_before() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let mut wins = vec![None];
    for audience in [Audience::Everyone, Audience::Coaches] {
        let (win, change) = win(&house, "gebeld")?;
        house.write_for(&youth, plan, change, audience).await?;
        wins.push(Some(win));
    }
    for win in &wins {
        house.write(&coach, plan, cheer(&house, *win)?).await?;
    }
    let cheers = house.stip.plan_view(&youth, plan).await?.plan.cheers;
    let cheered: Vec<_> = cheers.iter().map(|cheer| cheer.win).collect();
    assert_eq!(cheered, wins);
    // A win and its cheer in one go: the coach sees the win by then.
    assert!(
        house
            .stip
            .next_due()
            .await?
            .is_some_and(|due| due <= house.clock.now())
    );
    Ok(())
}

#[tokio::test]
async fn a_change_without_an_id_is_malformed() -> Tested {
    let house = House::new().await?;
    let coach = house.coach("a@example.org").await?;
    let (youth, plan) = house.youth(&coach, "Noor").await?;
    let good = house.entry(win(&house, "goed")?.1, Audience::Everyone);
    let mut nil = house.entry(win(&house, "zonder id")?.1, Audience::Everyone);
    nil.id = domain::id::ChangeId::from_uuid(uuid::Uuid::nil());
    for changes in [vec![nil.clone()], vec![good.clone(), nil]] {
        let request = contract::ChangesRequest { changes };
        let refused = house.stip.record(&youth, plan, &request).await;
        let code = refused.err().map(|error| error.code());
        assert_eq!(code, Some(ProblemCode::Malformed));
    }
    let view = house.stip.plan_view(&youth, plan).await?;
    assert!(
        view.plan.wins.is_empty(),
        "nothing of such a request is kept"
    );
    let id = good.id;
    let outcomes = house.send(&youth, plan, vec![good]).await?;
    assert_eq!(outcomes, [Outcome::Recorded { id }]);
    Ok(())
}
