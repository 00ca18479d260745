//! The real program, as an operator starts it.

use std::fs::{self, File};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use contract::LoginRequest;
use tempfile::TempDir;

/// What `Site::read` asks for; nobody loads a script here.
const ASSETS: &str = r#"{ "version": "v1", "css": "/pkg/a.css", "js": "/pkg/a.js",
    "wasm": "/pkg/a.wasm", "split": null, "boot": "/pkg/boot.js", "brought": { "build": "b", "script": "" }, "chunks": {} }"#;

/// The program at work, with its folder. It ends when dropped.
pub(crate) struct Program {
    folder: TempDir,
    listen: String,
    child: Child,
    pub(crate) coach: LoginRequest,
}

impl Program {
    /// Installs it on a database, with one coach, and starts it. Of `limits`, shell commands, one may
    /// bind what it can do.
    pub(crate) async fn serve(database: Option<&str>, limits: &str) -> Self {
        let folder = TempDir::new().expect("a folder");
        fs::create_dir_all(folder.path().join("site/pkg")).expect("a site");
        fs::write(folder.path().join("site/assets.json"), ASSETS).expect("a site");
        fs::write(folder.path().join("site/pkg/a.css"), "").expect("a site");
        let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let listen = free.local_addr().expect("an address").to_string();
        drop(free);
        let command = |script: &str| {
            let mut command = Command::new("sh");
            command
                .args(["-c", script, env!("CARGO_BIN_EXE_stip")])
                .env_remove("DATABASE_URL")
                .env("RUST_LOG", "warn")
                .env("STIP_LISTEN", &listen)
                .env("STIP_DATA_DIR", folder.path().join("data"))
                .env("STIP_SITE_DIR", folder.path().join("site"))
                // Nobody listens there.
                .env("STIP_PUSH_HOSTS", "127.0.0.1:9")
                .stdin(Stdio::null());
            if let Some(database) = database {
                command.env("DATABASE_URL", database);
            }
            command
        };
        let admin = |arguments: &str| {
            let output = command(&format!("exec \"$0\" admin {arguments}"))
                .output()
                .expect("it runs");
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{said}");
            String::from_utf8(output.stdout).expect("text")
        };
        let organisation = admin("add-organisation Jongerenpunt");
        let coach = admin(&format!(
            "add-coach --organisation {} --name Noor --email noor@example.org",
            organisation.trim()
        ));
        let (email, password) = coach.trim().split_once('\n').expect("e-mail and password");
        let coach = LoginRequest {
            email: email.to_owned(),
            password: password.to_owned(),
        };
        let log = File::create(folder.path().join("log")).expect("a log");
        let child = command(&format!("{limits} exec \"$0\" serve"))
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("it starts");
        let mut program = Self {
            folder,
            listen,
            child,
            coach,
        };
        program.until_ready().await;
        program
    }

    /// Waits until it is ready for visitors; it must live meanwhile.
    pub(crate) async fn until_ready(&mut self) {
        let client = reqwest::Client::builder().no_proxy().build();
        let client = client.expect("a client");
        let ready = format!("{}/readyz", self.origin());
        for _ in 0..3_000 {
            if let Ok(answer) = client.get(&ready).send().await
                && answer.status().is_success()
            {
                return;
            }
            self.assert_alive();
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("it does not serve: {}", self.log());
    }

    /// The process that was started is still the one that runs.
    pub(crate) fn assert_alive(&mut self) {
        let ended = self.child.try_wait().expect("a child");
        assert!(ended.is_none(), "it stopped: {}", self.log());
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.listen)
    }

    /// What it told its operator.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }
}
