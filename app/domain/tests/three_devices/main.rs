//! A youth's phone, the same youth's tablet and a coach, in any order, offline and online, with lost
//! replies, repeats and crashes: they end with the same plan, nothing that was typed is lost, and
//! what was taken away is nowhere.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what surprises a test has to fail it"
)]

mod device;
mod idea;
mod server;

use std::collections::BTreeSet;

use device::Device;
use domain::id::{ChangeId, ConsentId, PersonId, PlanId};
use domain::journal::{Audience, Author, Change, NewEntry, Part, Recorded, Seq};
use domain::plan::Plan;
use domain::policy::{Consent, Facts, Membership, Permit, Relation, enter};
use idea::{Idea, text};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use proptest::sample::select;
use server::{Server, start};
use uuid::Uuid;

#[derive(Debug, Clone)]
enum Move {
    Write {
        device: usize,
        idea: Idea,
        pick: usize,
        audience: Audience,
        hours: i64,
    },
    Send {
        device: usize,
        count: usize,
        reply_lost: bool,
    },
    Pull {
        device: usize,
        repeat: u64,
    },
    Restart {
        device: usize,
    },
}

impl Move {
    fn device(&self) -> usize {
        match self {
            Self::Write { device, .. }
            | Self::Send { device, .. }
            | Self::Pull { device, .. }
            | Self::Restart { device } => *device,
        }
    }
}

fn a_move(audiences: &'static [Audience]) -> impl Strategy<Value = Move> {
    let device = 0..3_usize;
    prop_oneof![
        6 => (device.clone(), select(&Idea::ALL[..]), 0..40_usize, select(audiences), -72..72_i64)
            .prop_map(|(device, idea, pick, audience, hours)| {
                Move::Write { device, idea, pick, audience, hours }
            }),
        3 => (device.clone(), 1..5_usize, any::<bool>())
            .prop_map(|(device, count, reply_lost)| Move::Send { device, count, reply_lost }),
        3 => (device.clone(), 0..9_u64).prop_map(|(device, repeat)| Move::Pull { device, repeat }),
        1 => device.prop_map(|device| Move::Restart { device }),
    ]
}

fn permit(person: PersonId, relation: Relation, parts: &[Part]) -> Permit {
    let consent = Consent {
        id: ConsentId::from_uuid(Uuid::nil()),
        parts: parts.iter().copied().collect(),
        from: Timestamp::MIN,
        until: Timestamp::MAX,
        withdrawn_at: None,
    };
    let facts = Facts {
        person,
        plan: PlanId::from_uuid(Uuid::from_u128(1)),
        relation,
        membership: Membership::Active,
        consent: Some(consent),
    };
    enter(facts, start()).unwrap()
}

/// Everything that was typed, by whom.
struct Typed {
    device: usize,
    id: Uuid,
}

struct World {
    server: Server,
    devices: [Device; 3],
    typed: Vec<Typed>,
}

impl World {
    fn new() -> Self {
        let [youth, coach] = [1, 2].map(|number| PersonId::from_uuid(Uuid::from_u128(number)));
        let device = |person, relation, author| Device::new(permit(person, relation, &[]), author);
        let devices = [
            device(youth, Relation::Youth, Author::Youth(youth)),
            device(youth, Relation::Youth, Author::Youth(youth)),
            device(coach, Relation::LeadCoach, Author::Coach(coach)),
        ];
        Self {
            server: Server::default(),
            devices,
            typed: Vec::new(),
        }
    }

    fn play(&mut self, number: usize, step: &Move) {
        match *step {
            Move::Write {
                device,
                idea,
                pick,
                audience,
                hours,
            } => {
                // Far apart, so that no text is part of another.
                let id = Uuid::from_u128(u128::try_from(number).unwrap() + 1_000_000);
                let at = &mut self.devices[device];
                let view = at.view();
                let change = idea.change(&view, at.author.person(), pick, id);
                if !change.texts().is_empty() {
                    self.typed.push(Typed { device, id });
                }
                at.outbox.push(NewEntry {
                    id: ChangeId::from_uuid(id),
                    authored_at: start() + SignedDuration::from_hours(hours),
                    base: view.through,
                    audience,
                    change,
                });
            }
            Move::Send {
                device,
                count,
                reply_lost,
            } => {
                self.devices[device].send(&mut self.server, count, reply_lost);
            }
            Move::Pull { device, repeat } => self.devices[device].pull(&self.server, repeat),
            Move::Restart { device } => self.devices[device].restart(),
        }
    }

    /// Everybody is online, and has nothing more to say.
    fn settle(&mut self) {
        for device in &mut self.devices {
            device.send(&mut self.server, usize::MAX, false);
        }
        for device in &mut self.devices {
            device.pull(&self.server, 0);
            assert!(device.outbox.is_empty());
        }
    }

