//! The binary `quayside`: serves, and does the chores that need no browser.

use anyhow::{Context, Result, bail};
use clap::{Args, Parser, Subcommand};
use domain::text::{Email, Name};
use server::app::App;
use server::app::connections::Links;
use server::app::demo::{PASSWORD, Size, USERS};
use server::app::following::Leader;
use server::clock::{Clock, Ids};
use server::config::{DataConfig, ServeConfig};
use server::http::router;
use server::mail::Mail;
use server::site::Site;
use server::store::Store;
use std::io::{IsTerminal, Read};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tracing_subscriber::EnvFilter;

#[derive(Parser)]
#[command(
    name = "quayside",
    version,
    about = "Inventory and sales for sellers with shelves of their own and goods at Amazon"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the app and its interface
    Serve(ServeConfig),
    /// Make the training company if it is not there, and serve it
    Demo(DemoArgs),
    /// Make a user; the password is read from the standard input
    CreateUser(UserArgs),
    /// Rebuild stock from the ledger and compare
    Check(DataConfig),
    /// Make a local authority and a certificate, so that tablets reach this server over HTTPS
    Tls(TlsArgs),
    /// Import a file: first what it would do, then it is done
    Import(ImportArgs),
    /// Copy the database to a file; a server may go on working meanwhile
    Backup(BackupArgs),
    /// Put a copy back in place of the database; tablets then send again what it lacks
    Restore(RestoreArgs),
}

#[derive(Args)]
struct BackupArgs {
    /// The file to make
    file: std::path::PathBuf,
    #[command(flatten)]
    data: DataConfig,
}

#[derive(Args)]
struct RestoreArgs {
    /// A file that `backup` made
    #[arg(required_unless_present = "only_epoch")]
    file: Option<std::path::PathBuf>,
    /// Put nothing back, but have tablets send again what the database lacks: after PostgreSQL's own tools restored it
    #[arg(long, conflicts_with = "file")]
    only_epoch: bool,
    #[command(flatten)]
    data: DataConfig,
}

#[derive(Args)]
struct TlsArgs {
    #[command(subcommand)]
    action: TlsAction,
}

#[derive(Subcommand)]
enum TlsAction {
    /// Make them, or renew the certificate
    Init {
        /// Names and addresses under which tablets reach this server
        #[arg(required = true)]
        names: Vec<String>,
        /// Folder for the files
        #[arg(long, default_value = "quayside-tls")]
        folder: std::path::PathBuf,
    },
}

#[derive(Args)]
struct ImportArgs {
    /// What the file is about: products, barcodes, opening-stock, bins or amazon-listings
    kind: String,
    /// CSV, text with tabs, or XLSX
    file: std::path::PathBuf,
    /// In whose name
    #[arg(long)]
    user: String,
    /// Character encoding of the file, if it is not found out right
    #[arg(long)]
    encoding: Option<String>,
    /// Only say what it would do
    #[arg(long)]
    dry_run: bool,
    /// Leave rows with errors out; otherwise one error refuses the whole file
    #[arg(long)]
    skip_errors: bool,
    /// Post opening stock although the same file has posted it before
    #[arg(long)]
    post_again: bool,
    #[command(flatten)]
    data: DataConfig,
}

#[derive(Args)]
struct DemoArgs {
    /// Products in the catalogue
    #[arg(long, default_value_t = 5_000)]
    products: usize,
    /// The same seed makes the same company
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Make the company and leave
    #[arg(long)]
    only_make: bool,
    #[command(flatten)]
    serve: ServeConfig,
}

#[derive(Args)]
struct UserArgs {
    /// Address to sign in with
    #[arg(long)]
    email: String,
    /// Name that others see
    #[arg(long)]
    name: String,
    /// Role by its name
    #[arg(long, default_value = "Administrator")]
    role: String,
    #[command(flatten)]
    data: DataConfig,
}

fn main() -> Result<()> {
    let filter = EnvFilter::try_from_env("QUAYSIDE_LOG")
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() {
        log.init()
    } else {
        log.json().init()
    }
    let cli = Cli::parse();
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(run(cli.command))
}

async fn run(command: Command) -> Result<()> {
    match command {
        Command::Serve(config) => {
            let app = open(&config.data, Some(&config), Ids::default()).await?;
            serve(app, &config).await
        }
        Command::Demo(args) => demo(args).await,
        Command::CreateUser(args) => create_user(args).await,
        Command::Check(data) => check(&data).await,
        Command::Import(args) => import(args).await,
        Command::Backup(args) => backup(&args).await,
        Command::Restore(args) => restore(&args).await,
        Command::Tls(args) => tls(args),
    }
}

async fn open(data: &DataConfig, serve: Option<&ServeConfig>, ids: Ids) -> Result<App> {
    let store = Store::open(&data.url())
        .await
        .context("the database cannot be opened")?;
    Ok(App::new(store, Clock::default(), ids, serve))
}

