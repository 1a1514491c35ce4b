//! Fuzz target, see ../README.md.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/hostile/check.rs"]
#[allow(dead_code, reason = "each target uses a part")]
mod check;

fuzz_target!(|data: &[u8]| check::file(onrecord_read::Kind::Scan, data));
