//! From a file that somebody sent to two squares: the type is told by the content, the
//! size is known before anything is decoded, the orientation that a camera noted is
//! applied, and what is transparent becomes white.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage, RgbaImage,
    codecs::jpeg::JpegEncoder, imageops::FilterType, metadata::Orientation,
};
use sha2::{Digest, Sha256};
use tokio::{sync::Semaphore, task::spawn_blocking};

use crate::error::{Error, FieldCode, Result, internal};

/// The largest file: 10 MiB.
pub const LIMIT: usize = 10 << 20;
/// Edges in pixels.
pub const LARGE: u32 = 512;
pub const SMALL: u32 = 96;
const MOST_PIXELS: u64 = 40_000_000;
const MOST_MEMORY: u64 = 400 << 20;
const QUALITY: u8 = 85;

/// A decoded picture takes much memory: few at a time.
static TURNS: Semaphore = Semaphore::const_new(2);

/// A photo as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// Of the content.
    pub hash: String,
    pub large: Vec<u8>,
    pub small: Vec<u8>,
}

const PHOTOS: &[ImageFormat] = &[
    ImageFormat::Png,
    ImageFormat::Jpeg,
    ImageFormat::WebP,
    ImageFormat::Gif,
];
const LOGOS: &[ImageFormat] = &[
    ImageFormat::Png,
    ImageFormat::Ico,
    ImageFormat::Jpeg,
    ImageFormat::WebP,
    ImageFormat::Gif,
];

/// Refused as the field `photo`.
pub async fn prepare(bytes: Vec<u8>) -> Result<Prepared> {
    prepared(bytes, PHOTOS).await
}

/// The icon of a site, refused likewise.
pub async fn prepare_logo(bytes: Vec<u8>) -> Result<Prepared> {
    prepared(bytes, LOGOS).await
}

async fn prepared(bytes: Vec<u8>, known: &'static [ImageFormat]) -> Result<Prepared> {
    let _turn = TURNS.acquire().await.map_err(internal)?;
    let prepared = spawn_blocking(move || squares(&bytes, known)).await;
    prepared
        .map_err(internal)?
        .map_err(|code| Error::invalid("photo", code))
}

fn squares(bytes: &[u8], known: &[ImageFormat]) -> Result<Prepared, FieldCode> {
    if bytes.is_empty() {
        return Err(FieldCode::Required);
    }
    if bytes.len() > LIMIT {
        return Err(FieldCode::TooLarge);
    }
    let picture = decode(bytes, known)?;
    let large = square(&picture, LARGE);
    let small = square(&DynamicImage::ImageRgb8(large.clone()), SMALL);
    let (large, small) = (encode(&large)?, encode(&small)?);
    let digest = Sha256::digest(&large);
    Ok(Prepared {
        hash: hex::encode(&digest[..16]),
        large,
        small,
    })
}

fn decode(bytes: &[u8], known: &[ImageFormat]) -> Result<DynamicImage, FieldCode> {
    let unreadable = |_| FieldCode::Unreadable;
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| FieldCode::Unreadable)?;
    if !reader
        .format()
        .is_some_and(|format| known.contains(&format))
    {
        return Err(FieldCode::NotAPhoto);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(FieldCode::TooManyPixels);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// The middle of it, never larger than it was.
fn square(picture: &DynamicImage, edge: u32) -> RgbImage {
    let edge = edge.min(picture.width()).min(picture.height()).max(1);
    let square = picture.resize_to_fill(edge, edge, FilterType::CatmullRom);
    match square.color().has_alpha() {
        true => on_white(&square.into_rgba8()),
        false => square.into_rgb8(),
    }
}

fn on_white(picture: &RgbaImage) -> RgbImage {
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [red, green, blue, alpha] = picture.get_pixel(x, y).0.map(u32::from);
        let over = |part: u32| {
            let mixed = (part * alpha + 255 * (255 - alpha)) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        image::Rgb([over(red), over(green), over(blue)])
    })
}

