"""Where a center may live: on a disk of this computer that keeps its word about locks and about having written."""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

NETWORK = frozenset(
    ("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "afpfs", "ceph", "glusterfs", "lustre")
    + ("davfs", "webdav", "vboxsf", "prl_fs", "drvfs", "vmhgfs", "fuse.sshfs", "fuse.rclone", "fuse.davfs")
    + ("fuse.glusterfs", "fuse.s3fs", "fuse.google-drive-ocamlfuse", "fuse.gvfsd-fuse", "fuse.vmhgfs-fuse")
)
TRUSTED = frozenset(
    ("ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "bcachefs", "f2fs", "jfs", "overlay", "tmpfs", "apfs", "hfs")
    + ("ntfs", "ntfs3", "refs")
)

CLOUD_NAMES = re.compile(
    r"^(onedrive( - .+)?|dropbox( \(.+\))?|google ?drive|my drive|googledrive|icloud ?drive|mobile documents"
    r"|com~apple~clouddocs|cloudstorage|nextcloud|owncloud|box( sync)?|pcloud ?drive|syncthing|sync)$",
    re.IGNORECASE,
)
CLOUD_MARKERS = (".dropbox", ".dropbox.cache", ".nextcloudsync.log", ".owncloudsync.log", ".stfolder")

_WINDOWS_REMOVABLE, _WINDOWS_REMOTE = 2, 4


@dataclass(frozen=True, slots=True)
class Place:
    """What is known about the disk under a folder."""

    file_system: str
    is_network: bool = False
    is_read_only: bool = False
    is_removable: bool = False

    @property
    def journal(self) -> str:
        """The journal mode this disk can be trusted with."""
        return "wal" if self.file_system in TRUSTED and not self.is_removable else "truncate"


@dataclass(frozen=True, slots=True)
class Mount:
    """One line of the system's table of disks."""

    point: str
    file_system: str
    is_read_only: bool
    device: str = ""


def place_of(folder: Path) -> Place:
    """The disk under ``folder``, which need not exist yet."""
    if is_unc(str(folder)):
        return Place("unc", is_network=True)
    real = nearest_existing(folder).resolve()
    if sys.platform == "win32":
        return _windows_place(real)
    mount = mount_under(real, _mounts())
    if mount is None:
        return Place("")
    return Place(mount.file_system, mount.file_system in NETWORK, mount.is_read_only, _is_removable(mount))


def is_unc(text: str) -> bool:
    r"""Whether this is a share by its name, as in ``\\server\share``; Windows' own ``\\?\C:\`` is not one."""
    slashed = text.replace("/", "\\")
    if slashed.upper().startswith("\\\\?\\UNC\\"):
        return True
    return slashed.startswith("\\\\") and not slashed.startswith(("\\\\?\\", "\\\\.\\"))


def cloud_over(folder: Path) -> str | None:
    """The name of the folder above that a cloud service copies about, or None."""
    for each in (folder, *folder.parents):
        if CLOUD_NAMES.match(each.name):
            return each.name
        if any((each / marker).exists() for marker in CLOUD_MARKERS):
            return each.name or str(each)
    return None


def nearest_existing(folder: Path) -> Path:
    """The folder itself, or the first above it that is there."""
    folder = folder.absolute()
    return next(each for each in (folder, *folder.parents) if each.exists())


def mount_under(path: Path, mounts: list[Mount]) -> Mount | None:
    """The disk that ``path`` lies on: the longest mount point above it, the last one where two lie over each other."""
    above = [mount for mount in mounts if path == Path(mount.point) or Path(mount.point) in path.parents]
    return max(enumerate(above), key=lambda one: (len(Path(one[1].point).parts), one[0]), default=(0, None))[1]


def read_mountinfo(text: str) -> list[Mount]:
    """The lines of Linux's ``/proc/self/mountinfo`` (described in proc(5))."""
    mounts = []
    for line in text.splitlines():
        before, found, after = line.partition(" - ")
        own, far = before.split(), after.split()
        if found and len(own) >= 6 and len(far) >= 1:
            options = {*own[5].split(","), *(far[2].split(",") if len(far) > 2 else ())}
            mounts.append(Mount(_unescaped(own[4]), far[0], "ro" in options, own[2]))
    return mounts


def read_mount_output(text: str) -> list[Mount]:
    """The lines of macOS's ``mount``: ``//guest@host/share on /Volumes/share (smbfs, nodev, read-only)``."""
    shape = re.compile(r"^.+? on (?P<point>/.*) \((?P<type>[^,)]+)(?P<rest>[^)]*)\)$")
    found = (shape.match(line) for line in text.splitlines())
    return [Mount(line["point"], line["type"], "read-only" in line["rest"]) for line in found if line]


def _mounts() -> list[Mount]:
    table = Path("/proc/self/mountinfo")
    if table.exists():
        return read_mountinfo(table.read_text(encoding="utf-8", errors="surrogateescape"))
    said = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False)
    return read_mount_output(said.stdout)


def _unescaped(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)


def _is_removable(mount: Mount) -> bool:
    if mount.point.startswith(("/media/", "/run/media/", "/Volumes/")):
        return True
    device = Path("/sys/dev/block") / mount.device
    if not mount.device or not device.exists():
        return False
    device = device.resolve()
    flags = [each / "removable" for each in (device, device.parent)]
    return "/usb" in str(device) or any(flag.is_file() and flag.read_text().strip() == "1" for flag in flags)


def _windows_place(real: Path) -> Place:
    kind = ctypes.windll.kernel32.GetDriveTypeW(f"{real.drive}\\") if hasattr(ctypes, "windll") else 0
    return Place("ntfs", kind == _WINDOWS_REMOTE, not os.access(real, os.W_OK), kind == _WINDOWS_REMOVABLE)
