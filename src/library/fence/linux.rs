//! The fence as Linux has it: Landlock for files and addresses, seccomp for calls.

use std::sync::OnceLock;

use landlock::{
    ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetCreated, RulesetError,
    RulesetStatus, Scope,
};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, TargetArch,
};

use super::FenceState;

/// The newest version of Landlock that this build knows; an older kernel holds what it can.
const LANDLOCK: ABI = ABI::V6;

/// As [`super::enter`].
pub(super) fn enter() -> FenceState {
    // The calls that lay the first fence are not among those that the second lets stay.
    FenceState { files: lay_files(), calls: lay_calls() }
}

/// Lays the first of the two, which is made once.
pub(super) fn lay_files() -> bool {
    static FILES: OnceLock<Option<RulesetCreated>> = OnceLock::new();
    let rules = FILES.get_or_init(|| files().ok()).as_ref();
    let laid = rules.and_then(|rules| rules.try_clone().ok()?.restrict_self().ok());
    laid.is_some_and(|status| status.ruleset != RulesetStatus::NotEnforced)
}

/// Lays the second, which is compiled once.
pub(super) fn lay_calls() -> bool {
    static CALLS: OnceLock<Option<BpfProgram>> = OnceLock::new();
    let program = CALLS.get_or_init(|| calls().ok()).as_ref();
    program.is_some_and(|program| seccompiler::apply_filter(program).is_ok())
}

/// Nothing is written, made, moved, taken away or started, wherever it is; reading is not touched.
fn files() -> Result<RulesetCreated, RulesetError> {
    Ruleset::default()
        .handle_access(AccessFs::from_write(LANDLOCK) | AccessFs::Execute)?
        .handle_access(AccessNet::from_all(LANDLOCK))?
        .scope(Scope::from_all(LANDLOCK))?
        .create()
}

/// The calls that stay; every other one is answered as a kernel would that does not have it, so that the C
/// library takes an older way where it knows one.
fn calls() -> Result<BpfProgram, seccompiler::BackendError> {
    let always = ALWAYS.iter().chain(OF_THIS_MACHINE).map(|call| Ok((*call, Vec::new())));
    let rules = always.chain(conditional()).collect::<Result<_, seccompiler::BackendError>>()?;
    let absent = SeccompAction::Errno(libc::ENOSYS as u32);
    SeccompFilter::new(rules, absent, SeccompAction::Allow, MACHINE)?.try_into()
}

/// Calls that stay whatever is asked of them. What is open already may be written to: the log is, and so is the
/// pipe that wakes the loop when a signal comes to this thread.
const ALWAYS: &[i64] = &[
    // Reading.
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_pread64,
    libc::SYS_preadv,
    libc::SYS_lseek,
    libc::SYS_close,
    libc::SYS_fstat,
    libc::SYS_newfstatat,
    libc::SYS_statx,
    libc::SYS_statfs,
    libc::SYS_fstatfs,
    libc::SYS_getdents64,
    libc::SYS_readlinkat,
    libc::SYS_getcwd,
    libc::SYS_faccessat,
    libc::SYS_fadvise64,
    libc::SYS_write,
    libc::SYS_writev,
    // Memory.
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_madvise,
    libc::SYS_brk,
    // Threads and their signals.
    libc::SYS_futex,
    libc::SYS_set_robust_list,
    libc::SYS_rseq,
    libc::SYS_gettid,
    libc::SYS_getpid,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_restart_syscall,
    libc::SYS_exit,
    libc::SYS_exit_group,
    // Time, chance, and what the machine is.
    libc::SYS_clock_gettime,
    libc::SYS_clock_getres,
    libc::SYS_clock_nanosleep,
    libc::SYS_nanosleep,
    libc::SYS_gettimeofday,
    libc::SYS_getrandom,
    libc::SYS_sysinfo,
    libc::SYS_uname,
];

#[cfg(target_arch = "x86_64")]
const MACHINE: TargetArch = TargetArch::x86_64;

#[cfg(target_arch = "aarch64")]
const MACHINE: TargetArch = TargetArch::aarch64;

/// Older names of some of them.
#[cfg(target_arch = "x86_64")]
const OF_THIS_MACHINE: &[i64] = &[
    libc::SYS_stat,
    libc::SYS_lstat,
    libc::SYS_readlink,
    libc::SYS_access,
    libc::SYS_getdents,
    libc::SYS_time,
];

/// There are no older names here.
#[cfg(target_arch = "aarch64")]
const OF_THIS_MACHINE: &[i64] = &[];

type CallRule = Result<(i64, Vec<SeccompRule>), seccompiler::BackendError>;

/// Calls that stay for some of what they can do.
fn conditional() -> impl Iterator<Item = CallRule> {
    let pid = u64::from(std::process::id());
    let rules = [
        // For reading alone: neither of the bits of writing, nothing made, nothing cut.
        #[cfg(target_arch = "x86_64")]
        (libc::SYS_open, vec![bits(1, NO_WRITING, 0)]),
        (libc::SYS_openat, vec![bits(2, NO_WRITING, 0)]),
        // No memory becomes a program.
        (libc::SYS_mmap, vec![bits(2, libc::PROT_EXEC, 0)]),
        (libc::SYS_mprotect, vec![bits(2, libc::PROT_EXEC, 0)]),
        // A thread, not a process. `clone3` hides what it makes, and the C library goes on with this one.
        (libc::SYS_clone, vec![bits(0, libc::CLONE_THREAD, libc::CLONE_THREAD)]),
        // To a pipe's other end, not to an address.
        (libc::SYS_sendto, vec![is(4, 0)]),
        // Signals to this program: a stack that ends, an abort.
        (libc::SYS_tgkill, vec![is(0, pid)]),
        (libc::SYS_prctl, vec![is(0, libc::PR_SET_NAME as u64)]),
        // Asked, not set.
        (libc::SYS_prlimit64, vec![is(2, 0)]),
        (
            libc::SYS_fcntl,
            [libc::F_GETFD, libc::F_SETFD, libc::F_GETFL, libc::F_DUPFD_CLOEXEC]
                .map(|command| bits(1, i32::MAX, command))
                .into(),
        ),
    ];
    rules.into_iter().map(|(call, conditions)| {
        let alone = |condition: Result<_, _>| SeccompRule::new(vec![condition?]);
        let rules = conditions.into_iter().map(alone).collect::<Result<_, _>>()?;
        Ok((call, rules))
    })
}

/// The bits of a call that opens a file for more than reading.
const NO_WRITING: i32 = libc::O_ACCMODE | libc::O_CREAT | libc::O_TRUNC;

type ArgumentIs = Result<SeccompCondition, seccompiler::BackendError>;

/// That of these `bits` of argument `at` those of `want` are set and no others.
fn bits(at: u8, bits: i32, want: i32) -> ArgumentIs {
    let is = SeccompCmpOp::MaskedEq(u64::from(bits.cast_unsigned()));
    SeccompCondition::new(at, SeccompCmpArgLen::Dword, is, u64::from(want.cast_unsigned()))
}

/// That argument `at` is `want`.
fn is(at: u8, want: u64) -> ArgumentIs {
    SeccompCondition::new(at, SeccompCmpArgLen::Qword, SeccompCmpOp::Eq, want)
}
