"""What Windows says about the machine exready runs on: registry, kernel32 and version.dll. Read-only.

None of this was ever run on Windows, for want of one; type checkers read it as Windows code (`mypy --platform win32`),
and the tests run it against stand-ins for `winreg` and the two libraries.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Mapping

Registry = Mapping[str, object]

# LOGICAL_PROCESSOR_RELATIONSHIP.RelationProcessorPackage
PROCESSOR_PACKAGE = 3
LONGEST_NAME = 261


def on_windows() -> bool:
    """Whether this is Windows."""
    return sys.platform == "win32"


def ask_registry(key: str) -> Registry | None:
    """Every value of a key of HKEY_LOCAL_MACHINE in its 64-bit view; None when there is no such key."""
    if sys.platform != "win32":
        raise OSError("only Windows has a registry")
    import winreg

    try:
        opened = winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY)
    except FileNotFoundError:
        return None
    with opened:
        count = winreg.QueryInfoKey(opened)[1]
        return {
            name: value for name, value, _ in (winreg.EnumValue(opened, number) for number in range(count))
        }


def ask_product_type() -> int:
    """OSVERSIONINFOEX.wProductType: 1 workstation, 2 domain controller, 3 server."""
    if sys.platform != "win32":
        raise OSError("only Windows has a product type")
    return sys.getwindowsversion().product_type


def ask_installed_kilobytes() -> int:
    """Installed memory; a virtual machine whose SMBIOS table lacks it is refused an answer."""
    if sys.platform != "win32":
        raise OSError("only Windows has GetPhysicallyInstalledSystemMemory")
    kilobytes = ctypes.c_ulonglong()
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    if not kernel.GetPhysicallyInstalledSystemMemory(ctypes.byref(kilobytes)):
        raise ctypes.WinError(ctypes.get_last_error())
    return kilobytes.value


def ask_processor_packages() -> bytes:
    """The records of GetLogicalProcessorInformationEx, one for each processor package."""
    if sys.platform != "win32":
        raise OSError("only Windows has GetLogicalProcessorInformationEx")
    ask = ctypes.WinDLL("kernel32", use_last_error=True).GetLogicalProcessorInformationEx
    length = ctypes.c_ulong(0)
    ask(PROCESSOR_PACKAGE, None, ctypes.byref(length))
    answer = ctypes.create_string_buffer(length.value)
    if not ask(PROCESSOR_PACKAGE, answer, ctypes.byref(length)):
        raise ctypes.WinError(ctypes.get_last_error())
    return answer.raw[: length.value]


def ask_file_system(mount: str) -> str:
    """The file system mounted in a drive or a folder."""
    if sys.platform != "win32":
        raise OSError("only Windows has GetVolumeInformationW")
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    name = ctypes.create_unicode_buffer(LONGEST_NAME)
    root = mount.rstrip("\\") + "\\"
    if not kernel.GetVolumeInformationW(root, None, 0, None, None, None, name, LONGEST_NAME):
        raise ctypes.WinError(ctypes.get_last_error())
    return name.value


def ask_file_version(program: str) -> bytes:
    """The VS_FIXEDFILEINFO of a program."""
    if sys.platform != "win32":
        raise OSError("only Windows has version.dll")
    library = ctypes.WinDLL("version", use_last_error=True)
    size = library.GetFileVersionInfoSizeW(program, None)
    block = ctypes.create_string_buffer(size or 1)
    if not size or not library.GetFileVersionInfoW(program, 0, size, block):
        raise ctypes.WinError(ctypes.get_last_error())
    value, length = ctypes.c_void_p(), ctypes.c_uint()
    if not library.VerQueryValueW(block, "\\", ctypes.byref(value), ctypes.byref(length)) or not value.value:
        raise ValueError(f"{program} carries no version")
    return ctypes.string_at(value.value, length.value)
