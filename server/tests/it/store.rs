//! The database as a file: versions, locks, restarts, and a server that is killed.

use crate::harness::{PASSWORD, Server};
use sea_orm::ConnectionTrait;
use server::store::{Store, StoreError};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

#[tokio::test(flavor = "multi_thread")]
async fn a_second_server_is_kept_off_the_file() {
    let server = Server::sqlite().await;
    let error = Store::open(&server.sqlite_url()).await.unwrap_err();
    assert!(matches!(error, StoreError::InUse(_)), "{error}");
    assert!(error.to_string().contains("another server"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_a_newer_version_is_refused() {
    let folder = std::env::temp_dir().join(format!("quayside-test-{}", uuid::Uuid::now_v7()));
    let url = format!("sqlite:{}", folder.join("test.db").display());
    let store = Store::open(&url).await.unwrap();
    let newer =
        "INSERT INTO schema_change (number, name, applied) VALUES (9999, 'from the future', 0)";
    store.writer().execute_unprepared(newer).await.unwrap();
    store.close().await.unwrap();
    let error = Store::open(&url).await.unwrap_err();
    assert!(
        matches!(error, StoreError::Newer { found: 9999, .. }),
        "{error}"
    );
    assert!(
        error.to_string().contains("run the newer program"),
        "{error}"
    );
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn opening_again_changes_nothing() {
    let folder = std::env::temp_dir().join(format!("quayside-test-{}", uuid::Uuid::now_v7()));
    let url = format!("sqlite:{}", folder.join("test.db").display());
    let mut schemas = Vec::new();
    for _ in 0..2 {
        let store = Store::open(&url).await.unwrap();
        let sql = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name";
        let statement = sea_orm::Statement::from_string(store.backend(), sql);
        let rows = store.reader().query_all_raw(statement).await.unwrap();
        schemas.push(
            rows.iter()
                .map(|row| row.try_get::<String>("", "sql").unwrap())
                .collect::<Vec<_>>(),
        );
        store.close().await.unwrap();
    }
    assert_eq!(schemas[0], schemas[1]);
    assert!(schemas[0].len() > 30);
    std::fs::remove_dir_all(folder).unwrap();
}

struct Process {
    child: Child,
    address: String,
}

impl Process {
    fn start(folder: &std::path::Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_quayside"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
            .arg(folder)
            .env_remove("QUAYSIDE_DATABASE_URL")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line.trim().rsplit("http://").next().unwrap().to_owned();
        Self { child, address }
    }

    /// One request; status and the whole answer.
    fn request(&self, method: &str, path: &str, cookie: &str, body: &str) -> Option<(u16, String)> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        let length = body.len();
        write!(
            stream,
            "{method} /api/v1{path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncookie: {cookie}\r\ncontent-type: application/json\r\n\
             content-length: {length}\r\n\r\n{body}",
            self.address
        )
        .ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        let status = answer.split_whitespace().nth(1)?.parse().ok()?;
        Some((status, answer))
    }
}

/// Proves that nothing acknowledged is lost when the server is killed in the middle of its work.
#[test]
fn what_was_acknowledged_survives_a_kill() {
    let folder = std::env::temp_dir().join(format!("quayside-test-{}", uuid::Uuid::now_v7()));
    let mut server = Process::start(&folder);
    let setup = format!(
        "{{\"company\":\"T\",\"time_zone\":\"Europe/London\",\"base_currency\":\"GBP\",\"name\":\"M\",\
         \"email\":\"m@t.example\",\"password\":\"{PASSWORD}\"}}"
    );
    let (status, answer) = server.request("POST", "/setup", "", &setup).unwrap();
    assert_eq!(status, 201, "{answer}");
    let cookie = answer
        .lines()
        .filter_map(|line| line.strip_prefix("set-cookie: "))
        .find(|cookie| cookie.starts_with("quayside-session"))
        .and_then(|cookie| cookie.split(';').next())
        .unwrap()
        .to_owned();
    let mut acknowledged = Vec::new();
    for round in 0..3 {
        // Four writers at once, and the plug is pulled while they write.
        let done = std::thread::scope(|scope| {
            let writers: Vec<_> = (0..4)
                .map(|writer| {
                    let (server, cookie) = (&server, &cookie);
                    scope.spawn(move || {
                        let mut done = Vec::new();
                        for number in 0..1_000 {
                            let sku = format!("R{round}-W{writer}-{number}");
                            let body = format!("{{\"sku\":\"{sku}\",\"name\":\"{sku}\"}}");
                            match server.request("POST", "/products", cookie, &body) {
                                Some((201, _)) => done.push(sku),
                                _ => break,
                            }
                        }
                        done
                    })
                })
                .collect();
            std::thread::sleep(std::time::Duration::from_millis(400));
            let killed = Command::new("kill")
                .args(["-9", &server.child.id().to_string()])
                .status()
                .unwrap();
            assert!(killed.success());
            writers
                .into_iter()
                .flat_map(|writer| writer.join().unwrap())
                .collect::<Vec<_>>()
        });
        server.child.wait().unwrap();
        acknowledged.extend(done);
        server = Process::start(&folder);
    }
    assert!(acknowledged.len() > 10, "{}", acknowledged.len());
    for sku in &acknowledged {
        let (status, answer) = server
            .request("GET", &format!("/products?query={sku}"), &cookie, "")
            .unwrap();
        assert!(
            status == 200 && answer.contains(sku),
            "{sku} was acknowledged and is gone"
        );
    }
    // A gentle end this time: it closes by itself and with success.
    assert!(
        Command::new("kill")
            .args(["-TERM", &server.child.id().to_string()])
            .status()
            .unwrap()
            .success()
    );
    assert!(server.child.wait().unwrap().success());
    std::fs::remove_dir_all(folder).unwrap();
}
