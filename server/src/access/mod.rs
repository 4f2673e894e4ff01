//! Who is calling: passwords, sessions of browsers, throttled sign-ins. What a caller may do is asked of `domain`.

pub mod password;
pub mod sessions;
pub mod signature;
pub mod token;
pub mod vault;
