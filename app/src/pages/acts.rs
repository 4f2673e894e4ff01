//! What pages record: facts and intents, built here from what a person did, handed to the books, and said in a toast.

use crate::books::Books;
use crate::ui::Toasts;
use domain::operation::{Intent, Operation};
use leptos::prelude::*;
use uuid::Uuid;

/// The books and the toasts of the page, for acting.
#[derive(Clone, Copy)]
pub struct Acts {
    books: Books,
    toasts: Toasts,
}

impl Acts {
    /// Those of the page.
    pub fn here() -> Self {
        Self {
            books: expect_context::<Books>(),
            toasts: expect_context::<Toasts>(),
        }
    }

    /// Records an intent; says `done` once it is durable here, or why it was not taken.
    pub fn intend(
        self,
        intent: Intent,
        done: impl Into<String> + 'static,
        then: impl FnOnce() + 'static,
    ) {
        self.record(Operation::Intent(intent), None, done.into(), then);
    }

    /// Records something of a document: intents of one document wait for each other.
    pub fn of_document(
        self,
        document: Uuid,
        operation: Operation,
        done: impl Into<String> + 'static,
        then: impl FnOnce() + 'static,
    ) {
        self.record(operation, Some(document), done.into(), then);
    }

    fn record(
        self,
        operation: Operation,
        document: Option<Uuid>,
        done: String,
        then: impl FnOnce() + 'static,
    ) {
        let offline = self.books.sync().read_untracked().reachable == Some(false);
        super::server::spawn(async move {
            match self.books.record(operation, document).await {
                Ok(_) => {
                    if offline {
                        self.toasts.warn(format!(
                            "{done}. Saved here, sends when you are back in range."
                        ));
                    } else {
                        self.toasts.ok(done);
                    }
                    then();
                }
                Err(why) => self.toasts.bad(why.to_string()),
            }
        });
    }
}
