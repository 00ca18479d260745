//! A PostgreSQL cluster that a test may stop, start and read on disk.

use std::ffi::OsStr;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{fs, io};

use tempfile::TempDir;

/// A cluster of its own. Stopped, and gone, when dropped.
pub(crate) struct Cluster {
    folder: TempDir,
    tools: PathBuf,
    port: u16,
}

impl Cluster {
    /// Makes it and starts it.
    pub(crate) fn start_new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = free.local_addr().expect("an address").port();
        drop(free);
        let cluster = Self {
            folder,
            tools: tools(),
            port,
        };
        // PostgreSQL refuses to run as root; its package made a user for it.
        fs::set_permissions(cluster.folder.path(), fs::Permissions::from_mode(0o777))
            .expect("a folder for everybody");
        let data = cluster.data();
        let options = ["-U", "stip", "-A", "trust", "-E", "UTF8", "--no-sync", "-D"];
        let options = options.map(OsStr::new).into_iter();
        done(&cluster.owner("initdb", options.chain([data.as_os_str()])));
        cluster.start();
        cluster
    }

    /// Starts it, and waits until it answers.
    pub(crate) fn start(&self) {
        let (data, log) = (self.data(), self.folder.path().join("data/log"));
        let options = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off",
            self.port
        );
        let arguments = [
            OsStr::new("-D"),
            data.as_os_str(),
            OsStr::new("-l"),
            log.as_os_str(),
            OsStr::new("-o"),
            OsStr::new(&options),
            OsStr::new("-w"),
            OsStr::new("start"),
        ];
        done(&self.owner("pg_ctl", arguments));
    }

    /// Ends it as a crash does: at once, whatever was under way.
    pub(crate) fn crash(&self) {
        done(&self.stop());
    }

    fn stop(&self) -> Output {
        let data = self.data();
        let arguments = ["-m", "immediate", "-w", "stop", "-D"].map(OsStr::new);
        self.owner("pg_ctl", arguments.into_iter().chain([data.as_os_str()]))
    }

    /// `DATABASE_URL`.
    pub(crate) fn url(&self) -> String {
        format!("postgres://stip@127.0.0.1:{}/postgres", self.port)
    }

    /// Everything, as a backup would hold it.
    pub(crate) fn dump(&self) -> Vec<u8> {
        let output = Command::new(self.tools.join("pg_dump"))
            .arg(self.url())
            .output()
            .expect("pg_dump runs");
        done(&output);
        output.stdout
    }

    /// Writes everything that is in memory to the files, and reads every one of them: tables, the
    /// write-ahead log, the server's own log.
    pub(crate) fn files(&self) -> Vec<u8> {
        let output = Command::new(self.tools.join("psql"))
            .args(["-c", "CHECKPOINT", &self.url()])
            .output()
            .expect("psql runs");
        done(&output);
        let mut bytes = Vec::new();
        read_all(&self.data(), &mut bytes).expect("the files are read");
        bytes
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Runs a tool as whoever owns the cluster. Its output goes to a file's end, not to a pipe: the
    /// server keeps it open.
    fn owner<'a>(&self, tool: &str, arguments: impl IntoIterator<Item = &'a OsStr>) -> Output {
        let tool = self.tools.join(tool);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(tool);
            command
        } else {
            Command::new(tool)
        };
        let errors = self.folder.path().join("errors");
        let file = fs::File::create(&errors).expect("a file");
        let status = command
            .args(arguments)
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(file)
            .status()
            .expect("PostgreSQL's tools run");
        Output {
            status,
            stdout: Vec::new(),
            stderr: fs::read(errors).unwrap_or_default(),
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // It may have been stopped already.
        self.stop();
    }
}

fn done(output: &Output) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().expect("id runs");
    id.stdout.trim_ascii() == b"0"
}

/// Where PostgreSQL's tools are: the newest of the distribution's, or on the path.
fn tools() -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let newest = versions
        .filter_map(|version| Some(version.ok()?.path().join("bin")))
        .filter(|bin| bin.join("initdb").exists())
        .max_by_key(|bin| {
            let version = bin.parent().and_then(Path::file_name);
            version
                .and_then(OsStr::to_str)
                .and_then(|version| version.parse::<u32>().ok())
        });
    if let Some(newest) = newest {
        return newest;
    }
    let found = Command::new("sh")
        .args(["-c", "command -v initdb"])
        .output();
    let found = String::from_utf8(found.expect("a shell").stdout).expect("a path");
    let Some(bin) = Path::new(found.trim())
        .parent()
        .filter(|bin| bin.is_absolute())
    else {
        panic!("PostgreSQL is missing. Install it with:  .ci/setup postgres");
    };
    bin.to_owned()
}

fn read_all(folder: &Path, bytes: &mut Vec<u8>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read_all(&path, bytes)?;
        } else {
            match fs::read(&path) {
                Ok(read) => bytes.extend(read),
                // A running server throws files away.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(())
}
