//! What a story about an appointment is written with.

use jiff::Timestamp;

use super::{civil, day, slot};
use crate::appointments::{
    AppointmentChange, AppointmentKind, Attendance, Every, Link, Occurrence, Planning, Reason,
    Reply, Series, SeriesEnd,
};
use crate::id::{AppointmentId, ChangeId, PersonId};
use crate::journal::{Audience, Author, Change, Entry, Seq};
use crate::plan::{Plan, Unfit};
use crate::words::{Prose, Words};

pub(super) const FIRST: &str = "2026-11-24";

pub(super) fn prose(text: &str) -> Prose {
    Words::parse(text).unwrap().into()
}

pub(super) fn youth() -> Author {
    Author::Youth(PersonId::from_uuid(uuid::Uuid::from_u128(1)))
}

pub(super) fn coach() -> Author {
    Author::Coach(PersonId::from_uuid(uuid::Uuid::from_u128(2)))
}

pub(super) fn id(number: u64) -> ChangeId {
    ChangeId::from_uuid(uuid::Uuid::from_u128(u128::from(number)))
}

pub(super) fn on(how: AppointmentChange) -> Change {
    let appointment = AppointmentId::from_uuid(uuid::Uuid::from_u128(1));
    Change::AppointmentChanged { appointment, how }
}

pub(super) fn planning() -> Planning {
    Planning {
        place: Some(prose("Coolsingel 40")),
        bring: Some(prose("Je ID-kaart")),
        link: Some(Link::parse("https://maps.example.nl/?q=Coolsingel").unwrap()),
        ..Planning::new(AppointmentKind::Talk, slot("2026-11-24 14:30"))
    }
}

pub(super) fn plan_it() -> Change {
    on(AppointmentChange::Planned(Box::new(planning())))
}

pub(super) fn weekly(times: u8) -> Change {
    let series = Series::new(Every::Weeks(1), SeriesEnd::Count(times)).unwrap();
    on(AppointmentChange::Planned(Box::new(Planning {
        series: Some(series),
        ..Planning::new(AppointmentKind::Group, slot("2026-11-24 14:30"))
    })))
}

pub(super) fn move_to(occurrence: &str, to: &str, replaces: &[u64]) -> Change {
    on(AppointmentChange::Moved {
        occurrence: day(occurrence),
        slot: slot(to),
        place: None,
        replaces: replaces.iter().copied().map(id).collect(),
    })
}

pub(super) fn cancel(occurrence: Option<&str>) -> Change {
    on(AppointmentChange::Cancelled {
        occurrence: occurrence.map(day),
        text: Some(prose("De coach is ziek")),
    })
}

pub(super) fn answer(about: u64, reply: Reply) -> Change {
    let comes = reply == Reply::Coming;
    on(AppointmentChange::Answered {
        occurrence: day(FIRST),
        about: id(about),
        reply,
        reason: (!comes).then_some(Reason::Busy),
        text: (!comes).then(|| prose("Ik heb school")),
        times: if comes {
            vec![]
        } else {
            vec![civil("2026-11-25 16:00")]
        },
    })
}

pub(super) fn attend(attendance: Attendance) -> Change {
    on(AppointmentChange::Attended {
        occurrence: day(FIRST),
        attendance,
    })
}

/// The entry that is written as the n-th has the id n.
#[derive(Default)]
pub(super) struct Journal(pub(super) Plan, u64);

impl Journal {
    pub(super) fn write(&mut self, author: Author, change: Change) -> u64 {
        self.1 += 1;
        let moment = Timestamp::from_second(1_795_000_000).unwrap();
        self.0.apply(&Entry {
            seq: Seq(self.1),
            id: id(self.1),
            author,
            authored_at: moment,
            recorded_at: moment,
            base: Seq::START,
            audience: Audience::Everyone,
            change: change.into(),
        });
        self.1
    }

    pub(super) fn fits(&mut self, author: Author, change: Change) -> u64 {
        assert_eq!(self.0.admits(author, &change), Ok(()));
        self.write(author, change)
    }

    pub(super) fn refused(&mut self, author: Author, change: Change) -> Unfit {
        let why = self.0.admits(author, &change).unwrap_err();
        let kept = self.0.misfits.len();
        self.write(author, change);
        // What the door refuses and the fold finds after all is kept as it was written.
        assert!(self.0.misfits.len() <= kept + 1);
        why
    }

    pub(super) fn seen(&self) -> Occurrence<'_> {
        self.0.appointments[0].occurrence(day(FIRST)).unwrap()
    }
}
