//! HTTPS for tablets: without it browsers give them neither a service worker nor a camera (DECISIONS 35). Serves with
//! a certificate from files, and makes a local authority with a certificate for networks that have none.
//!
//! Getting certificates from a public authority is not done here: put a reverse proxy in front for that.

use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyPair, KeyUsagePurpose,
};
use std::path::{Path, PathBuf};

/// Days that a certificate of the local authority is good for: Apple's devices refuse more than 825.
const CERTIFICATE_DAYS: i64 = 397;
/// Days that the authority itself is good for.
const AUTHORITY_DAYS: i64 = 3_650;

/// Files of a local authority and its certificate.
#[derive(Debug, Clone)]
pub struct Files {
    /// What devices are told to trust.
    pub authority: PathBuf,
    /// The key of the authority; stays on the server.
    pub authority_key: PathBuf,
    /// The certificate that the server shows.
    pub certificate: PathBuf,
    /// Its key.
    pub key: PathBuf,
}

impl Files {
    /// Where they lie in a folder.
    pub fn within(folder: &Path) -> Self {
        Self {
            authority: folder.join("quayside-authority.crt"),
            authority_key: folder.join("quayside-authority.key"),
            certificate: folder.join("quayside.crt"),
            key: folder.join("quayside.key"),
        }
    }
}

/// Why no certificate could be made.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A name that no certificate can hold, or a damaged authority.
    #[error("the certificate cannot be made")]
    Make(#[from] rcgen::Error),
    /// A file cannot be read or written.
    #[error("cannot read or write {}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
}

/// Makes a certificate for these names and addresses, signed by the local authority of the folder, which is made
/// if it is not there: devices that trust it go on doing so when the certificate is renewed.
///
/// # Errors
/// Says what could not be made or written.
pub fn init(folder: &Path, names: &[String], now: time::OffsetDateTime) -> Result<Files, TlsError> {
    let files = Files::within(folder);
    std::fs::create_dir_all(folder).map_err(|source| TlsError::File {
        path: folder.to_owned(),
        source,
    })?;
    if !files.authority.exists() || !files.authority_key.exists() {
        let key = KeyPair::generate()?;
        let authority = authority_params(now)?.self_signed(&key)?;
        write_private(&files.authority_key, &key.serialize_pem())?;
        write(&files.authority, &authority.pem())?;
    }
    let authority_key = KeyPair::from_pem(&read(&files.authority_key)?)?;
    let issuer = Issuer::from_ca_cert_pem(&read(&files.authority)?, authority_key)?;
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::new(names.to_vec())?;
    params.distinguished_name = named("Quayside server");
    params.not_before = now - time::Duration::days(1);
    params.not_after = now + time::Duration::days(CERTIFICATE_DAYS);
    params.use_authority_key_identifier_extension = true;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let certificate = params.signed_by(&key, &issuer)?;
    write_private(&files.key, &key.serialize_pem())?;
    write(&files.certificate, &certificate.pem())?;
    Ok(files)
}

fn authority_params(now: time::OffsetDateTime) -> Result<CertificateParams, TlsError> {
    let mut params = CertificateParams::new(Vec::new())?;
    params.distinguished_name = named("Quayside local authority");
    params.not_before = now - time::Duration::days(1);
    params.not_after = now + time::Duration::days(AUTHORITY_DAYS);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    Ok(params)
}

fn named(name: &str) -> DistinguishedName {
    let mut distinguished = DistinguishedName::new();
    distinguished.push(DnType::CommonName, name);
    distinguished
}

fn read(path: &Path) -> Result<String, TlsError> {
    std::fs::read_to_string(path).map_err(|source| TlsError::File {
        path: path.to_owned(),
        source,
    })
}

fn write(path: &Path, text: &str) -> Result<(), TlsError> {
    std::fs::write(path, text).map_err(|source| TlsError::File {
        path: path.to_owned(),
        source,
    })
}

/// Writes a file that only its owner can read.
fn write_private(path: &Path, text: &str) -> Result<(), TlsError> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let written = options
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|source| TlsError::File {
        path: path.to_owned(),
        source,
    })
}

/// How devices come to trust the local authority.
pub const HOW_TO_TRUST: &str = "\
Bring the file of the authority to each device once (never its key), and trust it there:
  Android   Settings > Security > Encryption and credentials > Install a certificate > CA certificate
  iPad      Open the file, Settings > Profile downloaded > Install; then Settings > General > About >
            Certificate trust settings: switch it on
  Windows   Open the file > Install certificate > Local machine > Trusted root certification authorities
  macOS     Open the file in Keychain Access > System; open the entry > Trust > Always trust
  Firefox   Settings > Certificates > View certificates > Authorities > Import";

#[cfg(test)]
mod tests {
    use super::*;
    use rustls::pki_types::pem::PemObject;
    use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};

    #[test]
    fn a_device_that_trusts_the_authority_trusts_the_renewed_certificate_too() {
        let folder = std::env::temp_dir().join(format!("quayside-tls-{}", std::process::id()));
        let now = time::OffsetDateTime::now_utc();
        let names = ["warehouse.local".to_owned(), "192.168.1.20".to_owned()];
        let files = init(&folder, &names, now).unwrap();
        let authority = std::fs::read_to_string(&files.authority).unwrap();
        init(&folder, &names, now).unwrap();
        assert_eq!(
            std::fs::read_to_string(&files.authority).unwrap(),
            authority
        );

        let mut roots = rustls::RootCertStore::empty();
        roots
            .add(CertificateDer::from_pem_file(&files.authority).unwrap())
            .unwrap();
        let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
        let verifier =
            rustls::client::WebPkiServerVerifier::builder_with_provider(roots.into(), provider)
                .build()
                .unwrap();
        let certificate = CertificateDer::from_pem_file(&files.certificate).unwrap();
        for name in ["warehouse.local", "192.168.1.20"] {
            let name = ServerName::try_from(name).unwrap();
            rustls::client::danger::ServerCertVerifier::verify_server_cert(
                verifier.as_ref(),
                &certificate,
                &[],
                &name,
                &[],
                UnixTime::now(),
            )
            .unwrap();
        }
        PrivateKeyDer::from_pem_file(&files.key).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
