//! A certificate for `localhost`, and the authority that signed it.

use std::io;
use std::sync::{Arc, OnceLock};

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

/// What a TLS server of this process shows to its clients.
#[derive(Debug)]
pub(crate) struct Identity {
    /// The certificate of the authority, as PEM.
    pub(crate) ca: String,
    /// With the certificate for `localhost` and its key.
    pub(crate) config: Arc<ServerConfig>,
}

type Problem = Box<dyn std::error::Error>;

/// The identity of this process. It is made once: keys take a moment.
pub(crate) fn identity() -> io::Result<&'static Identity> {
    static IDENTITY: OnceLock<Result<Identity, String>> = OnceLock::new();
    let made = IDENTITY.get_or_init(|| make().map_err(|problem| problem.to_string()));
    let problem = |problem| io::Error::other(format!("no certificate: {problem}"));
    made.as_ref().map_err(problem)
}

/// Two certificates, because rustls refuses one that signed itself as a
/// server's.
fn make() -> Result<Identity, Problem> {
    let mut ca = CertificateParams::new([])?;
    ca.distinguished_name
        .push(DnType::CommonName, "loopback, for practice");
    ca.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    // Python 3.13 insists on these and on the identifiers of keys.
    ca.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let ca_key = KeyPair::generate()?;
    let ca_certificate = ca.self_signed(&ca_key)?;

    let names = ["localhost", "127.0.0.1"].map(String::from);
    let mut leaf = CertificateParams::new(names)?;
    leaf.distinguished_name
        .push(DnType::CommonName, "localhost");
    leaf.use_authority_key_identifier_extension = true;
    leaf.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let key = KeyPair::generate()?;
    let certificate = leaf.signed_by(&key, &Issuer::new(ca, ca_key))?;

    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Identity {
        ca: ca_certificate.pem(),
        config: Arc::new(config),
    })
}
