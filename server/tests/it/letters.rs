//! Letters: over SMTP to a mail server that this test plays, and onto the page of the training company.

use crate::harness::{Browser, PASSWORD, Server, on_each};
use crate::processes::Process;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use server::clock::real_now;
use server::config::MailConfig;
use server::mail::{Letter, Mail, MailError};
use server::store::letters;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// How a mail server behaves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mood {
    /// It takes every letter.
    Works,
    /// It takes none.
    Refuses,
    /// It lets everybody in and says nothing.
    Silent,
    /// It greets and then falls silent.
    FallsSilent,
}

/// A mail server of one's own: keeps what it is sent, or is out of order.
struct MailServer {
    url: String,
    letters: Arc<Mutex<Vec<String>>>,
}

impl MailServer {
    async fn start(mood: Mood) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let letters = Arc::<Mutex<Vec<String>>>::default();
        let kept = letters.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, mood, kept.clone()));
            }
        });
        Self { url, letters }
    }

    async fn first_letter(&self) -> String {
        for _ in 0..200 {
            if let Some(letter) = self.letters.lock().unwrap().first() {
                return letter.clone();
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("no letter came");
    }
}

/// The part of RFC 5321 that one letter needs.
async fn converse(stream: TcpStream, mood: Mood, letters: Arc<Mutex<Vec<String>>>) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    if mood == Mood::Silent {
        return std::future::pending().await;
    }
    write.write_all(b"220 mail.example\r\n").await.unwrap();
    if mood == Mood::FallsSilent {
        return std::future::pending().await;
    }
    while let Ok(Some(line)) = lines.next_line().await {
        let answer: &[u8] = match line.split_whitespace().next() {
            Some("EHLO") => b"250 mail.example\r\n",
            Some("RCPT") if mood == Mood::Refuses => b"550 no such mailbox\r\n",
            Some("DATA") => {
                write.write_all(b"354 go on\r\n").await.unwrap();
                let mut letter = String::new();
                while let Ok(Some(line)) = lines.next_line().await {
                    if line == "." {
                        break;
                    }
                    letter.push_str(&line);
                    letter.push('\n');
                }
                letters.lock().unwrap().push(letter);
                b"250 taken\r\n"
            }
            Some("QUIT") => b"221 bye\r\n",
            _ => b"250 ok\r\n",
        };
        if write.write_all(answer).await.is_err() {
            return;
        }
    }
}

fn over(url: &str) -> MailConfig {
    MailConfig {
        mail_url: Some(url.to_owned()),
        mail_from: Some("Quayside <stock@tidewater.example>".into()),
    }
}

async fn invite(office: &mut Browser, name: &str) -> Value {
    let roles = office.get("/roles").await.expect(StatusCode::OK);
    let roles = roles["items"].as_array().unwrap();
    let role = roles.iter().find(|role| role["name"] == "Counter").unwrap();
    let email = format!("{}@tidewater.example", name.to_lowercase());
    let body = json!({ "name": name, "email": email, "role": role["id"] });
    office
        .post("/users", body)
        .await
        .expect(StatusCode::CREATED)
}

