//! A stolen backup, a stolen disk: no word that somebody typed stands in it.

use contract::{SubscriptionKeys, SubscriptionRequest, path};
use domain::id::{CheerId, GoalId, NoteId, NudgeId, StepId};
use domain::journal::{Audience, Change, NewEntry};
use domain::words::{Prose, Words};
use reqwest::StatusCode;

use crate::cluster::Cluster;
use crate::program::Program;
use crate::visitor::{Visitor, win};
