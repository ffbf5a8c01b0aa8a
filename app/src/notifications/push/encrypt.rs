//! Encrypting for one browser: RFC 8291, one record of the coding `aes128gcm`, RFC 8188.

use ring::{
    aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral},
    error::Unspecified,
    hkdf::{HKDF_SHA256, KeyType, Prk, Salt},
    rand::{SecureRandom, SystemRandom},
};

/// What a browser gives: its public key, uncompressed, and its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    pub public: Vec<u8>,
    pub auth: Vec<u8>,
}

const RECORD: u32 = 4096;
/// Services take 4096 bytes: what is left beside header, mark and tag.
const MOST: usize = 3_900;

/// None where the browser's key is none, or the text is too long.
pub fn encrypt(keys: &Keys, text: &[u8]) -> Result<Vec<u8>, Unspecified> {
    if text.len() > MOST {
        return Err(Unspecified);
    }
    let random = SystemRandom::new();
    let own = EphemeralPrivateKey::generate(&ECDH_P256, &random)?;
    let own_public = own.compute_public_key()?;
    let mut salt = [0; 16];
    random.fill(&mut salt)?;
    let theirs = UnparsedPublicKey::new(&ECDH_P256, &keys.public);
    agree_ephemeral(own, &theirs, |shared| {
        seal(shared, keys, own_public.as_ref(), salt, text)
    })?
}

/// With everything given that is drawn.
pub fn seal(
    shared: &[u8],
    keys: &Keys,
    own_public: &[u8],
    salt: [u8; 16],
    text: &[u8],
) -> Result<Vec<u8>, Unspecified> {
    let info = [b"WebPush: info\0".as_slice(), &keys.public, own_public];
    let material: [u8; 32] = expand(&extract(&keys.auth, shared), &info)?;
    let pseudorandom = extract(&salt, &material);
    let key: [u8; 16] = expand(&pseudorandom, &[b"Content-Encoding: aes128gcm\0"])?;
    let nonce: [u8; 12] = expand(&pseudorandom, &[b"Content-Encoding: nonce\0"])?;
    // The mark of the last record.
    let mut record = [text, &[2]].concat();
    LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key)?).seal_in_place_append_tag(
        Nonce::assume_unique_for_key(nonce),
        Aad::empty(),
        &mut record,
    )?;
    let length = u8::try_from(own_public.len()).map_err(|_| Unspecified)?;
    Ok([
        salt.as_slice(),
        &RECORD.to_be_bytes(),
        &[length],
        own_public,
        &record,
    ]
    .concat())
}

fn extract(salt: &[u8], material: &[u8]) -> Prk {
    Salt::new(HKDF_SHA256, salt).extract(material)
}

struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

fn expand<const N: usize>(pseudorandom: &Prk, info: &[&[u8]]) -> Result<[u8; N], Unspecified> {
    let mut key = [0; N];
    pseudorandom.expand(info, Length(N))?.fill(&mut key)?;
    Ok(key)
}
