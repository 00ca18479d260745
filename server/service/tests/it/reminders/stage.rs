//! A coach, a youth, phones, and a clock that shows the time in Amsterdam.

use contract::{Delivery, SubscriptionKeys, SubscriptionRequest};
use domain::appointments::{
    AppointmentChange, AppointmentKind, CivilTime, Every, Planning, Reply, Series, SeriesEnd, Slot,
};
use domain::day::Day;
use domain::id::{AppointmentId, ChangeId, PlanId, SessionId};
use domain::journal::{Audience, Change};
use jiff::{SignedDuration, Timestamp};
use service::{Actor, Clock as _, Message};
use storage::{EffectKind, KeyedHash, NewSession, Settled};

use crate::house::{Answer, House, Tested};

/// What [`Stage::hears`] answers when nothing is sent.
pub(super) const NOTHING: [bool; 0] = [];
const LEASE: SignedDuration = SignedDuration::from_secs(60);

pub(super) struct Stage {
    pub(super) house: House,
    pub(super) coach: Actor,
    pub(super) youth: Actor,
    pub(super) plan: PlanId,
}

impl Stage {
    pub(super) async fn set() -> Answer<Self> {
        let house = House::new().await?;
        let coach = house.coach("a@example.org").await?;
        let (youth, plan) = house.youth(&coach, "Noor").await?;
        let stage = Self {
            house,
            coach,
            youth,
            plan,
        };
        stage.set_clock("2026-11-23 10:00")?;
        Ok(stage)
    }

    pub(super) fn moment(&self, shown: &str) -> Answer<Timestamp> {
        Ok(slot(shown)?.starts())
    }

    pub(super) fn set_clock(&self, shown: &str) -> Tested {
        self.house.clock.set(self.moment(shown)?);
        Ok(())
    }

    pub(super) async fn write(&self, who: &Actor, change: Change) -> Answer<ChangeId> {
        self.house.write(who, self.plan, change).await
    }

    pub(super) async fn change(
        &self,
        who: &Actor,
        appointment: AppointmentId,
        how: AppointmentChange,
    ) -> Answer<ChangeId> {
        self.write(who, Change::AppointmentChanged { appointment, how })
            .await
    }

    /// The coach plans one; answers its id.
    pub(super) async fn plan(&self, shown: &str) -> Answer<AppointmentId> {
        let planning = Planning::new(AppointmentKind::Talk, slot(shown)?);
        let appointment = AppointmentId::from_uuid(self.house.id());
        let how = AppointmentChange::Planned(Box::new(planning));
        self.change(&self.coach, appointment, how).await?;
        Ok(appointment)
    }

    pub(super) async fn plan_weekly(&self, shown: &str, times: u8) -> Tested {
        let mut planning = Planning::new(AppointmentKind::Group, slot(shown)?);
        planning.series = Some(Series::new(Every::Weeks(1), SeriesEnd::Count(times))?);
        let appointment = AppointmentId::from_uuid(self.house.id());
        let how = AppointmentChange::Planned(Box::new(planning));
        self.change(&self.coach, appointment, how).await?;
        Ok(())
    }

    /// The youth plans one for these eyes.
    pub(super) async fn plan_own(&self, shown: &str, audience: Audience) -> Tested {
        let planning = Planning::new(AppointmentKind::Health, slot(shown)?);
        let appointment = AppointmentId::from_uuid(self.house.id());
        let how = AppointmentChange::Planned(Box::new(planning));
        let change = Change::AppointmentChanged { appointment, how };
        self.house
            .write_for(&self.youth, self.plan, change, audience)
            .await?;
        Ok(())
    }

    /// The day by which the one occurrence of an appointment is known, and what brought its time.
    async fn standing(&self, appointment: AppointmentId) -> Answer<(Day, Vec<ChangeId>, ChangeId)> {
        let view = self.house.stip.plan_view(&self.youth, self.plan).await?;
        let known = view.plan.appointment(appointment).ok_or("an appointment")?;
        let occurrence = known.occurrences().next().ok_or("an occurrence")?;
        Ok((
            occurrence.day,
            occurrence.replaceable(),
            occurrence.timed_by,
        ))
    }

