"""The ways in at a real controller that demands signing: what works, what is refused, what is on the wire."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from scanner.connections import ldap_messages, spnego_handshake
from scanner.connections.connect import Options, Protection, connect, open_directory
from scanner.connections.credentials import Credentials, Logon
from scanner.connections.directory import Directory
from scanner.connections.errors import Trouble
from scanner.connections.spnego_handshake import tls_server_end_point
from tests.connections.network import use_names, use_ports
from tests.connections.recording_proxy import RecordingProxy, inside, recording_proxy
from tests.connections.test_ldap_messages import BIND, EXTENDED, SEARCH, UNBIND, operation
from tests.lab.lab import Lab
from tests.lab.model import NETBIOS_DOMAIN, Account

pytestmark = pytest.mark.lab

WITH_PASSWORD: list[tuple[Protection, str]] = [
    ("ldaps", "LDAPS, certificate verified"),
    ("starttls", "StartTLS, certificate verified"),
    ("sealed", "NTLM, sealed (LDAP 389)"),
    ("auto", "LDAPS, certificate verified"),
]


def no_ticket() -> Logon:
    raise Trouble("no-credentials", detail="there is no Kerberos ticket")


def by_password(account: Account, password: str | None = None) -> Credentials:
    environment = {"EXREADY_PASSWORD": account.password if password is None else password}
    return Credentials(f"{NETBIOS_DOMAIN}\\{account.user}", environment, logon=no_ticket)


@contextmanager
def signed_in(
    lab: Lab, credentials: Credentials, protection: Protection = "auto", host: str | None = None
) -> Iterator[Directory]:
    options = Options(protection=protection, ca_bundle=lab.ca_bundle, timeout=10)
    directory, _ = connect(host or lab.address, credentials, options)
    try:
        yield directory
    finally:
        directory.close()


def users(directory: Directory) -> int:
    return sum(1 for _ in directory.search(directory.naming["domain"], "sub", "(objectClass=user)", ["cn"]))


@pytest.fixture
def ticket(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader's Kerberos ticket in the environment of this process."""
    for name, value in lab.environment(lab.kinit(lab.reader)).items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize(("protection", "words"), WITH_PASSWORD)
def test_with_a_password(lab: Lab, protection: Protection, words: str) -> None:
    with signed_in(lab, by_password(lab.reader), protection) as directory:
        assert directory.protection == words
        assert directory.account == f"{NETBIOS_DOMAIN}\\{lab.reader.user}"
        assert directory.name == lab.host
        assert directory.domain == lab.domain
        assert users(directory) > 3


@pytest.mark.parametrize("protection", ["ldaps", "sealed"])
def test_with_a_principal_name(lab: Lab, protection: Protection) -> None:
    environment = {"EXREADY_PASSWORD": lab.reader.password}
    credentials = Credentials(lab.reader.principal_name, environment, logon=no_ticket)
    with signed_in(lab, credentials, protection) as directory:
        assert users(directory) > 3


@pytest.mark.usefixtures("ticket")
@pytest.mark.parametrize("protection", ["auto", "sealed"])
def test_with_a_ticket(lab: Lab, protection: Protection) -> None:
    """The controller is named by its address: the name for Kerberos is the one it gives itself."""
    with signed_in(lab, Credentials(), protection) as directory:
        assert directory.protection == "Kerberos, sealed (LDAP 389)"
        assert directory.account.lower().startswith(lab.reader.user.lower() + "@")
        assert users(directory) > 3