async fn serve(app: App, config: &ServeConfig) -> Result<()> {
    let listener = std::net::TcpListener::bind(config.listen).with_context(|| {
        format!(
            "cannot listen on {}: is another server running there?",
            config.listen
        )
    })?;
    listener.set_nonblocking(true)?;
    // Fails only if a provider is installed already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let amazon = server::services::Amazon::new(config.amazon.endpoints())
        .context("services cannot be reached")?;
    app.use_services(Links::new(Arc::new(amazon), config.data.secret_key()));
    app.use_mail(Mail::new(&config.mail).context("letters cannot leave")?);
    let address = listener.local_addr()?;
    app.resume_imports()
        .await
        .context("interrupted imports could not be resumed")?;
    let chores = match &config.clock_url {
        None => tokio::spawn(app.clone().keep_house()),
        Some(url) => {
            let leader = Leader::new(url).context("the clock cannot be followed")?;
            if let Err(error) = app.meet_clock(&leader).await {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "the clock to follow does not answer yet"
                );
            }
            tokio::spawn(app.clone().follow_clock(leader))
        }
    };
    let router = router(app.clone(), Site::new(config.site.clone()));
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let handle = axum_server::Handle::new();
    let stopping = tokio::spawn(stop_gracefully(app.clone(), handle.clone()));
    let scheme = if config.tls_cert.is_some() {
        "https"
    } else {
        "http"
    };
    tracing::info!(%address, scheme, database = app.backend(), "listening");
    println!("Quayside is at {scheme}://{address}");
    match (&config.tls_cert, &config.tls_key) {
        (Some(certificate), Some(key)) => {
            let tls = axum_server::tls_rustls::RustlsConfig::from_pem_file(certificate, key)
                .await
                .context("the certificate or its key cannot be used")?;
            axum_server::from_tcp_rustls(listener, tls)?
                .handle(handle)
                .serve(service)
                .await?;
        }
        _ => {
            axum_server::from_tcp(listener)?
                .handle(handle)
                .serve(service)
                .await?;
        }
    }
    stopping.abort();
    chores.abort();
    app.store()
        .clone()
        .close()
        .await
        .context("the database could not be closed")?;
    tracing::info!("stopped");
    Ok(())
}

/// Requests that have begun are answered, for a while.
async fn stop_gracefully(app: App, handle: axum_server::Handle<SocketAddr>) {
    stopped(app).await;
    handle.graceful_shutdown(Some(Duration::from_secs(20)));
}

fn tls(args: TlsArgs) -> Result<()> {
    let TlsAction::Init { names, folder } = args.action;
    let files = server::tls::init(&folder, &names, time::OffsetDateTime::now_utc())?;
    println!("For {}:", names.join(", "));
    println!("  QUAYSIDE_TLS_CERT={}", files.certificate.display());
    println!("  QUAYSIDE_TLS_KEY={}", files.key.display());
    println!("\nThe authority is {}.", files.authority.display());
    println!("{}", server::tls::HOW_TO_TRUST);
    Ok(())
}

/// Waits for the signal to stop; then streams of pokes end, so that their connections can.
async fn stopped(app: App) {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let mut terminate =
            match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
                Ok(terminate) => terminate,
                Err(error) => {
                    tracing::warn!(%error, "cannot listen for the signal to stop");
                    let _ = interrupt.await;
                    return;
                }
            };
        tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = interrupt.await;
    app.stop();
}

async fn demo(args: DemoArgs) -> Result<()> {
    let seeded = open(&args.serve.data, Some(&args.serve), Ids::seeded(args.seed)).await?;
    let begun = std::time::Instant::now();
    let size = Size {
        products: args.products,
        seed: args.seed,
    };
    if seeded
        .make_training_company(size)
        .await
        .context("the training company could not be made")?
    {
        println!(
            "The training company was made in {:.1} s.",
            begun.elapsed().as_secs_f64()
        );
    } else {
        println!("The training company is there from an earlier run.");
    }
    println!("\nSign in with the password {PASSWORD} as");
    for (role, name, email) in USERS {
        println!("  {email:<28} {name}, {role}");
    }
    println!();
    if args.only_make {
        return Ok(());
    }
    // From here on ids must not follow from the seed: people work here now.
    let app = App::new(
        seeded.store().clone(),
        Clock::default(),
        Ids::default(),
        Some(&args.serve),
    );
    drop(seeded);
    serve(app, &args.serve).await
}

async fn create_user(args: UserArgs) -> Result<()> {
    let app = open(&args.data, None, Ids::default()).await?;
    let mut secret = String::new();
    if std::io::stdin().is_terminal() {
        eprintln!("Password (ends with a new line):");
        std::io::stdin().read_line(&mut secret)?;
    } else {
        std::io::stdin().take(2_000).read_to_string(&mut secret)?;
    }
    let email = Email::new(&args.email).context("the address")?;
    let name = Name::new(&args.name).context("the name")?;
    let id = app
        .create_user(
            &args.role,
            name,
            email,
            secret.trim_end_matches(['\r', '\n']).to_owned(),
        )
        .await?;
    println!("{id}");
    Ok(())
}

