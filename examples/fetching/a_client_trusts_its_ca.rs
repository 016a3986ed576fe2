// A client accepts what its own CA has signed.

use anyhow::{Result, bail};
use reqwest::{Certificate, Client};
use rustls::crypto::ring::default_provider;
use std::{env, fs, time::Duration};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    default_provider().install_default().unwrap();
    let (Ok(server), Ok(ca_file)) =
        (env::var("HTTPS_SERVER"), env::var("CA_FILE"))
    else {
        bail!("start a server: cargo run -p loopback");
    };
    let url = format!("{server}/tea?delay=300");

    let plain = Client::new();
    println!("plain: {}", get(plain, &url).await?);

    let ca = Certificate::from_pem(&fs::read(ca_file)?)?;
    let trusting =
        Client::builder().tls_certs_only([ca]).build()?;
    println!("trusting: {}", get(trusting, &url).await?);
    Ok(())
}

async fn get(client: Client, url: &str) -> Result<String> {
    let limit = Duration::from_secs(5);
    match client.get(url).timeout(limit).send().await {
        Ok(answer) => Ok(answer.text().await?),
        Err(error) if is_about_issuer(&error) => {
            Ok("unknown issuer".to_string())
        }
        Err(error) => bail!(error),
    }
}

fn is_about_issuer(error: &reqwest::Error) -> bool {
    format!("{error:?}").contains("UnknownIssuer")
}
