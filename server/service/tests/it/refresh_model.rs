//! Refresh rotation against a model: any order of uses, replays and waits.

use contract::ProblemCode;
use jiff::SignedDuration;
use proptest::prelude::*;

use crate::house::{Answer, House, PASSWORD, network};

#[derive(Debug, Clone)]
enum Move {
    /// Present the token that was given as the nth, counted from the newest.
    Use(usize),
    /// Time goes on, in seconds.
    Wait(i64),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        5 => (0..4usize).prop_map(Move::Use),
        2 => prop_oneof![Just(1), Just(59), Just(60), Just(61), 1..400i64].prop_map(Move::Wait),
    ];
    prop::collection::vec(one, 1..14)
}

/// What should be so: a chain of tokens; each but the newest was used at a moment.
#[derive(Default)]
struct Model {
    used_at: Vec<i64>,
    dead: bool,
}

impl Model {
    /// The place of the token that a use should give; `None` when it should log out.
    fn use_token(&mut self, place: usize, now: i64) -> Option<usize> {
        if self.dead {
            return None;
        }
        if place == self.used_at.len() {
            self.used_at.push(now);
            return Some(place + 1);
        }
        let successor_unused = place + 1 == self.used_at.len();
        let recent = self.used_at.get(place).is_some_and(|at| now - at <= 60);
        if successor_unused && recent {
            return Some(place + 1);
        }
        self.dead = true;
        None
    }
}

async fn agrees(moves: Vec<Move>) -> Answer<()> {
    let house = House::new().await?;
    house.coach("a@example.org").await?;
    let request = contract::LoginRequest {
        email: "a@example.org".to_owned(),
        password: PASSWORD.to_owned(),
    };
    let mut given = vec![house.stip.log_in(request, &network(1)).await?.refresh];
    let (mut model, mut now) = (Model::default(), 0);
    for (turn, one) in moves.iter().enumerate() {
        match one {
            Move::Wait(seconds) => {
                now += seconds;
                house.clock.advance(SignedDuration::from_secs(*seconds));
            }
            Move::Use(back) => {
                let place = given.len().saturating_sub(1 + back);
                let answer = house.stip.refresh(given.get(place).ok_or("a token")?).await;
                match (model.use_token(place, now), answer) {
                    (Some(next), Ok(tokens)) if next == given.len() => given.push(tokens.refresh),
                    (Some(next), Ok(tokens)) if given.get(next) == Some(&tokens.refresh) => {}
                    (None, Err(error)) if error.code() == ProblemCode::LoggedOut => {}
                    (expected, answer) => {
                        return Err(format!("turn {turn}: {expected:?} against {answer:?}").into());
                    }
                }
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn refresh_rotation_agrees_with_its_model(moves in moves()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let agreed = runtime.block_on(agrees(moves)).map_err(|error| error.to_string());
        prop_assert_eq!(agreed, Ok(()));
    }
}