async fn check(data: &DataConfig) -> Result<()> {
    let app = open(data, None, Ids::default()).await?;
    let wrong = server::store::ledger::disagreements(app.store().reader()).await?;
    for (key, kept, rebuilt) in &wrong {
        println!("{key:?}: kept {kept:?}, the movements say {rebuilt:?}");
    }
    if !wrong.is_empty() {
        bail!(
            "{} stock figures are not the sums of their movements",
            wrong.len()
        );
    }
    println!("Every stock figure is the sum of its movements.");
    Ok(())
}

async fn backup(args: &BackupArgs) -> Result<()> {
    let Some(database) = args.data.file() else {
        bail!(
            "PostgreSQL makes its own backups: pg_dump --format=custom --file={} \"$QUAYSIDE_DATABASE_URL\"",
            args.file.display()
        );
    };
    let size = server::store::backup::write_from(&database, &args.file).await?;
    println!("{}: {} bytes", args.file.display(), size);
    Ok(())
}

async fn restore(args: &RestoreArgs) -> Result<()> {
    use server::store::backup;
    let epoch = Ids::default().uuid(server::clock::real_now());
    let Some(file) = &args.file else {
        let store = Store::open(&args.data.url())
            .await
            .context("the database cannot be opened")?;
        backup::renew_epoch(&store, epoch).await?;
        println!("Tablets will send again what the database lacks.");
        return Ok(());
    };
    let Some(database) = args.data.file() else {
        bail!(
            "PostgreSQL restores its own backups: stop the server, then\n  pg_restore --clean --if-exists --dbname=\"$QUAYSIDE_DATABASE_URL\" {}\n  quayside restore --only-epoch",
            file.display()
        );
    };
    let kept = backup::restore(file, &database, epoch).await?;
    println!("{} is in place of {}.", file.display(), database.display());
    if let Some(kept) = kept {
        println!("What was there before is {}.", kept.display());
    }
    println!("Start the server: tablets send again what they hold and this copy lacks.");
    Ok(())
}

async fn import(args: ImportArgs) -> Result<()> {
    use api::imports::{ImportChoice, ImportRun, ImportStatus};
    use server::app::imports::{ImportFailure, shown_kind, suggested};
    use server::import::columns::Kind;
    let kind = Kind::of_name(&args.kind)
        .with_context(|| format!("`{}` is not a kind of file; see --help", args.kind))?;
    let bytes = std::fs::read(&args.file)
        .with_context(|| format!("{} cannot be read", args.file.display()))?;
    let app = open(&args.data, None, Ids::default()).await?;
    let email = Email::new(&args.user).context("the user's address")?;
    let caller = app.caller_by_email(&email).await?;
    let name = args.file.file_name().unwrap_or_default().to_string_lossy();
    let sent = app
        .upload_import(&caller, &name, args.encoding.clone(), bytes)
        .await?;
    let mapping = suggested(kind, &sent.headers);
    let kind = shown_kind(kind);
    let choice = ImportChoice {
        kind,
        mapping: mapping.clone(),
    };
    let plan = app.plan_import(&caller, sent.id, &choice).await?;
    println!("{}: {} rows, {}", sent.name, sent.n_rows, sent.format);
    for warning in &plan.warnings {
        println!("  row {}: {}", warning.row, warning.text);
    }
    for error in app.import_errors(&caller, sent.id, &choice).await? {
        let column = error
            .column
            .map(|column| format!(", {column}"))
            .unwrap_or_default();
        println!("  row {}{column}: {}", error.row, error.text);
    }
    println!(
        "{} new, {} changed, {} unchanged, {} rows with errors",
        plan.n_created, plan.n_changed, plan.n_unchanged, plan.n_rejected
    );
    if args.dry_run {
        return Ok(());
    }
    let run = ImportRun {
        kind,
        mapping,
        skip_errors: args.skip_errors,
        post_again: args.post_again,
    };
    if plan.n_errors > 0 && !args.skip_errors {
        bail!("nothing was changed: mend the errors, or leave these rows out with --skip-errors");
    }
    if let Err(error) = app.run_import(&caller, sent.id, run).await {
        if matches!(error, ImportFailure::Repeated { .. }) {
            bail!(
                "the very same file has posted opening stock before; nothing was changed. If these goods really came \
                 twice, add them again with --post-again"
            );
        }
        return Err(error.into());
    }
    loop {
        let import = app.import(&caller, sent.id).await?;
        match import.status {
            ImportStatus::Finished => {
                println!("{} of {} changes are done.", import.n_done, import.n_total);
                return Ok(());
            }
            ImportStatus::Failed => bail!("{}", import.failure.unwrap_or_default()),
            ImportStatus::Uploaded | ImportStatus::Running => {
                eprint!("\r{} of {}", import.n_done, import.n_total);
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        }
    }
}
