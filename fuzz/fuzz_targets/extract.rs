//! Fuzz target, see ../README.md.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_model::Document;

#[path = "../../tests/it/hostile/check.rs"]
#[allow(dead_code, reason = "each target uses a part")]
mod check;

fuzz_target!(|data: &[u8]| check::proposals(&Document::new(&*String::from_utf8_lossy(data)), &[]));
