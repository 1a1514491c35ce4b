//! [`ImageWriter`]: columns, one after the other, into a file.

use std::io::{self, Write};

use bytemuck::NoUninit;

use crate::format::{self, ALIGNMENT, Section};
use crate::image::size;
use onrecord_text::Part;

/// Writes an image: columns one after the other, at last their table. What was not finished is no image.
#[derive(Debug)]
pub struct ImageWriter<W> {
    to: W,
    /// Bytes written.
    at: u64,
    sections: Vec<Section>,
}

impl<W: Write> ImageWriter<W> {
    /// Begins an image, which only a reader with the same `build` takes for one.
    ///
    /// # Errors
    /// What the writer says, here and below.
    pub fn new(mut to: W, build: [u8; 32]) -> io::Result<Self> {
        let head = format::head(&build);
        to.write_all(&head)?;
        Ok(Self { to, at: head.len() as u64, sections: Vec::new() })
    }

    /// Writes the column `id`, which no other has.
    ///
    /// # Errors
    /// As [`ImageWriter::new`].
    pub fn put<T: NoUninit>(&mut self, id: u32, values: &[T]) -> io::Result<()> {
        self.put_parts(id, [values])
    }

    /// The same of a column that is made part by part.
    ///
    /// # Errors
    /// As [`ImageWriter::new`].
    pub fn put_parts<T: NoUninit>(
        &mut self,
        id: u32,
        parts: impl IntoIterator<Item = impl AsRef<[T]>>,
    ) -> io::Result<()> {
        debug_assert!(self.sections.iter().all(|section| section.id != id), "{id} stands twice");
        let (offset, mut checksum) = (self.at, crc32fast::Hasher::new());
        for part in parts {
            let bytes: &[u8] = bytemuck::cast_slice(part.as_ref());
            checksum.update(bytes);
            self.to.write_all(bytes)?;
            self.at += bytes.len() as u64;
        }
        let (element, length, checksum) = (size::<T>(), self.at - offset, checksum.finalize());
        self.sections.push(Section { id, element, offset, length, checksum });
        let over = (self.at % ALIGNMENT as u64) as usize;
        if over != 0 {
            let zeros = [0; ALIGNMENT];
            let padding = zeros.part(over..);
            self.to.write_all(padding)?;
            self.at += padding.len() as u64;
        }
        Ok(())
    }

    /// Writes the table and gives the writer back, not flushed.
    ///
    /// # Errors
    /// As [`ImageWriter::new`].
    pub fn finish(mut self) -> io::Result<W> {
        let table: Vec<u8> = self.sections.iter().flat_map(|row| row.to_bytes()).collect();
        self.to.write_all(&table)?;
        self.to.write_all(&format::tail(self.at, &table))?;
        Ok(self.to)
    }
}