fn encode(picture: &RgbImage) -> Result<Vec<u8>, FieldCode> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .encode_image(picture)
        .map_err(|_| FieldCode::Unreadable)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use image::{GenericImageView, Rgb, Rgba};

    use super::*;
    use crate::photos::tests::{bomb, camera_photo, encoded};

    fn pixel(jpeg: &[u8], x: u32, y: u32) -> [u8; 3] {
        let picture = image::load_from_memory(jpeg).unwrap();
        let [red, green, blue, _] = picture.get_pixel(x, y).0;
        [red, green, blue]
    }

    fn is_near(one: [u8; 3], other: [u8; 3]) -> bool {
        one.iter().zip(other).all(|(a, b)| a.abs_diff(b) < 16)
    }

    #[test]
    fn every_kind_becomes_two_squares() {
        let wide = DynamicImage::ImageRgb8(RgbImage::from_pixel(800, 600, Rgb([200, 30, 30])));
        for format in [
            ImageFormat::Png,
            ImageFormat::Jpeg,
            ImageFormat::WebP,
            ImageFormat::Gif,
        ] {
            let made = squares(&encoded(&wide, format), PHOTOS).unwrap();
            let edges = [&made.large, &made.small].map(|bytes| {
                assert_eq!(image::guess_format(bytes).unwrap(), ImageFormat::Jpeg);
                image::load_from_memory(bytes).unwrap().dimensions()
            });
            assert_eq!(edges, [(512, 512), (96, 96)], "{format:?}");
            assert!(is_near(pixel(&made.small, 48, 48), [200, 30, 30]));
            assert_eq!(made.hash.len(), 32);
        }
    }

    #[test]
    fn a_small_one_is_not_blown_up_and_a_line_is_no_trouble() {
        for (width, height, edge) in [(40, 60, 40), (1, 3_000, 1)] {
            let picture = DynamicImage::ImageRgb8(RgbImage::new(width, height));
            let made = squares(&encoded(&picture, ImageFormat::Png), PHOTOS).unwrap();
            let dimensions = image::load_from_memory(&made.large).unwrap().dimensions();
            assert_eq!(dimensions, (edge, edge));
        }
    }

    #[test]
    fn what_the_camera_noted_is_gone_but_the_orientation_is_applied() {
        let sent = camera_photo();
        let has = |bytes: &[u8], mark: &[u8]| bytes.windows(mark.len()).any(|part| part == mark);
        assert!(has(&sent, b"Exif\0\0") && has(&sent, b"GPS of home"));
        let made = squares(&sent, PHOTOS).unwrap();
        for bytes in [&made.large, &made.small] {
            assert!(!has(bytes, b"Exif") && !has(bytes, b"GPS of home"));
        }
        // Turned by 180 degrees: what was red at the left is at the right.
        assert!(is_near(pixel(&made.large, 450, 256), [220, 20, 20]));
        assert!(is_near(pixel(&made.large, 60, 256), [20, 20, 220]));
    }

    #[test]
    fn what_is_transparent_becomes_white() {
        let clear = DynamicImage::ImageRgba8(RgbaImage::from_pixel(64, 64, Rgba([0, 0, 0, 0])));
        let made = squares(&encoded(&clear, ImageFormat::Png), PHOTOS).unwrap();
        assert!(is_near(pixel(&made.large, 32, 32), [255, 255, 255]));
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>"#;
        let html = b"<!doctype html><script>alert(1)</script>";
        let whole = encoded(
            &DynamicImage::ImageRgb8(RgbImage::new(64, 64)),
            ImageFormat::Png,
        );
        for (bytes, code) in [
            (&svg[..], FieldCode::NotAPhoto),
            (&html[..], FieldCode::NotAPhoto),
            (b"BM\x00\x00\x00\x00\x00\x00\x00\x00", FieldCode::NotAPhoto),
            (
                b"GIF89a\x10\0\x10\0\0\0\0<script>alert(1)</script>",
                FieldCode::Unreadable,
            ),
            (&whole[..whole.len() / 2], FieldCode::Unreadable),
            (b"", FieldCode::Required),
            (&vec![0xff; LIMIT + 1], FieldCode::TooLarge),
            (&bomb(), FieldCode::TooManyPixels),
        ] {
            assert_eq!(squares(bytes, PHOTOS), Err(code));
        }
    }
}
