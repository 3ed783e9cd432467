"""Certificates for the lab: the good one of the domain controller, and what can be wrong with one."""

import datetime
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LOCALHOST = "127.0.0.1"
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Certificate:
    """A certificate and its key, as files."""

    certificate: Path
    key: Path


@dataclass(frozen=True)
class Certificates:
    """What tests need: one good certificate, and one for each way to fail.

    Apart from its one fault each server certificate is good for 127.0.0.1, where the test servers stand.
    """

    authority: Path
    unrelated_authority: Path
    domain_controller: Certificate
    expired: Certificate
    other_host: Certificate


class _Authority:
    """A certificate authority of our own."""

    def __init__(self, name: str) -> None:
        self._name = _name(name)
        self._key = ec.generate_private_key(ec.SECP256R1())
        now = datetime.datetime.now(datetime.UTC)
        self.certificate = (
            x509.CertificateBuilder()
            .subject_name(self._name)
            .issuer_name(self._name)
            .public_key(self._key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - 400 * _DAY)
            .not_valid_after(now + 60 * _DAY)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(_signs_certificates(), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self._key.public_key()), critical=False)
            .sign(self._key, hashes.SHA256())
        )

    def issue(
        self, base: Path, hosts: Sequence[str], addresses: Sequence[str] = (), *, ended: bool = False
    ) -> Certificate:
        """Write ``base``.pem and ``base``.key: a server certificate, which ended yesterday if asked to."""
        key = ec.generate_private_key(ec.SECP256R1())
        now = datetime.datetime.now(datetime.UTC)
        alternatives = [
            *map(x509.DNSName, hosts),
            *(x509.IPAddress(ipaddress.ip_address(address)) for address in addresses),
        ]
        certificate = (
            x509.CertificateBuilder()
            .subject_name(_name(hosts[0]))
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - 365 * _DAY)
            .not_valid_after(now - _DAY if ended else now + 60 * _DAY)
            .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False
            )
            .sign(self._key, hashes.SHA256())
        )
        written = Certificate(base.with_suffix(".pem"), base.with_suffix(".key"))
        written.certificate.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        written.key.touch(mode=0o600)  # samba refuses a key that others can read
        written.key.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        return written

    def write(self, path: Path) -> Path:
        """Write the authority's own certificate."""
        path.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))
        return path


def make_certificates(directory: Path, *controllers: tuple[str, str]) -> Certificates:
    """Make all certificates for domain controllers, each with its name and its address."""
    authority = _Authority("exready lab authority")
    hosts = (*(host for host, _ in controllers), "localhost")
    addresses = sorted({LOCALHOST, *(address for _, address in controllers)})
    return Certificates(
        authority=authority.write(directory / "authority.pem"),
        unrelated_authority=_Authority("exready unrelated authority").write(directory / "unrelated.pem"),
        domain_controller=authority.issue(directory / "domain-controller", hosts, addresses),
        expired=authority.issue(directory / "expired", hosts, addresses, ended=True),
        other_host=authority.issue(directory / "other-host", ["elsewhere.example.test"]),
    )


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _signs_certificates() -> x509.KeyUsage:
    return x509.KeyUsage(
        key_cert_sign=True,
        crl_sign=True,
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