/// The path of the link in a letter.
fn link_in(letter: &str) -> &str {
    let line = letter.lines().find(|line| line.contains("/welcome/"));
    let from = line.expect("a link").find("/welcome/").unwrap();
    line.unwrap()[from..].trim()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_and_a_new_password_come_by_mail() {
    on_each(async |server: Server| {
        let mail = MailServer::start(Mood::Works).await;
        server.app.use_mail(Mail::new(&over(&mail.url)).unwrap());
        let mut office = server.founded().await;
        let link = invite(&mut office, "Callum").await;
        assert_eq!(link["mailed"], true);
        let letter = mail.first_letter().await;
        assert!(
            letter.contains("From: Quayside <stock@tidewater.example>"),
            "{letter}"
        );
        assert!(letter.contains("To: callum@tidewater.example"), "{letter}");
        assert_eq!(link_in(&letter), link["path"]);

        let mut callum = server.browser();
        let token = link["path"]
            .as_str()
            .unwrap()
            .trim_start_matches("/welcome/");
        let password = json!({ "password": PASSWORD });
        callum
            .post(&format!("/links/{token}"), password)
            .await
            .expect(StatusCode::OK);

        mail.letters.lock().unwrap().clear();
        let mut stranger = server.browser();
        let asked = json!({ "email": "callum@tidewater.example" });
        assert_eq!(
            stranger.post("/password-resets", asked).await.status,
            StatusCode::ACCEPTED
        );
        let letter = mail.first_letter().await;
        let token = link_in(&letter).trim_start_matches("/welcome/").to_owned();
        let password = json!({ "password": "another long password" });
        stranger
            .post(&format!("/links/{token}"), password)
            .await
            .expect(StatusCode::OK);
        let signed_out = callum.get("/session").await;
        assert_eq!(
            signed_out.status,
            StatusCode::UNAUTHORIZED,
            "the old session has ended"
        );

        // Nobody learns from the answer who has an account.
        let asked = json!({ "email": "nobody@tidewater.example" });
        assert_eq!(
            stranger.post("/password-resets", asked).await.status,
            StatusCode::ACCEPTED
        );
        server
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_is_not_taken_is_told() {
    on_each(async |server: Server| {
        let mail = MailServer::start(Mood::Refuses).await;
        server.app.use_mail(Mail::new(&over(&mail.url)).unwrap());
        let mut office = server.founded().await;
        let link = invite(&mut office, "Callum").await;
        assert_eq!(link["mailed"], false, "it is to be handed over by hand");
        assert!(link["path"].as_str().unwrap().starts_with("/welcome/"));
        server
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_mail_a_new_password_is_not_promised() {
    on_each(async |server: Server| {
        let mut office = server.founded().await;
        assert_eq!(invite(&mut office, "Callum").await["mailed"], false);
        let asked = json!({ "email": "mairi@tidewater.example" });
        let answer = server.browser().post("/password-resets", asked).await;
        assert_eq!(answer.refused(StatusCode::CONFLICT), "mail/not-set-up");
        assert_eq!(
            server
                .browser()
                .raw(Method::GET, "/mail", &[], Vec::new())
                .await
                .status,
            StatusCode::NOT_FOUND
        );
        server
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_training_companys_letters_are_on_a_page() {
    let server = Server::sqlite().await;
    let page = MailConfig {
        mail_url: Some("page:".into()),
        mail_from: None,
    };
    server.app.use_mail(Mail::new(&page).unwrap());
    let mut office = server.founded().await;
    let link = invite(&mut office, "Callum").await;
    assert_eq!(link["mailed"], true);
    let page = server
        .browser()
        .raw(Method::GET, "/mail", &[], Vec::new())
        .await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.text.contains(link["path"].as_str().unwrap()),
        "{}",
        page.text
    );
    server.close().await;
}

/// A mail server that lets everybody in and says no more is left after ten seconds, and who asks for a new password does
/// not wait for it at all.
#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_that_falls_silent_is_not_waited_for() {
    let server = Server::sqlite().await;
    let silent = MailServer::start(Mood::Silent).await;
    server.app.use_mail(Mail::new(&over(&silent.url)).unwrap());
    let mut office = server.founded().await;
    let begun = Instant::now();
    let asked = json!({ "email": "mairi@tidewater.example" });
    let answer = server.browser().post("/password-resets", asked).await;
    assert_eq!(answer.status, StatusCode::ACCEPTED);
    assert!(begun.elapsed() < Duration::from_secs(5), "it waited");

    let falling = MailServer::start(Mood::FallsSilent).await;
    let falling = Mail::new(&over(&falling.url)).unwrap();
    let letter = Letter {
        to: domain::text::Email::new("aisha@tidewater.example").unwrap(),
        subject: "Hello".into(),
        text: "Hello".into(),
    };
    let begun = Instant::now();
    let (said, link) = tokio::join!(
        falling.send(letter, server.clock.now()),
        invite(&mut office, "Callum")
    );
    assert!(matches!(said, Err(MailError::Silent)), "{said:?}");
    assert_eq!(link["mailed"], false, "it is to be handed over by hand");
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(20), "{took:?}");
    server.close().await;
}

/// Who asked for a new password gets the letter although the server was killed before it left; what is kept until then
/// opens no account.
#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_is_owed_is_sent_after_the_server_was_killed() {
    let server = Server::sqlite().await;
    let office = server.founded().await;
    let (url, folder) = server.put_down("killed-letter").await;
    let silent = MailServer::start(Mood::Silent).await;
    let mail = MailServer::start(Mood::Works).await;
    let settings = |url: &str| {
        [
            ("QUAYSIDE_MAIL_URL", url.to_owned()),
            (
                "QUAYSIDE_MAIL_FROM",
                "Quayside <stock@tidewater.example>".to_owned(),
            ),
        ]
    };
    let process = Process::start_with(&url, &settings(&silent.url));
    let asked = json!({ "email": "mairi@tidewater.example" });
    let answer = process.try_post("/password-resets", &asked, &office).await;
    assert!(answer.is_none_or(|(status, _)| status == 202));
    process.kill();
    process.wait();
    drop(process);
    let process = Process::start_with(&url, &settings(&mail.url));
    // Long lines are wrapped on their way.
    let letter = mail.first_letter().await.replace("=\n", "");
    let token = link_in(&letter).trim_start_matches("/welcome/").to_owned();
    let password = json!({ "password": "another long password" });
    let used = process
        .try_post(&format!("/links/{token}"), &password, &office)
        .await;
    assert_eq!(used.unwrap().0, 200, "the link works");
    drop(process);
    // It is not sent again.
    let process = Process::start_with(&url, &settings(&mail.url));
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(mail.letters.lock().unwrap().len(), 1);
    drop(process);
    std::fs::remove_dir_all(folder).unwrap();
}

/// A letter that is not taken is tried again later, and in the end administrators are told; two servers at once send it
/// once.
#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_is_owed_is_tried_again_and_sent_once() {
    on_each(async |server: Server| {
        let mail = MailServer::start(Mood::Works).await;
        let mut office = server.founded().await;
        let users = office.get("/users").await.expect(StatusCode::OK);
        let mairi = users["items"][0]["id"].as_str().unwrap().parse().unwrap();
        let owe = async || {
            letters::owe(server.app.store().writer(), mairi, real_now())
                .await
                .unwrap();
        };
        // No mail is set up yet: it stays owed.
        owe().await;
        server.app.send_owed_letters().await.unwrap();
        let due = letters::due(server.app.store().reader(), real_now()).await;
        assert_eq!(due.unwrap().len(), 1);

        let second = server.second_app();
        for app in [&server.app, &second] {
            app.use_mail(Mail::new(&over(&mail.url)).unwrap());
        }
        let (a, b) = tokio::join!(server.app.send_owed_letters(), second.send_owed_letters());
        a.and(b).unwrap();
        assert_eq!(mail.letters.lock().unwrap().len(), 1);
        server.app.send_owed_letters().await.unwrap();
        assert_eq!(mail.letters.lock().unwrap().len(), 1, "it has left");

        let refusing = MailServer::start(Mood::Refuses).await;
        let third = server.second_app();
        third.use_mail(Mail::new(&over(&refusing.url)).unwrap());
        owe().await;
        third.send_owed_letters().await.unwrap();
        let due = letters::due(server.app.store().reader(), real_now()).await;
        assert_eq!(due.unwrap(), [], "it is put off");
        for tries in 1..=2 {
            let later = real_now().plus_millis(3_600_000);
            let due = letters::due(server.app.store().reader(), later).await;
            assert_eq!(due.unwrap()[0].tries, tries);
            let sql = "UPDATE letter_owed SET due = 0";
            let writer = server.app.store().writer();
            sea_orm::ConnectionTrait::execute_unprepared(writer, sql)
                .await
                .unwrap();
            third.send_owed_letters().await.unwrap();
        }
        let told = office.get("/notifications").await.expect(StatusCode::OK);
        assert_eq!(
            told["items"][0]["title"], "A letter could not be delivered",
            "{told}"
        );
        let later = real_now().plus_millis(3_600_000);
        let due = letters::due(server.app.store().reader(), later).await;
        assert_eq!(due.unwrap(), [], "it was given up");
        server
    })
    .await;
}

#[test]
fn settings_that_cannot_be_used_are_named() {
    let config = |url: &str, from: Option<&str>| MailConfig {
        mail_url: Some(url.into()),
        mail_from: from.map(Into::into),
    };
    let sender = Some("stock@tidewater.example");
    assert!(matches!(
        Mail::new(&config("ftp://mail", sender)),
        Err(MailError::Server(_))
    ));
    assert!(matches!(
        Mail::new(&config("smtp://mail", None)),
        Err(MailError::NoSender)
    ));
    assert!(matches!(
        Mail::new(&config("smtp://mail", Some("nobody"))),
        Err(MailError::Sender(_))
    ));
}
