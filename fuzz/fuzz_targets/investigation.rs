//! Fuzz target, see ../README.md.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/hostile/check.rs"]
#[allow(dead_code, reason = "each target uses a part")]
mod check;

const TEXT: &str = include_str!("../../tests/it/cmd/harbour.in/harbour.txt");

fuzz_target!(|data: &[u8]| check::investigation(&String::from_utf8_lossy(data), TEXT));
