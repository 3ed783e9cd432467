"""What host.ps1 prints → a machine. The rows follow Microsoft's documentation; none was printed by a Windows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
import trustme
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_pem_x509_certificate
from hypothesis import given
from hypothesis import strategies as st

from scanner.collectors.windows_host import read_host
from scanner.inventory.absence import Collected, Failed
from scanner.inventory.model import Host
from scanner.scripts.reading import Reading, read
from scanner.scripts.rows import kinds
from tests.scripts.printed import HOST, PROPERTY, file_of, printed, row, rows

GIB = 1 << 30
BODY = load_pem_x509_certificate(
    trustme.CA().issue_cert("mail.corp.example").cert_chain_pems[0].bytes()
).public_bytes(Encoding.DER)

MEMBER: dict[str, list[str]] = {
    "machine": [row("machine", manufacturer="VMware, Inc.", model="VMware7,1", domain="corp.example", domain_role=3)],
    "processors": [
        row("processor", socket=socket, name="Xeon", architecture=9, cores=4, logical_processors=8, maximum_mhz=2400,
            current_mhz=clock)
        for socket, clock in (("CPU #000", 2400), ("CPU #001", 1200))
    ],
    "memory": [row("memory", usable=128 * GIB - 4096), *[row("memory-module", capacity=64 * GIB)] * 2],
    "volumes": [
        row("volume", mount="C:\\", file_system="NTFS", block_size=4096, size=100 * GIB, free=40 * GIB, system=True),
        row("volume", mount="E:\\DB1\\", file_system="ReFS", block_size=65536, size=900 * GIB, free=1, system=False),
        row("volume", mount="\\\\?\\Volume{1}\\", file_system="NTFS", size=1, free=1, system=False),
    ],
    "page-files": [
        row("page-file-setting", paging_files=["C:\\pagefile.sys 32778 32778"]),
        row("page-file", path="C:\\pagefile.sys", allocated_mb=32778, peak_mb=5),
    ],
    "windows": [
        row("windows", caption="Windows Server 2019 Standard", version="10.0.17763", product_type=3, language=1036,
            started=datetime(2026, 11, 1, tzinfo=UTC)),
        row("windows-registry", system_drive="C:", product_name="Windows Server 2019 Standard", current_version="6.3",
            current_major=10, current_minor=0, current_build="17763", ubr=6532, edition="ServerStandard",
            installation="Server"),
    ],
    "dotnet": [
        row("dotnet", key="v3.5", installed=1, service_pack=1, version="3.5.30729"),
        row("dotnet", key="v4\\Full", installed=1, version="4.8.03761", release=528049),
    ],
    "software": [row("software", name="IIS URL Rewrite Module 2", version="7.2.1993", is_32_bit=False)],
    "features": [row("feature", name="Web-Server"), row("feature", name="RSAT-ADDS")],
    "pending-reboot": [row("pending-reboot", reason="servicing")],
    "tls": [
        row("schannel", protocol="TLS 1.0", side="Server", enabled=0, disabled_by_default=1),
        row("dotnet-tls", version="v4.0.30319", is_32_bit=True, system_default=1, strong_crypto=1),
    ],
    "settings": [
        row("setting", name="lm-compatibility-level", value="5"),
        row("setting", name="smb1"),
        row("setting", name="ipv6-disabled-components", value="255"),
    ],
    "hotfixes": [row("hotfix", id="KB5034439"), row("hotfix", id="File 1")],
    "services": [row("service", name="MSExchangeIS", state="Running", start_mode="Auto", account="LocalSystem")],
    "network": [
        row("network-adapter", description="vmxnet3", addresses=["10.0.0.5", "fe80::1"], dhcp=False,
            dns_servers=["10.0.0.1"], dns_registration=True),
    ],
    "web-proxy": [row("web-proxy", proxy="proxy.corp.example:8080")],
    "power-plan": [row("power-plan", id="Microsoft:PowerPlan\\{8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c}")],
    "powershell": [row("powershell", engine_1="2.0", engine_3="5.1.17763.1", machine_policy="RemoteSigned")],
    "exchange": [
        row("exchange-setup", key="ExchangeServer\\v15\\Setup", folder="C:\\Exchange\\", program="ExSetup.exe",
            build="15.2.1544.4"),
        row("exchange-role", name="MailboxRole", configured="15.2.1544.4", unpacked="15.2.1544.4"),
    ],
    "exchange-updates": [
        row("exchange-update", name="Update Rollup 23 for Exchange Server 2007 SP3", state=1),
        row("exchange-update", name="Update Rollup 9 for Exchange Server 2007 SP3", state=2),
    ],
    "installers": [row("installer", name="Exchange", package="C:\\Windows\\Installer\\1.msi", present=False)],
    "certificates": [row("certificate", thumbprint="AB", has_private_key=True, body=BODY)],
}  # fmt: skip

# What mail programs are shown is seen from outside.
SECTIONS = [name for name in Host.__struct_fields__ if name not in ("name", "web_access")]


def reading(lines: list[str]) -> Reading:
    (found,) = read("x.txt", file_of(lines))
    return found


def host(**changed: Any) -> Host:
    """The machine above, with other rows in some blocks; a block of None is not there at all."""
    blocks = {**MEMBER, **{name.replace("_", "-"): rows for name, rows in changed.items()}}
    return read_host(
        reading(printed("host", {name: rows for name, rows in blocks.items() if rows is not None}))
    )


def data(section: Any) -> Any:
    assert isinstance(section, Collected), section
    return section.data


def code(section: Any) -> str:
    assert isinstance(section, Failed), section
    return section.code


def test_a_member_server_is_read_whole() -> None:
    found = host()
    assert found.name == HOST
    assert [name for name in SECTIONS if not isinstance(getattr(found, name), Collected)] == []
    assert (data(found.processor).sockets, data(found.processor).physical_cores) == (2, 8)
    assert (data(found.processor).logical_processors, data(found.processor).current_mhz) == (16, 1200)
    assert data(found.processor).architecture == "AMD64"
    assert (data(found.memory).installed, data(found.memory).usable) == (128 * GIB, 128 * GIB - 4096)
    system = data(found.operating_system)
    assert (system.version, system.revision, system.edition) == ("10.0.17763", 6532, "ServerStandard")
    assert (system.server, system.installation, system.language) == (True, "Server", 1036)
    assert [(volume.mount, volume.block, volume.system) for volume in data(found.volumes)] == [
        ("C:\\", 4096, True), ("E:\\DB1\\", 65536, False),
    ]  # fmt: skip
    files = data(found.page_file)
    assert (files.managed_by_system, files.settings[0].initial, files.allocated) == (
        False,
        32778 << 20,
        32778 << 20,
    )
    assert data(found.platform).power_plan == "8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c"
    assert data(found.platform).started == datetime(2026, 11, 1, tzinfo=UTC)
    network = data(found.network)
    assert (network.adapters[0].addresses, network.disabled_ipv6) == (["10.0.0.5", "fe80::1"], 255)
    assert network.web_proxy == "proxy.corp.example:8080"
    software = data(found.software)
    assert (software.net_release, software.net_older) == (528049, ["v3.5 SP1"])
    assert (software.powershell, software.enforced_execution_policy) == ("5.1.17763.1", None)
    assert (software.features, software.updates) == (
        ["Web-Server", "RSAT-ADDS"],
        ["KB5034439", "Update Rollup 23 for Exchange Server 2007 SP3"],
    )
    assert software.pending_restart == ["servicing"]
    security = data(found.security)
    assert (security.lm_compatibility, security.smb1) == (5, None)
    assert (security.protocols[0].side, security.protocols[0].enabled) == ("server", 0)
    assert security.strong_cryptography[0].wow is True
    (bound,) = data(found.certificates)
    assert (bound.certificate.names, bound.has_private_key, bound.services) == (
        ["mail.corp.example"],
        True,
        None,
    )
    exchange = data(found.exchange)
    assert (exchange.build, exchange.install_path) == ("15.2.1544.4", "C:\\Exchange\\")
    assert (exchange.roles[0].name, exchange.missing_installers) == ("MailboxRole", ["Exchange"])


def test_windows_2003_lists_logical_processors_and_knows_no_cores() -> None:
    logical = [
        row("processor", socket=socket, name="Xeon", architecture=0) for socket in ("A", "A", "B", "B")
    ]
    found = data(host(processors=logical).processor)
    assert (found.sockets, found.physical_cores, found.logical_processors) == (2, None, 4)
    assert found.architecture == "x86"


def test_an_execution_policy_of_group_policy_is_not_that_of_the_machine() -> None:
    found = host(powershell=[row("powershell", policy="AllSigned", machine_policy="RemoteSigned")])
    assert data(found.software).enforced_execution_policy == "AllSigned"


@pytest.mark.parametrize(
    ("told", "dynamic"),
    [
        ({"hyper-v-memory": [row("hyper-v-memory", maximum_mb=65537)]}, True),
        ({"hyper-v-memory": [row("hyper-v-memory", maximum_mb=65536)]}, None),
        ({"vmware-memory": [row("vmware-memory", reserved_mb=65536)]}, False),
        ({"vmware-memory": [row("vmware-memory", reserved_mb=0)]}, True),
        ({"vmware-memory": [row("vmware-memory", reserved_mb=None)]}, None),
        ({"hyper-v-memory": None, "vmware-memory": None}, None),
    ],
)
def test_memory_that_may_be_taken_away(told: dict[str, list[str] | None], dynamic: bool | None) -> None:
    found = host(memory=[row("memory", usable=1), row("memory-module", capacity=64 << 30)], **told)
    assert data(found.memory).dynamic is dynamic


def test_features_before_2008_r2_have_other_names() -> None:
    found = host(features=[row("feature", name="iis_www"), row("feature", name="Webserver (IIS)", id=2)])
    assert data(found.software).features == ["iis_www", "2 Webserver (IIS)"]


def test_what_an_old_windows_lacks_is_not_stated() -> None:
    found = host(
        features=None, power_plan=None, settings=[row("setting", name="power-scheme", value="381b4222")]
    )
    assert data(found.software).features is None
    assert data(found.platform).power_plan == "381b4222"


def test_no_exchange_is_not_the_same_as_one_whose_build_cannot_be_read() -> None:
    assert data(host(exchange=[]).exchange).build is None
    unreadable = [row("exchange-setup", key="ExchangeServer\\v15\\Setup", program="ExSetup.exe")]
    assert code(host(exchange=unreadable).exchange) == "not-understood"


def test_no_pending_restart_is_not_the_same_as_not_looked() -> None:
    assert data(host(pending_reboot=[]).software).pending_restart == []
    assert data(host(pending_reboot=None).software).pending_restart is None


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        ("System.UnauthorizedAccessException", "access-denied"),
        ("System.Management.ManagementException", "server-refused"),
    ],
)
def test_a_block_that_broke_off_costs_its_section_alone(error: str, expected: str) -> None:
    blocks = {name: rows for name, rows in MEMBER.items() if name != "volumes"}
    lines = printed("host", blocks, {"volumes": (error, "Accès refusé")})
    found = read_host(reading(lines))
    assert code(found.volumes) == expected
    assert isinstance(found.services, Collected)


def test_output_that_was_cut_says_where() -> None:
    lines = printed("host", MEMBER)
    at = lines.index(row("done", block="memory"))
    found = read_host(reading(lines[:at]))
    assert isinstance(found.processor, Collected)
    assert isinstance(found.memory, Failed)
    assert found.memory.values == {"host": HOST, "block": "memory"}
    assert code(found.certificates) == "cut-short"


def test_rows_missing_in_the_middle_cost_everything() -> None:
    lines = printed("host", MEMBER)
    del lines[lines.index(MEMBER["volumes"][1])]
    found = read_host(reading(lines))
    assert {code(getattr(found, name)) for name in SECTIONS} == {"rows-lost"}


def test_a_list_that_lost_a_row_is_not_shown_as_whole() -> None:
    bad = [*MEMBER["certificates"], "certificate\tAA\tmaybe\t\\N\tAAAA"]
    found = host(certificates=bad)
    assert code(found.certificates) == "not-understood"
    assert isinstance(found.volumes, Collected)


def test_what_cannot_be_read_as_a_certificate_is_there_all_the_same() -> None:
    (bound,) = data(
        host(certificates=[row("certificate", thumbprint="AB", body=b"no certificate")]).certificates
    )
    assert len(bound.certificate.thumbprint) == 40
    assert bound.certificate.not_after is None


@PROPERTY
@given(st.lists(rows("host"), max_size=15))
def test_any_rows_make_a_host_that_can_be_saved(said: list[tuple[str, dict[str, Any]]]) -> None:
    blocks: dict[str, list[str]] = {
        block: [] for kind in kinds().values() if kind.script == "host" for block in kind.blocks
    }
    for kind, columns in said:
        blocks[kinds()[kind].blocks[0]].append(row(kind, **columns))
    found = read_host(reading(printed("host", blocks)))
    assert msgspec.json.decode(msgspec.json.encode(found), type=Host) == found
