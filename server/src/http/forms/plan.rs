//! The one form target of a plan: the same fields become the same change as in the app.

use axum::body::Body;
use axum::extract::{FromRequest, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use contract::form::PlanForm;
use contract::{ChangesRequest, Outcome, ProblemCode};
use domain::id::PlanId;
use domain::journal::{FileKind, NewEntry};
use http::request::Parts;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as FieldError, MapDeserializer};
use service::Actor;

use super::{again, poster, renew};
use crate::house::House;
use crate::http::api::ThePlan;
use crate::http::body::posted::{Posted, is_in_parts};
use crate::http::body::{Fields, overlong};
use crate::http::caller::{Visitor, visitor};
use crate::http::destination::Destination;
use crate::http::looks::looks_of;
use crate::http::problem::Failure;
use crate::ssr;

/// Records what a form asks for.
pub(in crate::http) async fn post(
    State(house): State<House>,
    ThePlan(plan): ThePlan,
    request: Request,
) -> Result<Response, Failure> {
    let target = Destination::plan_form(plan);
    let (parts, body) = request.into_parts();
    let (actor, posted) = match judge(&house, &parts, &target, body).await? {
        Ok(known) => known,
        Err(answer) => return Ok(answer),
    };
    let Posted { fields, photo, .. } = &posted;
    let mut form = read(fields)?;
    let kept = match photo {
        Some(photo) => keep(&house, &actor, plan, &mut form, photo.as_deref()).await,
        None => Ok(()),
    };
    let recorded = match kept {
        Ok(()) => record(&house, &actor, plan, &form).await,
        Err(failure) => Err(failure),
    };
    match recorded {
        // `boot.js` asks for the page itself: it knows how to mend the address.
        Ok(()) if parts.uri.query() == Some("here") => {
            ssr::page::onward(&house, &parts, actor, form.onward(plan)).await
        }
        Ok(()) => Ok(Redirect::to(&form.onward(plan)).into_response()),
        Err(failure) => {
            let page = Destination::parse(&form.page(plan)).ok_or(ProblemCode::NotFound)?;
            again(
                &house,
                &parts,
                fields.get("ask"),
                &page,
                fields.clone(),
                failure,
            )
            .await
        }
    }
}

/// Who posts, and what; the answer for whoever has no session. A form in parts may be large: of somebody
/// who is not known only its words are kept, to be shown again.
async fn judge(
    house: &House,
    parts: &Parts,
    target: &Destination,
    body: Body,
) -> Result<Result<(Actor, Posted), Response>, Failure> {
    if !is_in_parts(&parts.headers) {
        let fields = Request::from_parts(parts.clone(), body);
        let fields = Fields::from_request(fields, house).await?;
        let actor = poster(house, parts, target, &fields).await?;
        return Ok(actor.map(|actor| (actor, fields.into())));
    }
    match visitor(&parts.headers, house).await? {
        Visitor::Known(actor) => {
            let posted = Posted::read(house, &parts.headers, body).await?;
            Ok(Ok((actor, posted)))
        }
        // A page in between could not hold a photo; the browser sends it once more.
        Visitor::Expired => {
            // One that is still sending would not see the answer.
            overlong::ignore(body).await;
            Ok(Err(renew(target)))
        }
        Visitor::Nobody => {
            let looks = looks_of(&parts.headers);
            let words = Posted::words(&parts.headers, body).await;
            Ok(Err(ssr::notice::lost_page(
                house,
                looks,
                &target.door(),
                &words,
            )))
        }
    }
}

/// Takes the photo in that came with a form, before the change that names it.
async fn keep(
    house: &House,
    actor: &Actor,
    plan: PlanId,
    form: &mut PlanForm,
    photo: Result<&[u8], &ProblemCode>,
) -> Result<(), Failure> {
    house.stip.may_put_file(actor, plan).await?;
    // Words that cannot be taken are told first: a photo would have to be chosen twice.
    form.to_changes()?;
    let photo = photo.map_err(|code| *code)?;
    let id = form.photo_id();
    let kind = FileKind::Photo;
    house
        .stip
        .put_file(actor, plan, id, kind, photo.to_vec())
        .await?;
    form.photo_file = Some(id.uuid());
    Ok(())
}

async fn record(
    house: &House,
    actor: &Actor,
    plan: PlanId,
    form: &PlanForm,
) -> Result<(), Failure> {
    // Whoever may not see the plan learns nothing from what is wrong with the form.
    let seen = house
        .stip
        .visible_cursor(actor, plan)
        .await?
        .ok_or(ProblemCode::NotFound)?;
    let authored_at = house.stip.clock().now();
    let changes = form
        .to_changes()?
        .into_iter()
        .map(|(id, change, audience)| NewEntry {
            id,
            authored_at,
            base: seen,
            audience,
            change,
        })
        .collect();
    let reply = house
        .stip
        .record(actor, plan, &ChangesRequest { changes })
        .await?;
    let refused = reply
        .outcomes
        .into_iter()
        .find_map(|outcome| match outcome {
            Outcome::Refused { code, .. } => Some(code),
            Outcome::Recorded { .. } | Outcome::Duplicate { .. } => None,
        });
    match refused {
        Some(code) => Err(code.into()),
        None => Ok(()),
    }
}

/// Reads the fields strictly. A field left empty is a field not sent.
fn read(fields: &Fields) -> Result<PlanForm, Failure> {
    let Fields(fields) = fields;
    let filled = fields.iter().filter(|(_, value)| !value.is_empty());
    let map = filled.map(|(name, value)| (name.as_str(), Field(value)));
    PlanForm::deserialize(MapDeserializer::<_, FieldError>::new(map))
        .or(Err(ProblemCode::Malformed.into()))
}

/// A field's value: always a text, whatever the type behind it wants.
struct Field<'a>(&'a str);

impl<'de> IntoDeserializer<'de, FieldError> for Field<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> serde::Deserializer<'de> for Field<'de> {
    type Error = FieldError;

    fn deserialize_any<V: serde::de::Visitor<'de>>(
        self,
        visitor: V,
    ) -> Result<V::Value, FieldError> {
        visitor.visit_borrowed_str(self.0)
    }

    fn deserialize_option<V: serde::de::Visitor<'de>>(
        self,
        visitor: V,
    ) -> Result<V::Value, FieldError> {
        visitor.visit_some(self)
    }

    fn deserialize_enum<V: serde::de::Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, FieldError> {
        visitor.visit_enum(IntoDeserializer::<FieldError>::into_deserializer(self.0))
    }

    fn deserialize_newtype_struct<V: serde::de::Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, FieldError> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
