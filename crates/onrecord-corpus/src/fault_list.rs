//! Which faults are told one by one, and in what order: one file with very many must not bury what
//! there is to say about the others.

use std::borrow::Cow;
use std::collections::HashMap;

use onrecord_model::fault::{Fault, FaultKind};

/// Faults of one file that are told: more than anybody mends before looking again.
const OF_ONE_FILE: usize = 200;

/// Faults as they are told: first the files that were not read, then the others, each kind in its
/// order and of each file at most [`OF_ONE_FILE`], of which the last says how many more there are.
pub fn listed_faults(faults: &[Fault]) -> Vec<Cow<'_, Fault>> {
    let mut kinds: [Vec<&Fault>; 4] = Default::default();
    for fault in faults {
        // A folder may hold thousands of pictures and one document that should have been read.
        let [documents, named, not_read, others] = &mut kinds;
        match fault.what {
            FaultKind::Unreadable(_) => documents.push(fault),
            FaultKind::NoText { .. } => named.push(fault),
            FaultKind::NotRead => not_read.push(fault),
            _ => others.push(fault),
        }
    }
    kinds.iter().flat_map(|kind| bounded(kind)).collect()
}

fn bounded<'f>(faults: &[&'f Fault]) -> Vec<Cow<'f, Fault>> {
    let mut of_file: HashMap<&str, usize> = HashMap::new();
    for fault in faults {
        *of_file.entry(&fault.file).or_default() += 1;
    }
    // Where one more line tells how many more there are, the last that fits makes room for it.
    let most = |file: &str| match of_file.get(file) {
        Some(all) if *all > OF_ONE_FILE => OF_ONE_FILE - 1,
        _ => OF_ONE_FILE,
    };
    let (mut told, mut rest) = (Vec::new(), HashMap::<&str, (usize, usize, usize)>::new());
    for fault in faults {
        let (so_far, more, at) = rest.entry(&fault.file).or_default();
        if *so_far < most(&fault.file) {
            *so_far += 1;
            told.push(Cow::Borrowed(*fault));
            continue;
        }
        if *more == 0 {
            *at = told.len();
            told.push(Cow::Borrowed(*fault));
        }
        *more += fault.count();
    }
    for (file, (_, more, at)) in rest {
        if let Some(last) = told.get_mut(at).filter(|_| more > 0) {
            let what = FaultKind::AndMore(u32::try_from(more).unwrap_or(u32::MAX));
            *last = Cow::Owned(Fault { file: file.to_owned(), line: 0, what });
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_model::fault::{Doubt, FileError};

    fn fault(file: &str, line: u32, what: FaultKind) -> Fault {
        Fault { file: file.into(), line, what }
    }

    #[test]
    fn what_was_not_read_comes_first_and_a_flood_is_cut() {
        let flood = (1..=50_000).map(|line| fault("a.json", line, FaultKind::MentionTwice));
        let mut faults: Vec<_> = flood.collect();
        faults.push(fault("a.json", 0, FaultKind::AndMore(7)));
        faults.push(fault("b.html", 3, FaultKind::Doubt(Doubt::CutOff)));
        faults.push(fault("photo.jpg", 0, FaultKind::NotRead));
        faults.push(fault("scan.pdf", 0, FaultKind::Unreadable(FileError::Pictures)));
        let told = listed_faults(&faults);
        let shown = |fault: &Fault| (fault.file.clone(), fault.line);
        assert_eq!(shown(&told[0]), ("scan.pdf".into(), 0));
        assert_eq!(shown(&told[1]), ("photo.jpg".into(), 0));
        assert_eq!(shown(&told[2]), ("a.json".into(), 1));
        let of_a = told.iter().filter(|fault| fault.file == "a.json").count();
        assert_eq!((of_a, told.len()), (OF_ONE_FILE, OF_ONE_FILE + 3));
        let more = 50_007 - (OF_ONE_FILE as u32 - 1);
        assert_eq!(told[OF_ONE_FILE + 1].what, FaultKind::AndMore(more));
        assert_eq!(shown(&told[OF_ONE_FILE + 2]), ("b.html".into(), 3));
        let count = |faults: &[Fault]| faults.iter().map(Fault::count).sum::<usize>();
        assert_eq!(told.iter().map(|fault| fault.count()).sum::<usize>(), count(&faults));
    }

    #[test]
    fn as_many_as_are_told_are_told_whole() {
        for (n, last) in
            [(OF_ONE_FILE, FaultKind::MentionTwice), (OF_ONE_FILE + 1, FaultKind::AndMore(2))]
        {
            let faults: Vec<_> = (0..n).map(|_| fault("a", 1, FaultKind::MentionTwice)).collect();
            let told = listed_faults(&faults);
            assert_eq!((told.len(), &told[OF_ONE_FILE - 1].what), (OF_ONE_FILE, &last), "{n}");
        }
    }
}
