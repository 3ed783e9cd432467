"""What the Fix of a check tells people to do: commands that are there, and nothing that cannot be undone unasked."""

import re

import pytest

from checks.check import all_checks
from tests.messages import messages

FIXES = {check.id: check.prose.fix for check in all_checks().values()}

# Cmdlets and parameters that not every version has which may be there, and the versions the advice has to name with
# them. As Microsoft's reference says; that of Exchange 2007 is a site of its own.
_OF_VERSIONS = {
    "Set-ClientAccessService": "Exchange 2016",
    "Set-ClientAccessServer": "Exchange 2013",
    "Get-MobileDevice ": "Exchange 2013",
    "Get-ActiveSyncDevice ": "on 2010",
    "Get-LogonStatistics": "Exchange 2007 and 2010",
    "Get-RoleGroupMember": "Exchange 2010 and later",
    "Get-IntraOrganizationConnector": "Exchange 2013",
    "Get-Mailbox -PublicFolder": "Exchange 2013",
    "Get-PublicFolderMigrationRequest": "Exchange 2013",
    "@{remove=": "Exchange 2007",
    "-ForwardingSmtpAddress": "Exchange 2007",
    "-CircularLoggingEnabled": "Exchange 2007",
    "Get-ExchangeCertificate -Server": "Exchange 2007",
    "-Archive ": "2007",
    "/IAcceptExchangeServerLicenseTerms_DiagnosticDataOFF": "Exchange 2016 CU22",
}
# Since 2013 there are no versions to tell apart: these ask about what older ones do not have.
_SINCE_2013 = {"ews-bypass", "virtual-directories"}


def commands(fix: str) -> list[str]:
    return [line.strip() for line in fix.splitlines() if line.startswith("    ")]


@pytest.mark.parametrize(("command", "version"), _OF_VERSIONS.items())
def test_a_command_of_some_versions_is_named_with_them(command: str, version: str) -> None:
    using = [check for check, fix in FIXES.items() if any(command in line for line in commands(fix))]
    assert using
    assert [check for check in using if version not in FIXES[check]] == []


def test_exchange_2007_does_not_know_every_parameter() -> None:
    using = {check for check, fix in FIXES.items() if "-ADPropertiesOnly |" in fix} - _SINCE_2013
    assert using
    assert [check for check in using if "Exchange 2007 without -ADPropertiesOnly" not in FIXES[check]] == []


def test_short_filters_need_a_powershell_that_old_servers_lack() -> None:
    short = re.compile(r"Where-Object (?!\{)")
    # The override and the unfinished Setup are of machines with PowerShell 3.0 and later.
    using = {check for check, fix in FIXES.items() if short.search(fix)}
    assert using == {"hybrid-application", "server-setup-unfinished"}


@pytest.mark.parametrize("check", ["ad-domain-level", "ad-forest-level"])
def test_the_command_that_raises_a_level_names_none(check: str) -> None:
    (command,) = [line for line in commands(FIXES[check]) if line.startswith("Set-AD")]
    assert command.endswith("Mode LEVEL -WhatIf")
    assert not re.search(r"\d", command)
    text = FIXES[check]
    assert "to the lowest that is required, and no further" in text
    assert "above the highest is left as it is" in text
    assert "every Exchange version still in use must be known to work with the new level" in text


def test_a_command_with_whatif_is_not_announced_as_one_without() -> None:
    for fix in FIXES.values():
        for before, line in zip(fix.splitlines(), fix.splitlines()[1:], strict=False):
            if line.startswith("    ") and line.endswith("-WhatIf") and "-WhatIf" in before:
                assert "changes nothing" in before


def test_no_domain_is_asked_for_with_a_filter_the_command_lacks() -> None:
    assert [check for check, fix in FIXES.items() if "Get-ADDomain -Filter" in fix] == []


@pytest.mark.parametrize("check", ["client-access-tls", "exchange-tls", "m365-tls"])
def test_windows_server_2008_speaks_tls_12_after_an_update(check: str) -> None:
    assert "Windows Server 2008 needs Service Pack 2 and the update KB4019276" in FIXES[check]


def test_versions_without_an_update_are_not_told_to_install_one() -> None:
    assert "Exchange 2003 and 2007 get no update for it" in FIXES["exchange-tls"]
    assert "there is none, and none will come" in FIXES["m365-rich-coexistence"]


def test_what_is_asked_for_from_a_day_on_is_true_before_and_after_it() -> None:
    """A requirement is written without knowing the day of judgement, so it may neither foretell nor look back."""
    asked = [
        each.english
        for each in messages()
        if (each.context or "").endswith(".expected") and ":date}" in each.english
    ]
    assert asked
    told = re.compile(r"\b(stops?|ends|ended|since|will|until)\b")
    assert [each for each in asked if told.search(re.sub(r"\{.*?\}", "", each))] == []
