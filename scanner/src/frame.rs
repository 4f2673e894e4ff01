//! A picture in grey, as decoders want it. Knows nothing of barcodes.

use std::fmt;

/// A camera frame in grey.
///
/// Invariant: there is exactly one byte of brightness for each of width × height pixels, and at least one pixel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    luma: Vec<u8>,
    width: u32,
    height: u32,
}

/// Why bytes are no frame of the size that was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadFrame {
    /// Bytes that came.
    pub bytes: usize,
    /// Width that was named.
    pub width: u32,
    /// Height that was named.
    pub height: u32,
}

impl fmt::Display for BadFrame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            bytes,
            width,
            height,
        } = self;
        write!(
            f,
            "{bytes} bytes are no RGBA frame of {width} × {height} pixels"
        )
    }
}

impl std::error::Error for BadFrame {}

impl Frame {
    /// Takes the bytes of a canvas: red, green, blue and opacity for each pixel.
    ///
    /// # Errors
    /// When the bytes are not four times width × height, or the frame is empty.
    pub fn from_rgba(rgba: &[u8], width: u32, height: u32) -> Result<Self, BadFrame> {
        let expected = u64::from(width) * u64::from(height) * 4;
        if expected == 0 || rgba.len() as u64 != expected {
            return Err(BadFrame {
                bytes: rgba.len(),
                width,
                height,
            });
        }
        // The weights of the eye in 1/256, as the decoder's own tests use them.
        let grey =
            |p: &[u8]| (77 * u32::from(p[0]) + 151 * u32::from(p[1]) + 28 * u32::from(p[2])) >> 8;
        let luma = rgba
            .chunks_exact(4)
            .map(|pixel| grey(pixel) as u8)
            .collect();
        Ok(Self {
            luma,
            width,
            height,
        })
    }

    /// The same picture with rows and columns exchanged: bars that ran along the rows now run across them.
    #[must_use]
    pub fn transposed(&self) -> Self {
        let (width, height) = (self.width as usize, self.height as usize);
        let columns = (0..width).flat_map(|x| (0..height).map(move |y| (x, y)));
        let luma = columns.map(|(x, y)| self.luma[y * width + x]).collect();
        Self {
            luma,
            width: self.height,
            height: self.width,
        }
    }

    /// Brightness of all pixels, row by row.
    pub fn luma(&self) -> &[u8] {
        &self.luma
    }

    /// Pixels in a row.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Rows.
    pub fn height(&self) -> u32 {
        self.height
    }
}