    /// Entries whose words were taken away, as far as a device knows.
    fn removed_on(&self, device: usize) -> BTreeSet<ChangeId> {
        let waiting = self.devices[device]
            .outbox
            .iter()
            .map(|new| new.change.clone());
        let recorded = self
            .server
            .entries
            .iter()
            .filter_map(|entry| match &entry.change {
                Recorded::Known(change) => Some(change.clone()),
                Recorded::Unknown(_) => None,
            });
        let removed = |change| match change {
            Change::TextRemoved { change, .. } => Some(change),
            _ => None,
        };
        waiting.chain(recorded).filter_map(removed).collect()
    }

    fn nothing_typed_is_lost(&self, device: usize) {
        let everything = self.devices[device].everything();
        let removed = self.removed_on(device);
        for Typed { id, .. } in self.typed.iter().filter(|typed| typed.device == device) {
            let removed = removed.contains(&ChangeId::from_uuid(*id));
            assert!(removed || everything.contains(&text(*id)), "lost: {id}");
        }
    }

    fn everybody_has_the_same_plan(&self) {
        let [phone, tablet, coach] = &self.devices;
        assert_eq!(phone.view(), phone.confirmed);
        assert_eq!(phone.confirmed, tablet.confirmed);
        // A new phone folds the journal as it was rewritten, in one go.
        for device in [phone, coach] {
            let fresh = Plan::fold(&self.server.after(&device.permit, Seq::START));
            assert_eq!(device.confirmed, fresh);
        }
        if self
            .server
            .entries
            .iter()
            .all(|entry| entry.audience != Audience::OnlyMe)
        {
            assert_eq!(phone.confirmed, coach.confirmed);
        }
    }

    fn what_was_taken_away_is_nowhere(&self) {
        let journal = json(&self.server.entries);
        let plans = self
            .devices
            .each_ref()
            .map(|device| json(&device.confirmed));
        for id in self.removed_on(0) {
            let words = text(id.uuid());
            assert!(!journal.contains(&words));
            assert!(plans.iter().all(|plan| !plan.contains(&words)));
        }
    }

    /// What somebody sees who may see a part only: it folds as if that were all there is.
    fn nobody_sees_what_is_hidden(&self, readers: &[Permit]) {
        for permit in readers {
            let plan = Plan::fold(&self.server.after(permit, Seq::START));
            assert!(plan.misfits.is_empty(), "{:?}", plan.misfits);
            let plan = json(&plan);
            for entry in self
                .server
                .entries
                .iter()
                .filter(|entry| !permit.sees(entry))
            {
                assert!(!plan.contains(&text(entry.id.uuid())));
                // A compliment tells by itself that there was a success.
                if entry.part() != Part::Wins {
                    assert!(!plan.contains(&entry.id.to_string()));
                }
            }
        }
    }
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

fn play(moves: &[Move], readers: &[Permit]) {
    let mut world = World::new();
    for (number, step) in moves.iter().enumerate() {
        world.play(number, step);
        world.nothing_typed_is_lost(step.device());
    }
    world.settle();
    world.everybody_has_the_same_plan();
    (0..3).for_each(|device| world.nothing_typed_is_lost(device));
    world.what_was_taken_away_is_nowhere();
    world.nobody_sees_what_is_hidden(readers);
    let typed = world.typed.iter().filter(|typed| typed.device == 2);
    for Typed { id, .. } in typed {
        // A coach's words that were taken are the youth's to read.
        let id = ChangeId::from_uuid(*id);
        let taken = world.server.entries.iter().any(|entry| entry.id == id);
        assert_eq!(taken, world.devices[0].confirmed.knows(id));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn they_end_with_the_very_same_plan(
        moves in prop::collection::vec(a_move(&[Audience::Everyone]), 1..60),
    ) {
        play(&moves, &[]);
    }

    #[test]
    fn they_end_with_the_same_plan_whoever_may_see_what(
        moves in prop::collection::vec(a_move(&Audience::ALL), 1..60),
        parts in prop::collection::vec(select(&Part::ALL[..]), 0..6),
    ) {
        let reader = PersonId::from_uuid(Uuid::from_u128(3));
        let with = |relation, always: Part| {
            let parts: Vec<_> = parts.iter().copied().chain([always]).collect();
            permit(reader, relation, &parts)
        };
        play(&moves, &[
            with(Relation::Coach, Part::Goals),
            with(Relation::Parent, Part::Goals),
            with(Relation::Parent, Part::Wins),
            with(Relation::Partner, Part::Notes),
        ]);
    }
}
