//! What stands in letters to people, and what follows if one cannot be delivered.

use super::App;
use super::people::MadeLink;
use crate::clock::real_now;
use crate::mail::{Delivery, Letter, MailError};
use crate::store::StoreError;
use crate::store::letters as stored;
use crate::store::notices::{self, Notice};
use crate::store::people;
use api::jobs::Weight;
use api::session::LinkPurpose;
use domain::ids::UserId;
use domain::time::Timestamp;
use jiff::tz::TimeZone;
use std::error::Error;

/// Waits before a letter that nobody stands by for is tried again: a mail server that restarts is back by then.
const WAITS_MS: [i64; 2] = [5_000, 60_000];
/// A server that has taken a letter on and says nothing for so long is dead: longer than a mail server is waited for.
const CLAIM_MS: i64 = 60_000;

/// Why a letter was not delivered.
#[derive(Debug, thiserror::Error)]
enum LetterError {
    /// What belongs into it cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It does not leave.
    #[error(transparent)]
    Mail(#[from] MailError),
}

impl App {
    /// Sends a link to its user while somebody waits for the answer. Whoever asked can still hand it over by hand.
    pub(super) async fn mail_link(&self, made: &MadeLink) -> bool {
        match self.try_mail(made).await {
            Ok(delivery) => delivery == Delivery::Taken,
            Err(error) => {
                tracing::warn!(error = &error as &dyn Error, user = %made.user.id, "a letter was not delivered");
                false
            }
        }
    }

    /// Sends the letters that are owed; it goes on by itself.
    pub(super) fn start_letters(&self) {
        let app = self.clone();
        tokio::spawn(async move {
            if let Err(error) = app.send_owed_letters().await {
                tracing::error!(
                    error = &error as &dyn Error,
                    "letters that are owed could not be sent"
                );
            }
        });
    }

    /// Sends what is due, each letter by one server at a time. A link that reaches its user by mail or not at all is
    /// tried a few times; if it does not, administrators are told.
    ///
    /// # Errors
    /// Fails if the database does; what is owed stays so.
    pub async fn send_owed_letters(&self) -> Result<(), StoreError> {
        if self.mail().is_none_or(|mail| !mail.is_set_up()) {
            return Ok(());
        }
        let now = real_now();
        for owed in stored::due(self.store().reader(), now).await? {
            let writer = self.store().writer();
            let until = real_now().plus_millis(CLAIM_MS);
            if !stored::claim(writer, owed.user, now, until).await? {
                continue;
            }
            let Some(made) = self.owed_link(owed.user).await? else {
                stored::settle(writer, owed.user).await?;
                continue;
            };
            match (self.try_mail(&made).await, WAITS_MS.get(owed.tries)) {
                (Ok(_), _) => stored::settle(writer, owed.user).await?,
                (Err(_), Some(wait)) => {
                    stored::put_off(writer, owed.user, real_now().plus_millis(*wait)).await?;
                }
                (Err(error), None) => {
                    self.give_up(&made, &error).await;
                    stored::settle(writer, owed.user).await?;
                }
            }
        }
        Ok(())
    }

    /// A new link to a new password, unless the user may have none any more.
    async fn owed_link(&self, user: UserId) -> Result<Option<MadeLink>, StoreError> {
        let tx = self.store().begin().await?;
        let found = people::user(&tx, user).await?;
        let Some(user) = found.filter(|user| !user.disabled && user.password.is_some()) else {
            return Ok(None);
        };
        let purpose = LinkPurpose::Reset;
        let (secret, expires) = self.put_link(&tx, user.id, purpose).await?;
        tx.commit().await?;
        Ok(Some(MadeLink {
            user,
            purpose,
            secret,
            expires,
            mailed: false,
        }))
    }

    async fn give_up(&self, made: &MadeLink, error: &LetterError) {
        tracing::warn!(error = error as &dyn Error, user = %made.user.id, "a letter was given up");
        let notice = Notice {
            weight: Weight::Problem,
            title: "A letter could not be delivered".to_owned(),
            text: format!(
                "{} asked for a new password, and the mail server did not take the letter: {}. Make a link on the page \
                 of users and hand it over, or see to the mail server.",
                made.user.name,
                causes(error),
            ),
            link: Some("/users".to_owned()),
            topic: Some(format!("mail/{}", made.user.id)),
        };
        if let Err(error) = notices::add(self.store().writer(), &notice, self.now()).await {
            tracing::error!(error = &error as &dyn Error, "a message was not kept");
        }
    }

    async fn try_mail(&self, made: &MadeLink) -> Result<Delivery, LetterError> {
        let Some(mail) = self.mail() else {
            return Ok(Delivery::NotSetUp);
        };
        let letter = self.letter(made).await?;
        Ok(mail.send(letter, self.now()).await?)
    }

    async fn letter(&self, made: &MadeLink) -> Result<Letter, StoreError> {
        let company = people::company(self.store().reader()).await?;
        let (company, zone) = company.map_or_else(
            || ("Quayside".to_owned(), "UTC".to_owned()),
            |company| (company.name.to_string(), company.time_zone),
        );
        let link = self.address(&made.path());
        let until = moment(made.expires, &zone);
        let name = &made.user.name;
        let (subject, text) = match made.purpose {
            LinkPurpose::Invitation => (
                format!("{company}: your access to Quayside"),
                format!(
                    "Hello {name},\n\n{company} keeps its stock in Quayside, and an account is ready for you. Choose your \
                     password here:\n\n{link}\n\nThe link works once, until {until}.\n"
                ),
            ),
            LinkPurpose::Reset => (
                format!("{company}: a new password for Quayside"),
                format!(
                    "Hello {name},\n\nsomebody asked for a new password for your account. Choose it here:\n\n{link}\n\n\
                     The link works once, until {until}. If it was not you, leave this letter alone: your password \
                     stays as it is.\n"
                ),
            ),
        };
        Ok(Letter {
            to: made.user.email.clone(),
            subject,
            text,
        })
    }
}

/// A moment as people in the company's time zone read it.
fn moment(at: Timestamp, zone: &str) -> String {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    jiff::Timestamp::from_millisecond(at.millis()).map_or_else(
        |_| String::new(),
        |at| {
            at.to_zoned(zone)
                .strftime("%-d %B %Y, %H:%M %Z")
                .to_string()
        },
    )
}

/// An error with what caused it.
fn causes(error: &(dyn Error + 'static)) -> String {
    let mut said = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        said.push_str(": ");
        said.push_str(&cause.to_string());
        next = cause.source();
    }
    said
}
