//! The cryptography of connections to other machines: ring, as the database's driver has
//! it. To be called before the first connection; calling it again changes nothing.

pub fn use_ring() {
    // Refused only where it was chosen before.
    let _chosen = rustls::crypto::ring::default_provider().install_default();
}
