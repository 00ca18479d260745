//! The real program, as an operator starts it.

use std::fs::{self, File};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;

use tempfile::TempDir;

use crate::database::Database;

/// What `Site::read` asks for; nobody looks at a page here.
const ASSETS: &str = r#"{ "version": "v1", "css": "/pkg/a.css", "js": "/pkg/a.js",
    "wasm": "/pkg/a.wasm", "split": null, "boot": "/pkg/boot.js", "brought": { "build": "b", "script": "" }, "chunks": {} }"#;

/// The program with its folder, port and database.
pub(crate) struct Program {
    folder: TempDir,
    listen: String,
    database: Option<String>,
}

/// A coach's way in.
pub(crate) struct Hired {
    pub(crate) email: String,
    pub(crate) password: String,
}

impl Program {
    pub(crate) fn install(database: &Database) -> Self {
        let folder = TempDir::new().expect("a folder");
        fs::create_dir_all(folder.path().join("site/pkg")).expect("a site");
        fs::write(folder.path().join("site/assets.json"), ASSETS).expect("a site");
        fs::write(folder.path().join("site/pkg/a.css"), "").expect("a site");
        let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let listen = free.local_addr().expect("an address").to_string();
        Self {
            folder,
            listen,
            database: database.url().map(str::to_owned),
        }
    }

    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.listen)
    }

    /// An organisation and a coach, by the command line.
    pub(crate) fn hire(&self) -> Hired {
        let organisation = self.admin(&["add-organisation", "Jongerenpunt"]);
        let coach = self.admin(&[
            "add-coach",
            "--organisation",
            organisation.trim(),
            "--name",
            "Noor",
            "--email",
            "noor@example.org",
        ]);
        let (email, password) = coach.trim().split_once('\n').expect("e-mail and password");
        Hired {
            email: email.to_owned(),
            password: password.to_owned(),
        }
    }

    fn admin(&self, arguments: &[&str]) -> String {
        let output = self
            .command()
            .arg("admin")
            .args(arguments)
            .output()
            .expect("it runs");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).expect("text")
    }

    /// Starts it and waits until it serves.
    pub(crate) async fn start(&self) -> Running {
        let running = self.spawn();
        let client = reqwest::Client::builder()
            .no_proxy()
            .build()
            .expect("a client");
        let ready = format!("{}/readyz", self.origin());
        for _ in 0..3_000 {
            if let Ok(answer) = client.get(&ready).send().await
                && answer.status().is_success()
            {
                return running;
            }
            assert!(running.lives(), "it stopped: {}", self.log());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("it does not serve: {}", self.log());
    }

    /// Starts it.
    pub(crate) fn spawn(&self) -> Running {
        let log = File::options()
            .create(true)
            .append(true)
            .open(self.folder.path().join("log"));
        let child = self
            .command()
            .arg("serve")
            .stdout(Stdio::null())
            .stderr(log.expect("a log"))
            .spawn()
            .expect("it starts");
        Running(Mutex::new(child))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stip"));
        command
            .env_remove("DATABASE_URL")
            .env("RUST_LOG", "warn")
            .env("STIP_LISTEN", &self.listen)
            .env("STIP_DATA_DIR", self.folder.path().join("data"))
            .env("STIP_SITE_DIR", self.folder.path().join("site"))
            .stdin(Stdio::null());
        if let Some(database) = &self.database {
            command.env("DATABASE_URL", database);
        }
        command
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

/// A process; gone when dropped.
pub(crate) struct Running(Mutex<Child>);

impl Running {
    /// `kill -9`, and waits until it is gone.
    pub(crate) fn kill(&self) {
        let mut child = self.0.lock().expect("one test at a time");
        child.kill().expect("killed");
        child.wait().expect("gone");
    }

    fn lives(&self) -> bool {
        self.0
            .lock()
            .expect("one test at a time")
            .try_wait()
            .expect("a child")
            .is_none()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
    }
}