@pytest.mark.usefixtures("ticket")
def test_with_a_ticket_and_by_name(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    use_names(monkeypatch, {lab.host: lab.address})
    with signed_in(lab, Credentials(), host=lab.host) as directory:
        assert directory.protection == "Kerberos, sealed (LDAP 389)"


@pytest.mark.usefixtures("ticket")
def test_a_ticket_of_the_named_user_serves(lab: Lab) -> None:
    with signed_in(lab, Credentials(lab.reader.principal_name, {})) as directory:
        assert directory.protection == "Kerberos, sealed (LDAP 389)"


@pytest.mark.parametrize(("protection", "words"), WITH_PASSWORD[:3])
def test_the_global_catalogue_is_reached_the_same_way(lab: Lab, protection: Protection, words: str) -> None:
    options = Options(protection=protection, ca_bundle=lab.ca_bundle, timeout=10)
    directory, entrance = connect(lab.address, by_password(lab.reader), options)
    catalog = open_directory(lab.address, entrance, options, catalog=True)
    assert catalog.protection.split("(")[0] == words.split("(")[0]
    assert sum(1 for _ in catalog.search("", "sub", "(objectClass=user)", ["cn"])) == users(directory)
    catalog.close()
    directory.close()


@pytest.mark.parametrize("protection", ["ldaps", "starttls", "sealed", "auto"])
@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("reader", "the user name or the password is wrong"),
        ("disabled", "the account is disabled"),
        ("expired", "the password has expired"),
        ("ended", "the account has expired"),
        ("must_change", "the password must be changed first"),
    ],
)
def test_refused_sign_ins(lab: Lab, protection: Protection, who: str, words: str) -> None:
    account: Account = getattr(lab, who)
    credentials = by_password(account, "wrong" if who == "reader" else None)
    with pytest.raises(Trouble) as trouble, signed_in(lab, credentials, protection):
        pass
    assert trouble.value.code == "sign-in-refused"
    assert words in str(trouble.value)
    assert trouble.value.refusal().exit_code == 4
    with pytest.raises(Trouble) as again, signed_in(lab, credentials, protection):
        pass
    assert again.value is trouble.value


