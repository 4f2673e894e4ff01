//! Signing in and out, invitations and forgotten passwords.

use crate::company::Company;
use crate::macros::{choices, shapes};
use crate::people::{Device, User};
use domain::ids::{ClientId, DeviceId, GrantId};
use domain::permission::Permission;
use domain::text::{Email, Name};
use domain::time::Timestamp;

shapes! {
    /// `POST /session`: signs in and sets the session cookie.
    pub struct SignIn {
        /// Of an invited user.
        pub email: Email,
        /// At most 1,000 characters.
        pub password: String,
        /// What the browser is; absent for other programs. A known device is taken up again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub device: Option<DeviceHello>,
    }

    /// What a browser says about itself when somebody signs in on it.
    #[derive(Default)]
    pub struct DeviceHello {
        /// Known from an earlier sign-in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub id: Option<DeviceId>,
        /// A name that people recognise, such as `Tablet 3`; made up by the server if absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name: Option<Name>,
        /// Its storage instance, once it has one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub client: Option<ClientId>,
        /// Its P-256 public key as uncompressed point in base64.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub public_key: Option<String>,
        /// What the browser calls itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub agent: Option<String>,
    }

    /// Who is signed in: answer of signing in and of `GET /session`.
    pub struct Session {
        /// The user.
        pub user: User,
        /// What the user may do now.
        pub permissions: Vec<Permission>,
        /// The company's settings.
        pub company: Company,
        /// The device, if the browser said what it is.
        pub device: Option<Device>,
        /// What the device may do offline in the user's name, and for how long.
        pub grant: Option<Grant>,
        /// The server's clock, which business time follows.
        pub server_time: Timestamp,
        /// The server's version.
        pub version: String,
    }

    /// Leave for a device to work in a user's name without a network.
    pub struct Grant {
        /// Its id; stamped on everything made under it.
        pub id: GrantId,
        /// From.
        pub valid_from: Timestamp,
        /// Until; an expired one locks the screen at the next idle moment, never an open pass.
        pub valid_until: Timestamp,
    }

    /// `POST /session/password`: a new password of one's own.
    pub struct PasswordChange {
        /// The present one.
        pub current: String,
        /// The new one, at least 10 characters.
        pub new: String,
    }

    /// `POST /password-resets`: asks for a link. The answer is the same whether the address is known or not.
    pub struct PasswordForgotten {
        /// Of the user.
        pub email: Email,
    }

    /// `GET /links/{token}`: what an invitation or a reset link is for. Needs no session.
    pub struct LinkInfo {
        /// Invitation or reset.
        pub purpose: LinkPurpose,
        /// Of whom.
        pub email: Email,
        /// Of whom.
        pub name: Name,
        /// Until when it works.
        pub expires: Timestamp,
        /// The company's name.
        pub company: Name,
    }

    /// `POST /links/{token}`: sets the password, uses the link up and signs in.
    pub struct LinkUse {
        /// At least 10 characters.
        pub password: String,
        /// What the browser is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub device: Option<DeviceHello>,
    }
}

choices! {
    /// What a link by mail is for.
    #[derive(Copy)]
    pub enum LinkPurpose {
        /// Joins the company.
        Invitation,
        /// Sets a new password.
        Reset,
    }
}
