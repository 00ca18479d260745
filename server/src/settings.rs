//! What the operator can set; the one file that reads the environment (through clap).

use std::net::SocketAddr;
use std::path::PathBuf;

use ipnet::IpNet;
use jobs::push::Origin;

use crate::refusal::Refusal;

/// Settings as given, on the command line or in the environment.
#[derive(Debug, Clone, clap::Args)]
pub struct Settings {
    /// The database: sqlite://FILE or postgres://...; default sqlite://DATA_DIR/stip.db
    #[arg(long, global = true, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// Address and port to listen on
    #[arg(
        long,
        global = true,
        env = "STIP_LISTEN",
        default_value = "127.0.0.1:3000"
    )]
    pub listen: SocketAddr,
    /// Where people reach Stip, such as https://stip.example.org; default http://LISTEN
    #[arg(long, global = true, env = "STIP_ORIGIN")]
    pub origin: Option<String>,
    /// Where database and keys live
    #[arg(long, global = true, env = "STIP_DATA_DIR", default_value = "data")]
    pub data_dir: PathBuf,
    /// The master key; default DATA_DIR/master.key
    #[arg(long, global = true, env = "STIP_MASTER_KEY_FILE")]
    pub master_key_file: Option<PathBuf>,
    /// The built site (assets.json, pkg/); default ../site beside the program
    #[arg(long, global = true, env = "STIP_SITE_DIR")]
    pub site_dir: Option<PathBuf>,
    /// Further push services that may be written to, with commas between
    #[arg(long, global = true, env = "STIP_PUSH_HOSTS", default_value = "")]
    pub push_hosts: String,
    /// How push services reach the operator (mailto: or https:); needed unless Stip runs on loopback
    #[arg(long, global = true, env = "STIP_VAPID_SUBJECT")]
    pub vapid_subject: Option<String>,
    /// Networks of proxies whose X-Forwarded-For is believed, with commas between
    #[arg(
        long,
        global = true,
        env = "STIP_TRUSTED_PROXIES",
        value_delimiter = ','
    )]
    pub trusted_proxies: Vec<IpNet>,
}

impl Settings {
    /// Where people reach Stip.
    ///
    /// # Errors
    ///
    /// When it is no origin, or plain HTTP elsewhere than on this machine (W-15).
    pub fn origin(&self) -> Result<Origin, Refusal> {
        let text = match &self.origin {
            Some(origin) => origin.clone(),
            None => format!("http://{}", self.listen),
        };
        text.parse().map_err(Refusal::Origin)
    }

    /// The database's address.
    #[must_use]
    pub fn database_url(&self) -> String {
        self.database_url
            .clone()
            .unwrap_or_else(|| format!("sqlite://{}", self.data_dir.join("stip.db").display()))
    }

    /// The file of the master key.
    #[must_use]
    pub fn master_key_file(&self) -> PathBuf {
        self.master_key_file
            .clone()
            .unwrap_or_else(|| self.data_dir.join("master.key"))
    }

    /// The folder of the built site.
    #[must_use]
    pub fn site_dir(&self) -> PathBuf {
        self.site_dir.clone().unwrap_or_else(|| {
            std::env::current_exe()
                .ok()
                .and_then(|exe| Some(exe.parent()?.parent()?.join("site")))
                .unwrap_or_else(|| PathBuf::from("target/site"))
        })
    }

    /// Refuses what would not be safe outside this machine (W-15).
    ///
    /// # Errors
    ///
    /// The first thing that is wrong.
    pub fn check(&self, debug_build: bool) -> Result<(), Refusal> {
        let origin = self.origin()?;
        if self
            .trusted_proxies
            .iter()
            .any(|network| network.prefix_len() == 0)
        {
            return Err(Refusal::EveryProxy);
        }
        if origin.is_loopback() && self.listen.ip().is_loopback() {
            return Ok(());
        }
        if origin.is_loopback() {
            return Err(Refusal::LoopbackOrigin {
                listen: self.listen,
            });
        }
        if debug_build {
            return Err(Refusal::DebugBuild);
        }
        if self.vapid_subject.is_none() {
            return Err(Refusal::NoSubject);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        settings: Settings,
    }

    fn settings(arguments: &[&str]) -> Settings {
        Line::try_parse_from([&["stip"], arguments].concat())
            .expect("arguments")
            .settings
    }

    #[test]
    fn on_this_machine_everything_goes() {
        settings(&[]).check(true).expect("defaults");
        let port = settings(&["--listen", "127.0.0.1:8080"]);
        assert_eq!(
            port.origin().expect("origin").as_str(),
            "http://127.0.0.1:8080"
        );
    }

    #[test]
    fn elsewhere_only_what_is_safe() {
        let refused = |arguments: &[&str], debug| settings(arguments).check(debug).is_err();
        let https = [
            "--listen",
            "0.0.0.0:443",
            "--origin",
            "https://stip.example.org",
        ];
        let subject = ["--vapid-subject", "mailto:beheer@example.org"];
        let whole = [&https[..], &subject[..]].concat();
        assert!(!refused(&whole, false));
        assert!(refused(&whole, true), "a debug build");
        assert!(refused(&https, false), "nobody to reach for push services");
        assert!(refused(&["--listen", "0.0.0.0:80"], false), "no origin");
        assert!(
            refused(&["--origin", "http://stip.example.org"], false),
            "plain http"
        );
        assert!(
            refused(&["--origin", "https://stip.example.org/pad"], false),
            "a path"
        );
        assert!(refused(
            &[&whole[..], &["--trusted-proxies", "0.0.0.0/0"]].concat(),
            false
        ));
    }
}
