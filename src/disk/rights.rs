//! Who may read a file that is written anew: nobody but the user until it has the rights of the one
//! whose place it takes. What of those cannot be given to it is taken from group and others, never
//! given to somebody else.

use std::fs::File;
use std::io;

/// Gives `new`, which holds nothing yet, the rights of `old`: owner and group where that is allowed,
/// access list and extended attributes, and the mode.
///
/// # Errors
/// When the system does not even let us set a mode.
#[cfg(unix)]
pub(super) fn take_over(old: &File, new: &File) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    /// The mode's bits for the owner.
    const OWNER: u32 = 0o700;
    let (was, is) = (old.metadata()?, new.metadata()?);
    // An owner that cannot be given leaves the file to whoever writes it, as with any editor.
    let _ = was.uid() == is.uid() || fchown(new, Some(was.uid()), None).is_ok();
    let group = was.gid() == is.gid() || fchown(new, None, Some(was.gid())).is_ok();
    let lists = attributes::take_over(old, new);
    let mode = was.mode() & 0o777;
    let mode = if group && lists { mode } else { mode & OWNER };
    new.set_permissions(std::fs::Permissions::from_mode(mode))
}

/// Other systems keep no such rights.
#[cfg(not(unix))]
pub(super) fn take_over(old: &File, new: &File) -> io::Result<()> {
    new.set_permissions(old.metadata()?.permissions())
}

#[cfg(any(target_os = "linux", target_os = "android", target_os = "macos"))]
mod attributes {
    use std::fs::File;

    use rustix::fs::{XattrFlags, fgetxattr, flistxattr, fremovexattr, fsetxattr};
    use rustix::io::Errno;

    /// What the names of access lists begin with (`system.posix_acl_access`, `system.nfs4_acl`).
    const ACCESS: &[u8] = b"system.";

    /// Bytes of all names, and of one value, at most (Linux, xattr(7)).
    const MOST: usize = 65_536;

    /// Copies the attributes; whether the access lists of both are the same then.
    pub(super) fn take_over(old: &File, new: &File) -> bool {
        let (Some(was), Some(is)) = (names(old), names(new)) else { return false };
        let mut same = true;
        // What the folder gives to new files is not what the old one had.
        for name in is.iter().filter(|name| !was.contains(name)) {
            same &= fremovexattr(new, name.as_slice()).is_ok() || !name.starts_with(ACCESS);
        }
        for name in &was {
            same &= copy(old, new, name).is_some() || !name.starts_with(ACCESS);
        }
        same
    }

    fn copy(old: &File, new: &File, name: &[u8]) -> Option<()> {
        let mut value = vec![0; MOST];
        let length = fgetxattr(old, name, &mut value[..]).ok()?;
        fsetxattr(new, name, value.get(..length)?, XattrFlags::empty()).ok()
    }

    /// The names of a file's attributes; none where the file system has no attributes.
    fn names(file: &File) -> Option<Vec<Vec<u8>>> {
        let mut list = vec![0; MOST];
        match flistxattr(file, &mut list[..]) {
            Ok(length) => {
                let names = list.get(..length)?.split(|byte| *byte == 0);
                Some(names.filter(|name| !name.is_empty()).map(<[u8]>::to_vec).collect())
            }
            Err(Errno::NOTSUP) => Some(Vec::new()),
            Err(_) => None,
        }
    }
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android", target_os = "macos"))))]
mod attributes {
    use std::fs::File;

    /// Lists are not known here; whoever is let in by one is not let in by the mode.
    pub(super) fn take_over(_: &File, _: &File) -> bool {
        true
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    use rustix::fs::{XattrFlags, getxattr, setxattr};

    use super::*;

    /// In an access list: nobody in particular.
    const NOBODY: u32 = u32::MAX;

    /// An access list as Linux keeps it (acl(5)): version 2, then tag, rights and id of each entry.
    fn list(entries: &[(u16, u16, u32)]) -> Vec<u8> {
        let mut bytes = 2u32.to_le_bytes().to_vec();
        for (tag, rights, id) in entries {
            bytes.extend(tag.to_le_bytes());
            bytes.extend(rights.to_le_bytes());
            bytes.extend(id.to_le_bytes());
        }
        bytes
    }

    #[test]
    fn mode_list_and_attributes_are_taken_over_and_inherited_ones_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let make = |name: &str, mode| {
            let path = folder.path().join(name);
            fs::write(&path, "").unwrap();
            fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            path
        };
        let (old, new, plain) = (make("old", 0o640), make("new", 0o600), make("plain", 0o604));
        // One user more may read: owner rw, user 4711 r, group r, mask r, others nothing.
        let users =
            [(1, 6, NOBODY), (2, 4, 4711), (4, 4, NOBODY), (16, 4, NOBODY), (32, 0, NOBODY)];
        let (acl, more) = ("system.posix_acl_access", list(&users));
        let has_lists = setxattr(&old, acl, &more, XattrFlags::empty()).is_ok();
        let has_own = setxattr(&old, "user.desk", b"harbour", XattrFlags::empty()).is_ok();
        let _ = setxattr(&new, "user.other", b"x", XattrFlags::empty());
        let give = |from: &Path, to: &Path| {
            take_over(&File::open(from).unwrap(), &File::open(to).unwrap()).unwrap();
            fs::metadata(to).unwrap().permissions().mode() & 0o777
        };
        let of = |path: &Path, name: &str| {
            let mut value = [0; 256];
            getxattr(path, name, &mut value[..]).ok().map(|length| value[..length].to_vec())
        };
        assert_eq!(give(&old, &new), 0o640);
        assert_eq!(of(&new, acl), has_lists.then_some(more));
        assert_eq!(of(&new, "user.desk"), has_own.then(|| b"harbour".to_vec()));
        assert_eq!(of(&new, "user.other"), None);
        // A list that the folder gave must not stay.
        assert_eq!(give(&plain, &old), 0o604);
        assert_eq!((of(&old, acl), of(&old, "user.desk")), (None, None));
    }
}
