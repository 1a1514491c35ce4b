//! [`SharedColumn`]: numbers of one kind, owned or where they lie in an image.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

use bytemuck::Pod;

use crate::map::Map;
use onrecord_text::{Part, never};

/// Numbers of one kind in order, owned or where they lie in an image. Read as a slice.
#[derive(Clone)]
pub struct SharedColumn<T>(ColumnPlace<T>);

#[derive(Clone)]
enum ColumnPlace<T> {
    Owned(Vec<T>),
    /// These bytes of an image, whose length and alignment fit.
    Mapped(Arc<Map>, Range<usize>),
}

impl<T: Pod> SharedColumn<T> {
    /// The bytes `range` of `map`; `None` where they are no whole number of elements or not aligned.
    pub(crate) fn mapped(map: Arc<Map>, range: Range<usize>) -> Option<Self> {
        let bytes = map.bytes().get(range.clone())?;
        bytemuck::try_cast_slice::<u8, T>(bytes).ok()?;
        Some(Self(ColumnPlace::Mapped(map, range)))
    }

    /// A part of it (positions of elements), sharing what it lies in; `None` where it has no such part. One
    /// that is owned is copied.
    pub fn view(&self, range: Range<usize>) -> Option<Self> {
        match &self.0 {
            ColumnPlace::Owned(values) => values.get(range).map(|part| Self::from(part.to_vec())),
            ColumnPlace::Mapped(map, whole) => {
                self.get(range.clone())?;
                let byte = |at: usize| whole.start + at * size_of::<T>();
                Some(Self(ColumnPlace::Mapped(Arc::clone(map), byte(range.start)..byte(range.end))))
            }
        }
    }

    /// Whether it lies in a file that was cut since it was mapped, so that some of it may read as zeros.
    pub fn is_torn(&self) -> bool {
        matches!(&self.0, ColumnPlace::Mapped(map, _) if map.is_torn())
    }

    /// Whether it lies in an image, and takes no memory of its own.
    pub fn is_mapped(&self) -> bool {
        matches!(self.0, ColumnPlace::Mapped(..))
    }
}

impl<T: Pod> Deref for SharedColumn<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match &self.0 {
            ColumnPlace::Owned(values) => values,
            ColumnPlace::Mapped(map, range) => {
                match bytemuck::try_cast_slice(map.bytes().part(range.clone())) {
                    Ok(values) => values,
                    Err(why) => {
                        never!("a column that fitted does not: {why}");
                        &[]
                    }
                }
            }
        }
    }
}

impl<T> From<Vec<T>> for SharedColumn<T> {
    fn from(mut values: Vec<T>) -> Self {
        // It will not grow any more.
        values.shrink_to_fit();
        Self(ColumnPlace::Owned(values))
    }
}

impl<T> Default for SharedColumn<T> {
    fn default() -> Self {
        Self(ColumnPlace::Owned(Vec::new()))
    }
}

impl<T: Pod> FromIterator<T> for SharedColumn<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self::from(Vec::from_iter(values))
    }
}

impl<'a, T: Pod> IntoIterator for &'a SharedColumn<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Pod + PartialEq> PartialEq for SharedColumn<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Pod + Eq> Eq for SharedColumn<T> {}

impl<T: Pod + fmt::Debug> fmt::Debug for SharedColumn<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
