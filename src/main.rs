//! The `onrecord` program.

fn main() {}
