//! A reader that tries.

use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::os::unix::net::{UnixListener, UnixStream};
use std::panic::catch_unwind;
use std::path::Path;
use std::process::Command;
use std::thread;

use super::enter;

/// Where a try may leave its marks.
struct Place {
    folder: tempfile::TempDir,
    address: SocketAddr,
    _listening: (TcpListener, UnixListener),
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for file in ["read", "cut", "moved", "gone", "closed"] {
            fs::write(folder.path().join(file), "as it was").unwrap();
        }
        let unix = UnixListener::bind(folder.path().join("socket")).unwrap();
        let tcp = TcpListener::bind("127.0.0.1:0").unwrap();
        Self { folder, address: tcp.local_addr().unwrap(), _listening: (tcp, unix) }
    }

    fn at(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    /// What no reader needs, and whether it could be done.
    fn tries(&self) -> Vec<(&'static str, bool)> {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let write = fs::File::options().write(true).open(self.at("cut"));
        let append = fs::File::options().append(true).open(self.at("cut"));
        let pid = rustix::process::getpid();
        let me = rustix::process::test_kill_process(pid);
        vec![
            ("connect", TcpStream::connect(self.address).is_ok()),
            ("a socket's file", UnixStream::connect(self.at("socket")).is_ok()),
            ("a pair of sockets", UnixStream::pair().is_ok()),
            ("bind", UdpSocket::bind("127.0.0.1:0").is_ok()),
            ("make", fs::File::create(self.at("new")).is_ok()),
            ("write over", fs::write(self.at("cut"), "not as it was").is_ok()),
            ("open to write", write.is_ok()),
            ("append", append.is_ok()),
            ("move", fs::rename(self.at("moved"), self.at("moved away")).is_ok()),
            ("take away", fs::remove_file(self.at("gone")).is_ok()),
            ("a folder", fs::create_dir(self.at("inner")).is_ok()),
            ("a link", symlink("read", self.at("link")).is_ok()),
            ("a second name", fs::hard_link(self.at("read"), self.at("second")).is_ok()),
            (
                "rights",
                fs::set_permissions(self.at("closed"), fs::Permissions::from_mode(0o777)).is_ok(),
            ),
            ("a program", Command::new("true").status().is_ok()),
            ("a signal", me.is_ok()),
        ]
    }

    /// What a reader does, on threads as well, and with a panic that is caught.
    fn reads(&self) {
        read(&self.at("read"));
        thread::scope(|scope| scope.spawn(|| read(&self.at("read"))).join().unwrap());
        assert_eq!(fs::read_dir(self.folder.path()).unwrap().count(), 6);
        assert!(fs::canonicalize(self.at("read")).is_ok());
        let large = vec![7_u8; 64 << 20];
        assert_eq!(
            large.iter().step_by(4096).map(|byte| usize::from(*byte)).sum::<usize>(),
            7 << 14
        );
        assert!(catch_unwind(|| std::panic::resume_unwind(Box::new(7))).is_err());
        thread::sleep(std::time::Duration::from_millis(1));
    }
}

fn read(path: &Path) {
    assert_eq!(fs::read_to_string(path).unwrap(), "as it was");
}

#[test]
fn a_reader_that_tries_reads_and_does_nothing_else() {
    let place = Place::new();
    let state = thread::scope(|scope| {
        let fenced = scope.spawn(|| {
            let state = enter();
            place.reads();
            for (what, done) in place.tries() {
                assert!(!done, "{what}");
            }
            // A thread that it starts is no way out.
            let tries = thread::scope(|scope| scope.spawn(|| place.tries()).join().unwrap());
            assert!(tries.iter().all(|(_, done)| !done), "{tries:?}");
            place.reads();
            state
        });
        fenced.join().unwrap()
    });
    assert!(state.calls, "{state:?}");
    // All of it can be done outside, so that the test means something; and the fence is that thread's alone.
    for (what, done) in place.tries() {
        assert!(done, "{what}");
    }
}

#[test]
fn either_wall_holds_files_and_connections_alone() {
    for lay in [super::linux::lay_files, super::linux::lay_calls] {
        let place = Place::new();
        let held =
            ["connect", "make", "write over", "open to write", "move", "take away", "a folder"];
        thread::scope(|scope| {
            scope.spawn(|| {
                // A kernel without it has the other.
                if lay() {
                    place.reads();
                    for (what, done) in place.tries() {
                        assert!(!done || !held.contains(&what), "{what}");
                    }
                }
            });
        });
    }
}
