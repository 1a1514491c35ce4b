//! A file that is cut while it is mapped: the system answers a look at its lost pages with SIGBUS, which ends
//! the process. Here it is answered with a page of zeros instead, and remembered.
#![allow(unsafe_code, reason = "a handler of a signal is set and asked by the system alone")]

pub(crate) use system::{add, is_torn, remove, watch};

#[cfg(unix)]
mod system {
    use std::mem::MaybeUninit;
    use std::ptr;
    use std::sync::Once;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

    /// Maps that are watched at once at most; what is mapped beyond that ends the process when it is cut,
    /// as it would without a handler.
    const MOST: usize = 64;

    /// A map: its first byte and its end, zero where there is none, and whether pages of it were lost.
    ///
    /// A handler may interrupt anything, a lock among it, so these are atomics.
    struct WatchedMap {
        start: AtomicUsize,
        end: AtomicUsize,
        torn: AtomicBool,
    }

    static REGIONS: [WatchedMap; MOST] = [const {
        WatchedMap {
            start: AtomicUsize::new(0),
            end: AtomicUsize::new(0),
            torn: AtomicBool::new(false),
        }
    }; MOST];

    /// Whether any map was ever torn: asked at every look at a text, before the maps are gone through.
    static ANY_TORN: AtomicBool = AtomicBool::new(false);

    /// Size of a page (bytes), asked for before the handler is set.
    static PAGE: AtomicUsize = AtomicUsize::new(0);

    /// What was done about SIGBUS before.
    static mut BEFORE: MaybeUninit<libc::sigaction> = MaybeUninit::uninit();

    static SET: Once = Once::new();

    /// Sets the handler, once.
    pub(crate) fn watch() {
        SET.call_once(|| {
            // SAFETY: `sysconf` has no preconditions.
            let page = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
            let Ok(page) = usize::try_from(page) else { return };
            PAGE.store(page, Ordering::SeqCst);
            // SAFETY: an all-zero `sigaction` is a valid one; its fields are set before it is handed over.
            // `BEFORE` is written here alone, within `Once`, before the handler that reads it can run.
            unsafe {
                let mut action: libc::sigaction = std::mem::zeroed();
                action.sa_sigaction = on_bus as *const () as usize;
                action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK;
                libc::sigemptyset(&raw mut action.sa_mask);
                let before = (&raw mut BEFORE).cast::<libc::sigaction>();
                if libc::sigaction(libc::SIGBUS, &raw const action, before) != 0 {
                    log::warn!("a kept index that is cut while it is read would end the program");
                }
            }
        });
    }

    /// Watches the map `bytes`.
    pub(crate) fn add(bytes: &[u8]) {
        let span = bytes.as_ptr_range();
        let (start, end) = (span.start as usize, span.end as usize);
        for region in &REGIONS {
            let free = region.start.compare_exchange(0, start, Ordering::SeqCst, Ordering::SeqCst);
            if free.is_ok() {
                region.torn.store(false, Ordering::SeqCst);
                region.end.store(end, Ordering::SeqCst);
                return;
            }
        }
    }

    /// Watches it no more; called before it is unmapped.
    pub(crate) fn remove(bytes: &[u8]) {
        if let Some(region) = region_of(bytes.as_ptr() as usize) {
            region.end.store(0, Ordering::SeqCst);
            region.start.store(0, Ordering::SeqCst);
        }
    }

    /// Whether pages of it were lost.
    pub(crate) fn is_torn(bytes: &[u8]) -> bool {
        let torn = |region: &WatchedMap| region.torn.load(Ordering::SeqCst);
        ANY_TORN.load(Ordering::SeqCst) && region_of(bytes.as_ptr() as usize).is_some_and(torn)
    }

    fn region_of(address: usize) -> Option<&'static WatchedMap> {
        REGIONS.iter().find(|region| {
            let start = region.start.load(Ordering::SeqCst);
            start != 0 && (start..region.end.load(Ordering::SeqCst)).contains(&address)
        })
    }

    extern "C" fn on_bus(
        signal: libc::c_int,
        info: *mut libc::siginfo_t,
        _context: *mut libc::c_void,
    ) {
        // SAFETY: with SA_SIGINFO the system hands over a valid `siginfo_t`, and for SIGBUS its address is set.
        let address = unsafe { (*info).si_addr() } as usize;
        let page = PAGE.load(Ordering::SeqCst);
        if page != 0
            && let Some(region) = region_of(address)
            && zero(address - address % page, page)
        {
            region.torn.store(true, Ordering::SeqCst);
            ANY_TORN.store(true, Ordering::SeqCst);
            return;
        }
        // Not ours: as it was before, and the instruction is tried again.
        // SAFETY: `BEFORE` was written before this handler was set, and nothing writes it afterwards.
        unsafe {
            let before = (&raw const BEFORE).cast::<libc::sigaction>();
            libc::sigaction(signal, before, ptr::null_mut());
        }
    }

    /// Puts a page of zeros at `start`, which lies in a map of this crate.
    fn zero(start: usize, page: usize) -> bool {
        // SAFETY: the page belongs to a read-only map that is alive, for `remove` comes before it is
        // unmapped; nothing else lies in it. Whoever reads it sees zeros from now on, as bytes of an
        // image could be. `mmap` is a bare system call here: it takes no lock and allocates nothing.
        let mapped = unsafe {
            libc::mmap(
                start as *mut libc::c_void,
                page,
                libc::PROT_READ,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_FIXED,
                -1,
                0,
            )
        };
        mapped != libc::MAP_FAILED
    }
}

#[cfg(not(unix))]
mod system {
    //! Elsewhere a mapped file cannot be cut.

    pub(crate) fn watch() {}

    pub(crate) fn add(_: &[u8]) {}

    pub(crate) fn remove(_: &[u8]) {}

    pub(crate) fn is_torn(_: &[u8]) -> bool {
        false
    }
}