def test_the_second_attempt_never_reaches_the_server(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    credentials = by_password(lab.reader, "wrong")
    use_names(monkeypatch, {lab.host: "127.0.0.1"})
    with recording_proxy(lab.address, 636) as proxy:
        use_ports(monkeypatch, ldaps=proxy.port)
        for _ in range(3):
            with pytest.raises(Trouble), signed_in(lab, credentials, host=lab.host):
                pass
        assert len(proxy.sent) == 1


@pytest.mark.parametrize("protection", ["auto", "ldaps", "starttls", "ldaps-bound"])
def test_an_authority_that_is_not_known(lab: Lab, protection: Protection) -> None:
    with pytest.raises(Trouble) as trouble:
        connect(lab.address, by_password(lab.reader), Options(protection=protection, timeout=10))
    assert trouble.value.code == "certificate-refused"


@pytest.mark.parametrize("protection", ["ldaps", "starttls", "ldaps-bound"])
def test_a_name_that_the_certificate_does_not_hold(
    lab: Lab, monkeypatch: pytest.MonkeyPatch, protection: Protection
) -> None:
    name = f"alias.{lab.domain}"
    use_names(monkeypatch, {name: lab.address})
    with (
        pytest.raises(Trouble) as trouble,
        signed_in(lab, by_password(lab.reader), protection, name),
    ):
        pass
    assert trouble.value.code == "certificate-refused"
    assert name in str(trouble.value)


@pytest.fixture
def bound_ticket(lab_bound_sign_ins: Lab, monkeypatch: pytest.MonkeyPatch) -> Lab:
    """A lab that takes Kerberos inside TLS, and the reader's ticket in the environment."""
    lab = lab_bound_sign_ins
    for name, value in lab.environment(lab.kinit(lab.reader)).items():
        monkeypatch.setenv(name, value)
    return lab


def test_kerberos_bound_to_tls(bound_ticket: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    """Samba 4.17 lets it in and does not look at the bond: what is seen here is that one is sent."""
    bonds: list[bytes] = []

    def listened(certificate: bytes) -> bytes:
        bonds.append(tls_server_end_point(certificate))
        return bonds[-1]

    monkeypatch.setattr(spnego_handshake, "tls_server_end_point", listened)
    with signed_in(bound_ticket, Credentials(), "ldaps-bound") as directory:
        assert directory.protection == "Kerberos, bound to LDAPS, certificate verified"
        assert users(directory) > 3
    pem = bound_ticket.certificates.domain_controller.certificate.read_bytes()
    shown = x509.load_pem_x509_certificate(pem)
    assert bonds == [b"tls-server-end-point:" + shown.fingerprint(hashes.SHA256())]


def test_the_global_catalogue_is_reached_by_kerberos_in_tls(bound_ticket: Lab) -> None:
    options = Options(protection="ldaps-bound", ca_bundle=bound_ticket.ca_bundle, timeout=10)
    directory, entrance = connect(bound_ticket.address, Credentials(), options)
    catalog = open_directory(bound_ticket.address, entrance, options, catalog=True)
    assert users(catalog) == users(directory)
    catalog.close()
    directory.close()


def test_ntlm_bound_to_tls_is_not_understood_by_samba(
    lab_bound_sign_ins: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It insists on a session key that a sign-in without sealing has no use for. The password stays at home."""
    lab = lab_bound_sign_ins
    use_names(monkeypatch, {lab.host: "127.0.0.1"})
    with recording_proxy(lab.address, 636, inside=inside(lab)) as proxy:
        use_ports(monkeypatch, ldaps=proxy.port)
        with (
            pytest.raises(Trouble, match="does not understand this way to sign in"),
            signed_in(lab, by_password(lab.reader), "ldaps-bound", lab.host),
        ):
            pass
        (heard,) = [bytes(each) for each in proxy.sent]
    assert b"NTLMSSP" in heard, "it is seen from inside"
    assert lab.reader.password.encode() not in heard
    assert lab.reader.password.encode("utf-16-le") not in heard


@pytest.mark.usefixtures("ticket")
def test_a_server_that_takes_no_sign_in_inside_tls_but_simple_ones(lab: Lab) -> None:
    with (
        pytest.raises(Trouble, match="it demands a signed or encrypted connection"),
        signed_in(lab, Credentials(), "ldaps-bound"),
    ):
        pass


def test_a_host_that_was_named_insecure(lab: Lab) -> None:
    options = Options(timeout=10, insecure=frozenset({lab.address}))
    directory, _ = connect(lab.address, by_password(lab.reader), options)
    assert directory.protection == "LDAPS, certificate NOT verified"
    directory.close()


@pytest.mark.parametrize(
    ("ldaps", "words"), [(False, "StartTLS, certificate verified"), (True, "LDAPS, certificate verified")]
)
def test_where_ldaps_is_not_offered_starttls_is(
    lab: Lab, monkeypatch: pytest.MonkeyPatch, ldaps: bool, words: str
) -> None:
    use_ports(monkeypatch, ldaps=636 if ldaps else 1, plain=389)
    with signed_in(lab, by_password(lab.reader)) as directory:
        assert directory.protection == words


def kerberos_refusal(lab: Lab, host: str | None = None) -> str:
    with pytest.raises(Trouble) as trouble, signed_in(lab, Credentials(), host=host):
        pass
    assert trouble.value.code == "no-credentials"
    assert trouble.value.refusal().exit_code == 4
    return str(trouble.value)


def test_no_ticket(lab: Lab, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in lab.environment(tmp_path / "nothing").items():
        monkeypatch.setenv(name, value)
    assert "there is no Kerberos ticket" in kerberos_refusal(lab)


def test_an_expired_ticket(lab: Lab, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    environment = lab.environment(tmp_path / "short")
    subprocess.run(
        ["kinit", "-l", "1s", lab.reader.user],
        input=f"{lab.reader.password}\n".encode(),
        check=True,
        capture_output=True,
        env=os.environ | environment,
    )
    time.sleep(2)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert "the Kerberos ticket has expired" in kerberos_refusal(lab)


@pytest.mark.usefixtures("ticket")
def test_a_name_kerberos_does_not_know(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    name = f"alias.{lab.domain}"
    use_names(monkeypatch, {name: lab.address})
    assert "Kerberos does not know this server by that name" in kerberos_refusal(lab, name)


@pytest.mark.usefixtures("ticket")
def test_no_kerberos_server(lab: Lab, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    configuration = tmp_path / "krb5.conf"
    configuration.write_text(lab.krb5_conf.read_text().replace(f"kdc = {lab.address}", "kdc = 127.0.0.1:1"))
    monkeypatch.setenv("KRB5_CONFIG", str(configuration))
    assert "no Kerberos server of the domain answers" in kerberos_refusal(lab)


@contextmanager
def proxied(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[RecordingProxy, RecordingProxy]]:
    use_names(monkeypatch, {lab.host: "127.0.0.1"})
    with recording_proxy(lab.address, 636) as ldaps, recording_proxy(lab.address, 389) as plain:
        use_ports(monkeypatch, ldaps.port, plain.port)
        yield ldaps, plain


@pytest.mark.parametrize(("protection", "words"), WITH_PASSWORD[:3])
def test_the_password_never_crosses_the_wire(
    lab: Lab, monkeypatch: pytest.MonkeyPatch, protection: Protection, words: str
) -> None:
    secret = lab.reader.password
    with proxied(lab, monkeypatch) as proxies:
        with signed_in(lab, by_password(lab.reader), protection, lab.host) as directory:
            assert users(directory) > 3
        (wire,) = [bytes(each) for proxy in proxies for each in proxy.sent]
    assert secret.encode() not in wire
    assert secret.encode("utf-16-le") not in wire
    assert b"objectClass" not in wire  # nor does anything that was asked
    first = {"ldaps": 0x16, "starttls": EXTENDED, "sealed": BIND}[protection]
    assert (wire[0] if protection == "ldaps" else operation(wire)) == first


@pytest.mark.usefixtures("ticket")
def test_what_a_ticket_reads_is_sealed(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    with proxied(lab, monkeypatch) as (_, plain):
        with signed_in(lab, Credentials(), "sealed", lab.host) as directory:
            assert users(directory) > 3
        (wire,) = plain.sent
    assert operation(bytes(wire)) == BIND
    assert b"objectClass" not in wire


@pytest.mark.parametrize("protection", ["ldaps", "starttls", "sealed"])
def test_only_harmless_operations_are_sent(
    lab: Lab, monkeypatch: pytest.MonkeyPatch, protection: Protection
) -> None:
    """Every message the product writes goes through one function; here it is listened to."""
    made: list[int] = []
    encode = vars(ldap_messages)["encode"]

    def listened(message: object) -> bytes:
        data: bytes = encode(message)
        made.append(operation(data))
        return data

    monkeypatch.setattr(ldap_messages, "encode", listened)
    with signed_in(lab, by_password(lab.reader), protection) as directory:
        users(directory)
    assert set(made) <= {BIND, SEARCH, UNBIND, EXTENDED}
    assert (EXTENDED in made) == (protection == "starttls")
    assert made[-1] == UNBIND


@pytest.mark.parametrize("protection", ["ldaps", "sealed"])
def test_a_connection_cut_in_the_middle(
    lab: Lab, monkeypatch: pytest.MonkeyPatch, protection: Protection
) -> None:
    use_names(monkeypatch, {lab.host: "127.0.0.1"})
    with (
        recording_proxy(lab.address, 636, limit=9000) as ldaps,
        recording_proxy(lab.address, 389, limit=9000) as plain,
    ):
        use_ports(monkeypatch, ldaps.port, plain.port)
        with signed_in(lab, by_password(lab.reader), protection, lab.host) as directory:
            with pytest.raises(Trouble) as trouble:
                sum(users(directory) for _ in range(50))
            assert trouble.value.code == "connection-lost"
            assert directory.lost
