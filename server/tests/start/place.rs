//! The real program in a place of its own.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A folder, a built site and a port.
pub(crate) struct Place {
    folder: TempDir,
    pub(crate) port: u16,
}

impl Place {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let site = folder.path().join("site");
        fs::create_dir_all(site.join("pkg")).expect("made");
        let assets = r#"{ "version": "v1", "css": "/pkg/a.css", "js": "/pkg/a.js",
            "wasm": "/pkg/a.wasm", "split": null, "boot": "/pkg/boot.js", "brought": { "build": "b", "script": "" } }"#;
        fs::write(site.join("assets.json"), assets).expect("written");
        fs::write(site.join("pkg/a.css"), "").expect("written");
        let port = free_port();
        Self { folder, port }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn stip(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stip"));
        command
            .args(arguments)
            .env_clear()
            .env("STIP_DATA_DIR", self.path("data"))
            .env("STIP_SITE_DIR", self.path("site"))
            .env("STIP_LISTEN", format!("127.0.0.1:{}", self.port))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub(crate) fn serve(&self, arguments: &[&str]) -> Running {
        let child = self.stip(arguments).spawn().expect("started");
        let mut running = Running { child };
        let patience = Instant::now() + Duration::from_secs(60);
        while self
            .ask("/readyz")
            .is_none_or(|answer| !answer.starts_with("HTTP/1.1 200"))
        {
            if let Some(status) = running.child.try_wait().expect("asked") {
                let mut text = String::new();
                let stderr = running.child.stderr.as_mut().expect("stderr");
                stderr.read_to_string(&mut text).expect("read");
                panic!("ended with {status}: {text}");
            }
            assert!(Instant::now() < patience, "not ready in time");
            std::thread::sleep(Duration::from_millis(50));
        }
        running
    }

    pub(crate) fn ask(&self, path: &str) -> Option<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        )
        .ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        Some(answer)
    }
}

pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("its address").port()
}

/// Never outlives its test.
pub(crate) struct Running {
    child: Child,
}

impl Running {
    pub(crate) fn stop(mut self) -> (Output, Duration) {
        let id = self.child.id().to_string();
        let begun = Instant::now();
        let told = Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .expect("kill");
        assert!(told.success());
        let mut output = Output {
            status: self.child.wait().expect("its end"),
            stdout: Vec::new(),
            stderr: Vec::new(),
        };
        let took = begun.elapsed();
        let stdout = self.child.stdout.as_mut().expect("stdout");
        stdout.read_to_end(&mut output.stdout).expect("read");
        (output, took)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Refuses: not a success, and one sentence that holds these words.
pub(crate) fn refuses(mut command: Command, words: &str) {
    let output = command.output().expect("started");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{words}: {said}");
    assert!(said.contains(words), "{words}: {said}");
    let sentences = said
        .lines()
        .filter(|line| line.starts_with("stip: "))
        .count();
    assert_eq!(sentences, 1, "{said}");
}

pub(crate) fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("there").permissions().mode() & 0o777
}
