//! An image: typed columns in one file, mapped into memory, so that every process that reads it shares the
//! same pages. Floor 0 of the house; it knows nothing of statements or words.
//!
//! What is costly to build (a corpus, its index) is written once with an [`ImageWriter`] and read again
//! from an [`Image`] without being parsed: a [`SharedColumn`] is a slice of numbers where it lies, a [`SharedText`] a
//! `str`. Both can be owned as well, so that what is built in memory and what is kept have one type.
//!
//! The format, little-endian, every section at a multiple of 64 bytes:
//!
//! | bytes | what |
//! |---|---|
//! | 64 | magic, format version, mark of the byte order, fingerprint of the build that wrote it |
//! | … | the sections, each followed by zeros up to the next multiple of 64 |
//! | 32 each | the table: id, size of an element, offset, length, CRC-32 of each section |
//! | 32 | where the table begins, how many sections, CRC-32 of the table, length of the file, magic |
//!
//! An image is hostile until it was read: a table that does not fit the file, an element of another size, text
//! that is no UTF-8 is an [`ImageFault`]. [`Image::verify`] compares the checksums. What the columns mean
//! is for their owners to check.
//!
//! A file that is cut while it is mapped does not kill the process: its lost pages read as zeros and
//! [`Image::is_torn`] says so. A file that is written to in place while it is mapped may change under
//! its readers; whoever may do that must be trusted. Writers of the house never do: they make a new file and
//! put it in the place of the old one.
//!
//! ```
//! use onrecord_image::{Image, ImageWriter};
//!
//! let mut file = Vec::new();
//! let mut writer = ImageWriter::new(&mut file, [7; 32])?;
//! writer.put(1, &[3u32, 5, 8])?;
//! writer.put(2, "los pescadores".as_bytes())?;
//! writer.finish()?;
//!
//! let image = Image::of_bytes(&file, &[7; 32]).unwrap();
//! assert_eq!(*image.column::<u32>(1).unwrap(), [3, 5, 8]);
//! assert_eq!(&*image.text(2).unwrap(), "los pescadores");
//! # Ok::<(), std::io::Error>(())
//! ```

mod bus;
mod column;
mod fault;
mod format;
mod image;
mod map;
mod text;
mod writer;

pub use bytemuck::{NoUninit, Pod};
pub use column::SharedColumn;
pub use fault::ImageFault;
pub use image::Image;
pub use text::SharedText;
pub use writer::ImageWriter;
