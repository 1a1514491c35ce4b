//! Images written and read again, cut, damaged, foreign, and torn while they are read.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used)]

use std::io::Write;

use onrecord_image::{Image, ImageFault, ImageWriter, SharedColumn, SharedText};
use proptest::prelude::*;

const BUILD: [u8; 32] = [9; 32];

fn written(numbers: &[u32], codes: &[u128], text: &str) -> Vec<u8> {
    let mut writer = ImageWriter::new(Vec::new(), BUILD).unwrap();
    writer.put(1, numbers).unwrap();
    writer.put(2, codes).unwrap();
    writer.put(3, text.as_bytes()).unwrap();
    writer.finish().unwrap()
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        numbers in prop::collection::vec(any::<u32>(), 0..300),
        codes in prop::collection::vec(any::<u128>(), 0..9),
        text in ".{0,90}",
    ) {
        let image = Image::of_bytes(&written(&numbers, &codes, &text), &BUILD).unwrap();
        prop_assert_eq!(image.verify(2), Ok(()));
        prop_assert_eq!(&*image.column::<u32>(1).unwrap(), &numbers[..]);
        prop_assert_eq!(&*image.column::<u128>(2).unwrap(), &codes[..]);
        prop_assert_eq!(&*image.text(3).unwrap(), text.as_str());
    }

    #[test]
    fn no_damage_is_taken_for_an_image_that_is_sound(at in 0usize..700, bit in 0u8..8) {
        let mut bytes = written(&[1, 2, 3], &[4], "Nadie me llamó");
        let at = at % bytes.len();
        let sound = bytes.clone();
        bytes[at] ^= 1 << bit;
        let read = Image::of_bytes(&bytes, &BUILD).and_then(|image| image.verify(1));
        // Only what lies between the sections, and is never read, may be other than it was.
        let padding = sound[at] == 0 && read.is_ok();
        prop_assert!(read.is_err() || padding, "{at}: {read:?}");
    }

    #[test]
    fn hostile_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(Image::of_bytes(&bytes, &BUILD).is_err());
    }
}

#[test]
fn what_is_cut_or_foreign_is_told() {
    let bytes = written(&[1, 2], &[], "x");
    for (bytes, build, want) in [
        (&bytes[..], [8; 32], ImageFault::Foreign),
        (&bytes[..bytes.len() - 1], BUILD, ImageFault::NoImage),
        (&bytes[..70], BUILD, ImageFault::NoImage),
        (&[], BUILD, ImageFault::NoImage),
    ] {
        assert_eq!(Image::of_bytes(bytes, &build).err(), Some(want));
    }
    let image = Image::of_bytes(&bytes, &BUILD).unwrap();
    assert_eq!(image.column::<u32>(9).err(), Some(ImageFault::Missing));
    assert_eq!(image.column::<u64>(1).err(), Some(ImageFault::Missing), "another size");
    let not_text = written(&[], &[], "");
    assert_eq!(Image::of_bytes(&not_text, &BUILD).unwrap().text(3).as_deref(), Ok(""));
    let mut writer = ImageWriter::new(Vec::new(), BUILD).unwrap();
    writer.put(3, &[0xffu8]).unwrap();
    let image = Image::of_bytes(&writer.finish().unwrap(), &BUILD).unwrap();
    assert_eq!(image.text(3).err(), Some(ImageFault::NoText));
}

#[test]
fn a_column_made_in_parts_is_one() {
    let mut writer = ImageWriter::new(Vec::new(), BUILD).unwrap();
    writer.put_parts(1, [vec![1u16], vec![], vec![2, 3]]).unwrap();
    let image = Image::of_bytes(&writer.finish().unwrap(), &BUILD).unwrap();
    let column = image.column::<u16>(1).unwrap();
    assert_eq!(*column, [1, 2, 3]);
    assert_eq!(column.view(1..3), Some(SharedColumn::from(vec![2, 3])));
    assert_eq!(column.view(1..4), None);
    assert!(column.view(0..1).unwrap().is_mapped());
}

#[test]
fn a_text_is_cut_between_characters_alone() {
    let image = Image::of_bytes(&written(&[], &[], "año"), &BUILD).unwrap();
    for text in [image.text(3).unwrap(), SharedText::from("año")] {
        assert_eq!(text.view(1..3).as_deref(), Some("ñ"));
        assert_eq!(text.view(2..3), None);
        assert_eq!(text.view(3..9), None);
    }
}

/// A page that is lost under the map would end the process.
#[test]
#[cfg(unix)]
#[cfg_attr(miri, ignore = "files are not mapped there")]
fn a_file_that_is_cut_while_it_is_read_gives_zeros() {
    let numbers: Vec<u32> = (1..=1 << 16).collect();
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(&written(&numbers, &[], &"ñ".repeat(9_000))).unwrap();
    let image = Image::of_file(&file, &BUILD).unwrap();
    image.verify(2).unwrap();
    let (column, text) = (image.column::<u32>(1).unwrap(), image.text(3).unwrap());
    assert_eq!((column.last(), text.len()), (Some(&(1 << 16)), 18_000));

    file.set_len(9_000).unwrap();
    assert!(!image.is_torn(), "nobody has looked yet");
    assert_eq!(column[0], 1);
    assert_eq!(column.last(), Some(&0));
    assert!(image.is_torn());
    assert!(text.chars().all(|c| c == '\0'), "what is left of the text is text");
    assert_eq!(image.verify(1), Err(ImageFault::Damaged));
    drop((image, column, text));

    // The next one at the same place is another.
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(&written(&numbers, &[], "")).unwrap();
    let image = Image::of_file(&file, &BUILD).unwrap();
    assert_eq!((image.verify(1), image.is_torn()), (Ok(()), false));
}
