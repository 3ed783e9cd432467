"""Builds of Exchange and versions of Windows, and how a directory writes them down."""

from typing import NamedTuple

_OBJECT_VERSIONS = {6: 0, 8: 4535486012416, 14: 44220983382016, 15: 88218628259840}


class Build(NamedTuple):
    """An Exchange build, and the two ways in which a server object writes it down."""

    major: int
    minor: int
    build: int
    revision: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.build}.{self.revision}"

    @property
    def serial_number(self) -> str:
        """Exchange 2007 and later add 30000 to the build number in this text."""
        if self.major < 8:
            return f"Version {self.major}.{self.minor} (Build {self.build}.{self.revision}: Service Pack 2)"
        return f"Version {self.major}.{self.minor} (Build {self.build + 30000}.{self.revision})"

    @property
    def version_number(self) -> int:
        """Packed: structure mark 7 in the top four bits, then major, minor, a flag and the build."""
        if self.major < 8:
            return self.build
        return 7 << 28 | self.major << 22 | self.minor << 16 | 1 << 15 | self.build

    @property
    def object_version(self) -> int:
        """The msExchVersion that servers of this generation stamp on what they write."""
        return _OBJECT_VERSIONS[self.major]


class OperatingSystem(NamedTuple):
    """The three attributes in which a computer account states its system."""

    name: str
    version: str
    service_pack: str | None = None


WINDOWS_2003 = OperatingSystem("Windows Server 2003", "5.2 (3790)", "Service Pack 2")
WINDOWS_2008 = OperatingSystem("Windows Server 2008 Standard", "6.0 (6002)", "Service Pack 2")
WINDOWS_2008_R2 = OperatingSystem("Windows Server 2008 R2 Enterprise", "6.1 (7601)", "Service Pack 1")
WINDOWS_2012_R2 = OperatingSystem("Windows Server 2012 R2 Standard", "6.3 (9600)")
WINDOWS_2016 = OperatingSystem("Windows Server 2016 Standard", "10.0 (14393)")
WINDOWS_2019 = OperatingSystem("Windows Server 2019 Standard", "10.0 (17763)")
AD_SCHEMA_2008_R2, AD_SCHEMA_2012_R2, AD_SCHEMA_2019 = 47, 69, 88

EXCHANGE_2003_SP2 = Build(6, 5, 7638, 2)
EXCHANGE_2007_SP3 = Build(8, 3, 83, 6)
EXCHANGE_2010_SP3 = Build(14, 3, 123, 4)
EXCHANGE_2013_CU23 = Build(15, 0, 1497, 2)
EXCHANGE_2016_CU22 = Build(15, 1, 2375, 7)
EXCHANGE_2016_CU23 = Build(15, 1, 2507, 6)
EXCHANGE_2019_CU14 = Build(15, 2, 1544, 4)

MAILBOX, CLIENT_ACCESS, HUB, EDGE = 2, 4, 32, 64
MAILBOX_CLIENT_HUB_UM = 54
MAILBOX_CLIENT_HUB = 38
CLIENT_ACCESS_2013, MAILBOX_2013, BOTH_2013 = 16385, 54, 16439
MAILBOX_2016 = 16439
MAILBOX_2019 = 16423
