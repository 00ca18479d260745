//! The command line.

use std::sync::Arc;

use clap::{Parser, Subcommand};
use service::{Entropy, Stip};

use crate::entropy::SystemEntropy;
use crate::refusal::Refusal;
use crate::say::say;
use crate::settings::Settings;
use crate::{database, doors, http, serve};

/// Stip: one development plan, owned by a youth.
#[derive(Debug, Parser)]
#[command(name = "stip", version)]
pub(crate) struct Cli {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the app and the API
    Serve {
        /// Fill an empty database with a network of made-up people, and say how they come in
        #[arg(long)]
        demo: bool,
    },
    /// Fill an empty database with a network of made-up people, and say how they come in
    Demo,
    /// Bring the database up to date, and stop
    Migrate,
    /// Organisations and coaches
    Admin {
        #[command(subcommand)]
        what: Admin,
    },
    /// Print the OpenAPI description
    Openapi,
}

#[derive(Debug, Subcommand)]
enum Admin {
    /// Add an organisation; prints its id
    AddOrganisation {
        /// Its name, as it stands on invitations
        name: String,
    },
    /// Add a coach; prints a first password, once
    AddCoach {
        /// The organisation's id
        #[arg(long)]
        organisation: String,
        /// The coach's name
        #[arg(long)]
        name: String,
        /// The coach's e-mail address
        #[arg(long)]
        email: String,
    },
}

impl Cli {
    /// Does what was asked.
    pub(crate) async fn run(self) -> Result<(), Refusal> {
        let settings = &self.settings;
        match self.command {
            Command::Serve { demo } => serve::serve(settings, demo).await,
            Command::Demo => {
                let stip = database::house(settings).await?;
                let doors = stip.demo().await.map_err(Refusal::Demo);
                stip.storage().close().await;
                doors.map(|doors| doors::tell(&stip.settings().origin, &doors))
            }
            Command::Migrate => {
                database::open(settings).await?.close().await;
                say("The database is up to date.");
                Ok(())
            }
            Command::Admin { what } => {
                let stip = database::house(settings).await?;
                let done = what.run(&stip).await;
                stip.storage().close().await;
                done
            }
            Command::Openapi => {
                say(&http::openapi::json().map_err(Refusal::Description)?);
                Ok(())
            }
        }
    }
}

impl Admin {
    async fn run(self, stip: &Arc<Stip>) -> Result<(), Refusal> {
        match self {
            Self::AddOrganisation { name } => {
                let id = stip.add_organisation(&name).await.map_err(Refusal::Admin)?;
                say(&id.to_string());
            }
            Self::AddCoach {
                organisation,
                name,
                email,
            } => {
                let organisation = organisation.parse().map_err(Refusal::Id)?;
                let password = fresh_password();
                stip.add_coach(organisation, &name, &email, password.clone())
                    .await
                    .map_err(Refusal::Admin)?;
                say(&format!("{email}\n{password}"));
            }
        }
        Ok(())
    }
}

/// Twenty characters that cannot be confused when read aloud: 100 bits.
fn fresh_password() -> String {
    const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut bytes = [0_u8; 20];
    SystemEntropy.fill(&mut bytes);
    let letter = |byte: u8| {
        LETTERS
            .get(usize::from(byte % 32))
            .copied()
            .map_or('0', char::from)
    };
    bytes
        .chunks(5)
        .map(|group| group.iter().copied().map(letter).collect::<String>())
        .collect::<Vec<_>>()
        .join("-")
}
