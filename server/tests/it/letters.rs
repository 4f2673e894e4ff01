//! Letters: over SMTP to a mail server that this test plays, and onto the page of the training company.

use crate::harness::{Browser, PASSWORD, Server, on_each};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use server::config::MailConfig;
use server::mail::{Mail, MailError};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A mail server of one's own: keeps what it is sent, or is out of order.
struct MailServer {
    url: String,
    letters: Arc<Mutex<Vec<String>>>,
}

impl MailServer {
    async fn start(works: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let letters = Arc::<Mutex<Vec<String>>>::default();
        let kept = letters.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, works, kept.clone()));
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
async fn converse(stream: TcpStream, works: bool, letters: Arc<Mutex<Vec<String>>>) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 mail.example\r\n").await.unwrap();
    while let Ok(Some(line)) = lines.next_line().await {
        let answer: &[u8] = match line.split_whitespace().next() {
            Some("EHLO") => b"250 mail.example\r\n",
            Some("RCPT") if !works => b"550 no such mailbox\r\n",
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
        let mail = MailServer::start(true).await;
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
        let mail = MailServer::start(false).await;
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