    pub(super) async fn move_to(&self, appointment: AppointmentId, shown: &str) -> Tested {
        let (occurrence, replaces, _) = self.standing(appointment).await?;
        let how = AppointmentChange::Moved {
            occurrence,
            slot: slot(shown)?,
            place: None,
            replaces,
        };
        self.change(&self.coach, appointment, how).await?;
        Ok(())
    }

    pub(super) async fn answer(&self, appointment: AppointmentId, reply: Reply) -> Tested {
        let (occurrence, _, about) = self.standing(appointment).await?;
        let how = AppointmentChange::Answered {
            occurrence,
            about,
            reply,
            reason: None,
            text: None,
            times: Vec::new(),
        };
        self.change(&self.youth, appointment, how).await?;
        Ok(())
    }

    /// A phone of the youth's session.
    pub(super) async fn phone(&self, number: u8) -> Tested {
        Ok(self
            .house
            .stip
            .subscribe(&self.youth, &browser(number))
            .await?)
    }

    /// A second phone, with a session of its own.
    pub(super) async fn other_phone(&self, number: u8) -> Tested {
        let now = self.now();
        let session = NewSession {
            id: SessionId::from_uuid(self.house.id()),
            person: self.youth.person,
            created_at: now,
            expires_at: Timestamp::MAX,
            refresh: KeyedHash([number; 32]),
        };
        let mut unit = self.house.stip.storage().begin().await?;
        unit.add_session(&session).await?;
        unit.commit().await?;
        let actor = Actor {
            session: session.id,
            ..self.youth.clone()
        };
        Ok(self.house.stip.subscribe(&actor, &browser(number)).await?)
    }

    /// Takes what is due at this time.
    pub(super) async fn leased(&self, shown: &str) -> Answer<Vec<Message>> {
        self.set_clock(shown)?;
        self.due().await
    }

    async fn due(&self) -> Answer<Vec<Message>> {
        Ok(self.house.stip.lease_messages(100, LEASE).await?)
    }

    pub(super) async fn sent(&self, messages: &[Message]) -> Tested {
        for message in messages {
            let settled = self
                .house
                .stip
                .settle(message.effect, message.lease, &Settled::Sent, None)
                .await?;
            assert!(settled, "{message:?}");
        }
        Ok(())
    }

    /// Sends what is due now, whatever it is.
    pub(super) async fn ready(&self) -> Tested {
        let messages = self.due().await?;
        self.sent(&messages).await
    }

    /// The reminders that go out at this time: whether each wakes the phone.
    pub(super) async fn hears(&self, shown: &str) -> Answer<Vec<bool>> {
        let messages = self.leased(shown).await?;
        self.sent(&messages).await?;
        Ok(messages
            .iter()
            .filter(|message| message.kind == EffectKind::Reminder)
            .map(|message| message.wakes)
            .collect())
    }

    pub(super) async fn deliveries(&self, who: &Actor) -> Answer<Vec<Delivery>> {
        Ok(self.house.stip.deliveries(who, self.plan).await?.deliveries)
    }

    pub(super) fn now(&self) -> Timestamp {
        self.house.clock.now()
    }
}

fn slot(shown: &str) -> Answer<Slot> {
    let (day, time) = shown.split_once(' ').ok_or("a day and a time")?;
    let day = Day::parse(day).ok_or("a day")?;
    Ok(Slot::at(CivilTime::parse(day, time).ok_or("a time")?))
}

pub(super) fn browser(number: u8) -> SubscriptionRequest {
    SubscriptionRequest {
        endpoint: format!("https://push.example/{number}"),
        expiration_time: None,
        keys: SubscriptionKeys {
            p256dh: "p".to_owned(),
            auth: format!("auth-{number}"),
        },
    }
}
