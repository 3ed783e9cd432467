"""Virtual directories, from recorded answers."""

from __future__ import annotations

import pytest

from scanner.collectors.ldap_virtual_directories import read
from scanner.inventory.model import VirtualDirectory
from tests.collectors.answers import GROUP, entry

HTTP = f"CN=HTTP,CN=Protocols,CN=EX1,CN=Servers,{GROUP}"


def test_web_services() -> None:
    (found,) = read(
        [
            entry(
                f"CN=EWS (Default Web Site),{HTTP}",
                cn="EWS (Default Web Site)",
                objectClass=["top", "msExchVirtualDirectory", "msExchWebServicesVirtualDirectory"],
                msExchInternalHostName="https://ex1.corp.test/EWS/Exchange.asmx",
                msExchExternalHostName="https://mail.corp.test/EWS/Exchange.asmx",
                msExchInternalAuthenticationMethods=150,
                msExchExternalAuthenticationMethods=64,
                msExchInternalNLBBypassHostName="https://ex1/EWS/Exchange.asmx",
                msExch2003Url="https://legacy.corp.test/exchange",
                msExchMRSProxyFlags=1,
            )
        ]
    )
    assert found == VirtualDirectory(
        server="EX1",
        name="EWS (Default Web Site)",
        kind="ews",
        back_end=False,
        internal_url="https://ex1.corp.test/EWS/Exchange.asmx",
        external_url="https://mail.corp.test/EWS/Exchange.asmx",
        internal_authentication=150,
        external_authentication=64,
        bypass_url="https://ex1/EWS/Exchange.asmx",
        legacy_url="https://legacy.corp.test/exchange",
        owa_version=None,
        rpc_flags=None,
        mailbox_replication_flags=1,
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("msExchOWAVirtualDirectory", "owa"),
        ("msExchECPVirtualDirectory", "ecp"),
        ("msExchMobileVirtualDirectory", "activesync"),
        ("msExchOABVirtualDirectory", "oab"),
        ("msExchAutoDiscoverVirtualDirectory", "autodiscover"),
        ("msExchPowerShellVirtualDirectory", "powershell"),
        ("msExchUMVirtualDirectory", "um"),
        ("msExchMapiVirtualDirectory", "mapi"),
        ("msExchRpcHttpVirtualDirectory", "outlook-anywhere"),
        ("msExchProtocolCfgHTTPVirtualDirectory", "legacy"),
        ("msExchSomethingNewVirtualDirectory", "other"),
    ],
)
def test_kinds(name: str, kind: str) -> None:
    classes = ["top", "msExchVirtualDirectory", name]
    (found,) = read([entry(f"CN=x,{HTTP}", objectClass=classes)])
    assert found.kind == kind


@pytest.mark.parametrize(
    ("name", "back_end"),
    [
        ("owa (Default Web Site)", False),
        ("owa (Exchange Back End)", True),
        ("owa (EXCHANGE BACK END) ", True),
        ("Exchange Back End", False),
    ],
)
def test_the_back_end(name: str, back_end: bool) -> None:
    (found,) = read([entry(f"CN=x,{HTTP}", cn=name)])
    assert found.back_end is back_end


def test_they_come_by_server_and_name() -> None:
    found = read([entry(f"CN={name},{HTTP.replace('EX1', server)}") for server, name in ("2b", "1c", "1a")])
    assert [(each.server, each.name) for each in found] == [("1", "a"), ("1", "c"), ("2", "b")]
