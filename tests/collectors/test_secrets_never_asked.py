"""No query of a scan names an attribute that holds a secret, nor all attributes at once."""

from __future__ import annotations

import re

import pytest

from scanner.collectors.ldap_recipients import STEP_FOR
from scanner.collectors.query import Query
from scanner.collectors.steps import DIRECTORY_STEPS
from scanner.connections.directory import ROOT_DSE

QUERIES = {
    query: step.id for step in (*DIRECTORY_STEPS, *STEP_FOR.values()) for query in (*step.queries, step.main)
}

# In lower case: passwords and their hashes, keys, connector and federation credentials, recovery secrets; then
# what is read from a person rather than of a mailbox. A pattern stands for a family.
SECRETS = (
    "msexchedgesynccredential", "msexchsmtpoutboundsecuritypassword", "msexchauthappsecret",
    "msexchfedorgprivcertificate", "msexchfedorgprevprivcertificate", "msexchfedorgnextprivcertificate",
    "msexchsmtpldappassword", "msexchauthcertificate.*key.*", "msexchumpinchecksum", "msexchpopimap.*password",
    ".*password", ".*secret.*", ".*credential(s)?", ".*privatekey.*", ".*privcert.*", ".*pin(checksum)?",
    "unicodepwd", "userpassword", "dbcspwd", "ntpwdhistory", "lmpwdhistory", "supplementalcredentials",
    "trustauth(incoming|outgoing)", "initialauth(incoming|outgoing)", "currentvalue", "priorvalue",
    "ms-mcs-admpwd.*", "mslaps-.*", "msfve-.*", "mstpm-.*", "ms-pki-.*", "msds-keycredentiallink",
    "msds-managedpassword.*", "msds-executescriptpassword", "unixuserpassword",
    "peklist", "usercertificate", "userpkcs12", "usersmimecertificate", "thumbnailphoto",
    "msexchdeviceimei", "msexchdevicetelephonenumber", "msexchdeviceid",
)  # fmt: skip
FORBIDDEN = re.compile("|".join(f"(?:{each})" for each in SECRETS), re.IGNORECASE)
NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


def forbidden(attribute: str) -> bool:
    return bool(FORBIDDEN.fullmatch(attribute.partition(";")[0]))


@pytest.mark.parametrize(
    "attribute",
    [
        "unicodePwd", "userPassword", "ntPwdHistory", "supplementalCredentials", "ms-Mcs-AdmPwd",
        "ms-Mcs-AdmPwdExpirationTime", "msLAPS-EncryptedPassword", "msFVE-RecoveryPassword",
        "msExchEdgeSyncCredential", "msExchSmtpOutboundSecurityPassword", "msExchAuthAppSecret",
        "msExchFedOrgPrivCertificate", "msExchSmtpLdapPassword", "msDS-ManagedPassword", "trustAuthOutgoing",
        "unicodepwd;range=0-*",
    ],
)  # fmt: skip
def test_the_list_knows_the_secrets(attribute: str) -> None:
    assert forbidden(attribute)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: f"{QUERIES[query]}: {query.purpose}"[:80])
def test_no_query_asks_for_a_secret(query: Query) -> None:
    assert [attribute for attribute in query.attributes if forbidden(attribute)] == []
    filtered = re.findall(r"\(([^()=<>~:&|!]+)[:=<>~]", query.filter)
    assert [attribute for attribute in filtered if forbidden(attribute)] == []


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: f"{QUERIES[query]}: {query.purpose}"[:80])
def test_every_query_names_its_attributes(query: Query) -> None:
    """Without any a server sends all of them; `*` and `+` ask for that, `1.1` for none."""
    assert query.attributes
    assert [attribute for attribute in query.attributes if not NAME.fullmatch(attribute)] == []


def test_nor_does_the_first_question() -> None:
    assert [
        attribute for attribute in ROOT_DSE if forbidden(attribute) or not NAME.fullmatch(attribute)
    ] == []
