//! Settings of the process: flags and environment (DESIGN 3). Settings of the company live in the database.

use clap::Args;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Where the data are.
#[derive(Debug, Clone, Args)]
pub struct DataConfig {
    /// Folder for the embedded database and files.
    #[arg(long, env = "QUAYSIDE_DATA_DIR", default_value = "quayside-data")]
    pub data_dir: PathBuf,
    /// File with the key that credentials are sealed with; `secret.key` in the data folder unless given. Made at first
    /// use. Keep a copy apart from the database's: without it connections must be authorised again.
    #[arg(long, env = "QUAYSIDE_SECRET_KEY_FILE")]
    pub secret_key_file: Option<PathBuf>,
    /// `sqlite:…` or `postgres:…`; an embedded SQLite file in the data folder unless given.
    #[arg(long, env = "QUAYSIDE_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
}

impl DataConfig {
    /// Address of the database.
    pub fn url(&self) -> String {
        match &self.database_url {
            Some(url) => url.clone(),
            None => format!("sqlite:{}", self.data_dir.join("quayside.db").display()),
        }
    }
}

impl DataConfig {
    /// The file of the key that credentials are sealed with.
    pub fn secret_key(&self) -> PathBuf {
        self.secret_key_file
            .clone()
            .unwrap_or_else(|| self.data_dir.join("secret.key"))
    }

    /// The file of the embedded database; `None` if the address names another kind.
    pub fn file(&self) -> Option<PathBuf> {
        let url = self.url();
        let path = url.strip_prefix("sqlite:")?;
        Some(PathBuf::from(path.trim_start_matches("//")))
    }
}

/// What `serve` needs.
#[derive(Debug, Clone, Args)]
pub struct ServeConfig {
    /// Address to listen on.
    #[arg(long, env = "QUAYSIDE_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Folder with the built app; the one inside the binary unless given.
    #[arg(long, env = "QUAYSIDE_SITE")]
    pub site: Option<PathBuf>,
    /// Address under which people reach this server, such as `https://stock.example.org`; makes links complete and,
    /// when it begins with https, cookies secure.
    #[arg(long, env = "QUAYSIDE_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// File with the certificate to serve HTTPS with, and its chain, as PEM.
    #[arg(long, env = "QUAYSIDE_TLS_CERT", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// File with its key, as PEM.
    #[arg(long, env = "QUAYSIDE_TLS_KEY", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// A clock to follow in place of this machine's, such as the simulated Amazon's `http://127.0.0.1:8090/sim/clock`.
    #[arg(long, env = "QUAYSIDE_CLOCK_URL")]
    pub clock_url: Option<String>,
    /// How letters leave.
    #[command(flatten)]
    pub mail: MailConfig,
    /// Where services are, for simulators and sandboxes.
    #[command(flatten)]
    pub amazon: AmazonConfig,
    /// Where the data are.
    #[command(flatten)]
    pub data: DataConfig,
}

/// How letters leave: invitations and links to a new password.
#[derive(Debug, Clone, Default, Args)]
pub struct MailConfig {
    /// The mail server, such as `smtps://user:password@mail.example.org`; `page:` keeps letters on the page `/mail`
    /// instead, readable by everybody: for training only. Without it links are handed over by hand.
    #[arg(long, env = "QUAYSIDE_MAIL_URL", hide_env_values = true)]
    pub mail_url: Option<String>,
    /// Who letters come from, such as `Quayside <stock@example.org>`.
    #[arg(long, env = "QUAYSIDE_MAIL_FROM")]
    pub mail_from: Option<String>,
}

/// Addresses of Amazon; the real ones unless given.
#[derive(Debug, Clone, Default, Args)]
pub struct AmazonConfig {
    /// Token endpoint of Login with Amazon.
    #[arg(long, env = "QUAYSIDE_AMAZON_LWA_URL")]
    pub amazon_lwa_url: Option<String>,
    /// Endpoint of North America.
    #[arg(long, env = "QUAYSIDE_AMAZON_ENDPOINT_NA")]
    pub amazon_endpoint_na: Option<String>,
    /// Endpoint of Europe.
    #[arg(long, env = "QUAYSIDE_AMAZON_ENDPOINT_EU")]
    pub amazon_endpoint_eu: Option<String>,
    /// Endpoint of the Far East.
    #[arg(long, env = "QUAYSIDE_AMAZON_ENDPOINT_FE")]
    pub amazon_endpoint_fe: Option<String>,
}

impl AmazonConfig {
    /// Where Amazon is.
    pub fn endpoints(&self) -> amazon::Endpoints {
        let real = amazon::Endpoints::production();
        amazon::Endpoints {
            na: self.amazon_endpoint_na.clone().unwrap_or(real.na),
            eu: self.amazon_endpoint_eu.clone().unwrap_or(real.eu),
            fe: self.amazon_endpoint_fe.clone().unwrap_or(real.fe),
            lwa: self.amazon_lwa_url.clone().unwrap_or(real.lwa),
        }
    }
}

impl ServeConfig {
    /// Where this server is reached, for links in letters: as people outside do if that is set, or where it listens.
    pub fn own_url(&self) -> String {
        match &self.public_url {
            Some(url) => url.trim_end_matches('/').to_owned(),
            None => {
                let scheme = if self.tls_cert.is_some() {
                    "https"
                } else {
                    "http"
                };
                format!("{scheme}://{}", self.listen)
            }
        }
    }

    /// Whether browsers reach this server over HTTPS.
    pub fn is_https(&self) -> bool {
        self.tls_cert.is_some()
            || self
                .public_url
                .as_deref()
                .is_some_and(|url| url.starts_with("https://"))
    }
}
