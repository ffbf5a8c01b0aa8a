//! A company's own site: its front page and the icons that stand at it. Nothing is asked
//! of other sites, no cookie is kept, and what comes is bounded in time and size.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use reqwest::{
    Client, Response, Url,
    header::{ACCEPT, USER_AGENT},
    redirect::Policy,
};

use super::icons::icons;
use crate::{
    error::{Result, internal},
    photos::{Prepared, prepare_logo},
    public_names::PublicNames,
    tls,
};

const PATIENCE: Duration = Duration::from_secs(10);
const LARGEST_PAGE: usize = 512 << 10;
const LARGEST_ICON: usize = 1 << 20;
const MOST_REDIRECTS: usize = 4;
/// So many icons of a page are tried, then the one that every site may have.
const TRIED: usize = 3;

/// Where the sites of companies stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sites {
    /// On the public internet, by https.
    #[default]
    Public,
    /// All of them at one address, by http: a stand-in.
    At(SocketAddr),
}

#[derive(Clone)]
pub(super) struct Browser {
    client: Client,
    sites: Sites,
}

impl Browser {
    pub fn new(sites: Sites) -> Result<Self> {
        tls::use_ring();
        let builder = Client::builder()
            .timeout(PATIENCE)
            .connect_timeout(PATIENCE / 2)
            .referer(false)
            .no_proxy()
            .redirect(Policy::custom(move |attempt| {
                let first = attempt.previous().first().and_then(Url::host_str);
                let is_own = first.is_some_and(|first| is_of(sites, attempt.url(), first));
                if is_own && attempt.previous().len() <= MOST_REDIRECTS {
                    attempt.follow()
                } else {
                    attempt.stop()
                }
            }));
        let builder = match sites {
            Sites::Public => builder.https_only(true).dns_resolver(Arc::new(PublicNames)),
            Sites::At(_) => builder,
        };
        Ok(Self {
            client: builder.build().map_err(internal)?,
            sites,
        })
    }

    /// The logo of the company with this domain; none where its site has none.
    pub async fn logo(&self, domain: &str) -> Option<Prepared> {
        let home = self.address(domain)?;
        let mut places: Vec<Url> = Vec::new();
        if let Some((page, at)) = self.page(home.clone()).await {
            let named = icons(&page)
                .into_iter()
                .filter_map(|href| at.join(&href).ok());
            let own = named.filter(|url| is_of(self.sites, url, domain));
            places.extend(own.take(TRIED));
        }
        places.extend(home.join("favicon.ico").ok());
        for place in places {
            if let Some(logo) = self.icon(place).await {
                return Some(logo);
            }
        }
        None
    }

    fn address(&self, domain: &str) -> Option<Url> {
        let address = match self.sites {
            Sites::Public => format!("https://{domain}/"),
            // The stand-in is told by a path which site is meant.
            Sites::At(address) => format!("http://{address}/{domain}/"),
        };
        let url = Url::parse(&address).ok()?;
        is_of(self.sites, &url, domain).then_some(url)
    }

    /// With the address at which it stands in the end.
    async fn page(&self, url: Url) -> Option<(String, Url)> {
        let response = self.get(url, "text/html").await?;
        let at = response.url().clone();
        let body = body(response, LARGEST_PAGE, true).await?;
        Some((String::from_utf8_lossy(&body).into_owned(), at))
    }

    async fn icon(&self, url: Url) -> Option<Prepared> {
        let response = self.get(url, "image/*").await?;
        let body = body(response, LARGEST_ICON, false).await?;
        prepare_logo(body).await.ok()
    }

    async fn get(&self, url: Url, accepted: &str) -> Option<Response> {
        let request = self.client.get(url).header(ACCEPT, accepted);
        let request = request.header(USER_AGENT, "Mozilla/5.0 (compatible; Kith)");
        let response = request.send().await.ok()?;
        response.status().is_success().then_some(response)
    }
}

/// What came until it was too much: the beginning of a page will do, half an icon not.
async fn body(mut response: Response, largest: usize, a_part_will_do: bool) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.ok()? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > largest {
            bytes.truncate(largest);
            return a_part_will_do.then_some(bytes);
        }
    }
    Some(bytes)
}

/// Is this an address of the company's own, by name, at the usual port?
fn is_of(sites: Sites, url: &Url, domain: &str) -> bool {
    let Some(host) = url.host_str() else {
        return false;
    };
    if let Sites::At(address) = sites {
        return host == address.ip().to_string() && url.port() == Some(address.port());
    }
    let is_name = url.domain().is_some();
    let is_usual = url.scheme() == "https" && url.port().is_none() && url.username().is_empty();
    let domain = domain.strip_prefix("www.").unwrap_or(domain);
    let is_own = host
        .strip_suffix(domain)
        .is_some_and(|before| before.is_empty() || before.ends_with('.'));
    is_name && is_usual && is_own && domain.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_companys_own_addresses_are_asked() {
        let own = |url: &str| is_of(Sites::Public, &Url::parse(url).unwrap(), "kestrel.example");
        assert!(own("https://kestrel.example/a.png"));
        assert!(own("https://static.kestrel.example/a.png"));
        for other in [
            "http://kestrel.example/",
            "https://kestrel.example:8443/",
            "https://notkestrel.example/",
            "https://kestrel.example.evil.example/",
            "https://user@kestrel.example/",
            "https://127.0.0.1/",
            "https://[::1]/",
            "data:image/png;base64,AA",
        ] {
            assert!(!own(other), "{other}");
        }
    }

    #[test]
    fn what_is_no_domain_is_not_asked() {
        let browser = Browser::new(Sites::Public).unwrap();
        for domain in [
            "127.0.0.1",
            "localhost",
            "a b",
            "kestrel.example/../x",
            "[::1]",
            "0x7f000001",
            "",
        ] {
            assert_eq!(browser.address(domain), None, "{domain}");
        }
        assert!(browser.address("kestrel.example").is_some());
    }
}
