//! Letters to people: over SMTP, or onto a page where the training company's letters are read.
//!
//! Carries a letter and says what became of it. What stands in one, and what follows if it cannot be delivered, is
//! decided in `app::people`.

use crate::config::MailConfig;
use domain::text::Email;
use domain::time::Timestamp;
use lettre::message::Mailbox;
use lettre::transport::smtp;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// A mail server that has not answered by then is taken to be away: a person waits for the answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// The page keeps so many letters.
const KEPT: usize = 100;
/// In place of an address: letters are kept on a page instead of being sent.
const PAGE: &str = "page:";

/// Why a letter was not delivered, or why none can be.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The setting is no address of a mail server.
    #[error("QUAYSIDE_MAIL_URL is no address of a mail server, such as smtps://user:password@host")]
    Server(#[source] smtp::Error),
    /// The setting is no address of a sender.
    #[error("QUAYSIDE_MAIL_FROM is no address, such as Quayside <stock@example.org>")]
    Sender(#[source] lettre::address::AddressError),
    /// A mail server needs a sender.
    #[error("QUAYSIDE_MAIL_FROM is missing: the address that letters come from")]
    NoSender,
    /// No letter can be addressed so.
    #[error("the address cannot be used")]
    Addressee(#[from] lettre::address::AddressError),
    /// The parts do not make a letter.
    #[error("the letter could not be written")]
    Letter(#[from] lettre::error::Error),
    /// The mail server began to answer and fell silent.
    #[error("the mail server did not answer within {} seconds", PATIENCE.as_secs())]
    Silent,
    /// The mail server did not take it.
    #[error("the mail server did not take the letter")]
    Refused(#[from] smtp::Error),
}

/// One letter, as plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// To this address.
    pub to: Email,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub text: String,
}

/// What became of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// The mail server has taken it, or the page shows it.
    Taken,
    /// No mail is set up here: nothing was sent.
    NotSetUp,
}

/// The way letters take.
#[derive(Debug, Default)]
pub struct Mail(Way);

#[derive(Debug, Default)]
enum Way {
    #[default]
    None,
    Page(Mutex<VecDeque<(Timestamp, Letter)>>),
    Server {
        transport: Box<AsyncSmtpTransport<Tokio1Executor>>,
        from: Box<Mailbox>,
    },
}

impl Mail {
    /// The way that is set. The server is not asked yet.
    ///
    /// # Errors
    /// Names the setting that cannot be used.
    pub fn new(config: &MailConfig) -> Result<Self, MailError> {
        let way = match config.mail_url.as_deref() {
            None => Way::None,
            Some(PAGE) => Way::Page(Mutex::default()),
            Some(url) => {
                let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
                    .map_err(MailError::Server)?
                    .timeout(Some(PATIENCE))
                    .build();
                let from = config.mail_from.as_deref().ok_or(MailError::NoSender)?;
                Way::Server {
                    transport: Box::new(transport),
                    from: Box::new(from.parse().map_err(MailError::Sender)?),
                }
            }
        };
        Ok(Self(way))
    }

    /// Whether letters go anywhere.
    pub fn is_set_up(&self) -> bool {
        !matches!(self.0, Way::None)
    }

    /// Delivers a letter.
    ///
    /// # Errors
    /// Says why it was not delivered. It may be tried again: at worst it comes twice.
    pub async fn send(&self, letter: Letter, at: Timestamp) -> Result<Delivery, MailError> {
        match &self.0 {
            Way::None => return Ok(Delivery::NotSetUp),
            Way::Page(letters) => {
                let mut letters = letters.lock().unwrap_or_else(PoisonError::into_inner);
                letters.truncate(KEPT - 1);
                letters.push_front((at, letter));
            }
            Way::Server { transport, from } => {
                let message = Message::builder()
                    .from(Mailbox::clone(from))
                    .to(Mailbox::new(None, letter.to.as_str().parse()?))
                    .subject(letter.subject)
                    .body(letter.text)?;
                // The transport's own patience ends once it is connected.
                tokio::time::timeout(PATIENCE, transport.send(message))
                    .await
                    .map_err(|_| MailError::Silent)??;
            }
        }
        Ok(Delivery::Taken)
    }

    /// The letters that the page shows, newest first; `None` unless letters go there.
    pub fn letters(&self) -> Option<Vec<(Timestamp, Letter)>> {
        match &self.0 {
            Way::Page(letters) => {
                let letters = letters.lock().unwrap_or_else(PoisonError::into_inner);
                Some(letters.iter().cloned().collect())
            }
            _ => None,
        }
    }
}
