//! [`never!`](crate::never!): what the code rules out and meets all the same, made loud.
//!
//! With debug assertions (tests, fuzzers) it panics. A release goes on with the fallback that stands
//! after it, and the log of the program gets one line.

use std::fmt::Arguments;
use std::panic::Location;

/// Tells that something is so that the code rules out: an index without a record, a span outside its
/// text. Takes the words of `format!`, which must not hold words of a document; a sane fallback
/// follows it.
///
/// ```should_panic
/// fn last(of: &[u32]) -> u32 {
///     let Some(last) = of.last() else {
///         onrecord_text::never!("a list of {} is never empty here", of.len());
///         return 0;
///     };
///     *last
/// }
/// last(&[]);
/// ```
#[macro_export]
macro_rules! never {
    ($($what:tt)+) => {
        $crate::never::report(format_args!($($what)+))
    };
}

/// What [`never!`](crate::never!) expands to.
///
/// # Panics
/// With debug assertions: always.
#[cold]
#[track_caller]
pub fn report(what: Arguments<'_>) {
    let line = format!("{}: {what}", Location::caller());
    debug_assert!(false, "never: {line}");
    log::error!("{line}");
}

#[cfg(test)]
mod tests {
    #[test]
    #[should_panic(expected = "never.rs")]
    fn it_names_its_place() {
        never!("the place of {}", "this");
    }

    #[test]
    #[should_panic(expected = "the place of this")]
    fn it_says_what_is_ruled_out() {
        never!("the place of {}", "this");
    }
}
