"""Older inventories brought to the present schema, one version at a time.

Each step is a pure function on plain dicts with literals of its own: it must go on working when the model has
moved on. `tests/frozen/` keeps one file of every version for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from scanner.inventory.model import SCHEMA

Document = dict[str, Any]
Step = Callable[[Document], Document]


def upgrade(
    document: Document, version: int, steps: Mapping[int, Step] | None = None, newest: int = SCHEMA
) -> Document:
    """Bring a document of schema `version` to `newest`; raises KeyError when a step is missing."""
    steps = STEPS if steps is None else steps
    for number in range(version, newest):
        document = steps[number](document)
        document["schema"] = number + 1
    return document


_NEW_SECTIONS_OF_2 = (
    "site_links", "computers", "administrator_groups", "storage_groups", "public_folder_trees", "routing_groups",
    "legacy_objects", "conflict_objects", "remote_domains", "send_connectors", "receive_connectors",
    "transport_settings", "transport_rules", "mail_protocols", "virtual_directories", "autodiscover_points",
    "autodiscover_answers",
    "client_access_arrays", "rpc_services", "devices", "recipient_policies", "address_lists",
    "offline_address_books", "policies", "unified_messaging", "federation_trusts", "organization_relationships",
    "hybrid", "auth_configuration", "auth_servers", "partner_applications", "cloud_traces", "recipient_list",
    "database_statistics", "copy_status", "mailbox_sizes", "mailbox_contents", "public_folder_statistics",
    "organization_settings", "outlook_anywhere", "extended_protection",
)  # fmt: skip
_NEW_PARTS_OF_A_HOST_OF_2 = (
    "platform",
    "network",
    "software",
    "security",
    "services",
    "certificates",
    "web_access",
)
# By section: what its records say since schema 2, and did not before.
_NEW_FIELDS_OF_2: Mapping[str, tuple[str, ...]] = {
    "forest": (
        "exchange_schema_created", "connector_schema", "storage_group_superiors", "recycle_bin",
        "tombstone_lifetime", "heuristics",
    ),
    "domain_controllers": ("dns_name", "highest_level"),
    "sites": ("hub", "former_controllers"),
    "organization": (
        "created", "public_folder_mailbox", "mapi_http", "split_permissions", "well_known_groups",
    ),
    "servers": (
        "other_serial_numbers", "version_number", "legacy_role", "edition", "product_id", "client_access_array",
        "install_path", "data_path", "legacy_dn", "internal_certificate", "component_states", "proxy",
        "cluster_nodes", "dial_plans", "edge_sync", "changed",
    ),
    "databases": (
        "master", "stream_path", "log_path", "circular_logging", "recovery", "stays_dismounted",
        "public_folder_tree", "public_folder_database", "offline_address_book", "journal_recipient",
        "quota_warning", "quota_send", "quota_receive", "item_retention", "mailbox_retention",
    ),
    "dags": ("witness_directory", "alternate_witness", "activation_mode", "addresses", "stopped_servers"),
    "head": (
        "pdc_emulator", "rid_master", "infrastructure_master", "computers_container", "sysvol_migration",
        "sysvol_file_replication", "last_backup",
    ),
    "computer": (
        "created", "last_logon", "password_set", "primary_group", "groups", "service_principal_names",
        "encryption_types",
    ),
    "processor": ("maximum_mhz", "current_mhz"),
    "memory": ("dynamic",),
    "operating_system": ("revision", "language"),
    "volumes": ("block",),
    "exchange": ("install_path", "roles", "missing_installers"),
}  # fmt: skip


def _one_to_two(document: Document) -> Document:
    """Schema 2 came with the whole query plan over LDAP, and with what only servers tell."""
    document["scan"]["exceptions"] = None
    absent = {"state": "skipped", "code": "not-asked", "values": {}, "at": document["taken_at"]}
    new = {name: {**absent, "collector": name} for name in _NEW_SECTIONS_OF_2}
    for name in ("forest", "domain_controllers", "sites", "organization", "servers", "databases", "dags"):
        _extend(document[name], _NEW_FIELDS_OF_2[name])
    for database in _records(document["databases"]):
        database["copies"] = [
            {"server": name, "preference": None, "replay_lag": None, "truncation_lag": None}
            for name in database["copies"]
        ]
    for domain in _records(document["domains"]):
        _extend(domain["head"], _NEW_FIELDS_OF_2["head"])
        domain["trusts"] = {**absent, "collector": "ldap-domains"}
    for machine in (*_records(document["domain_controllers"]), *_records(document["servers"])):
        _extend(machine["computer"], _NEW_FIELDS_OF_2["computer"])
    _extend(document["clients"], ("servers", "limits"))
    for clients in _records(document["clients"]):
        for client in clients["seen"]:
            client["mode"] = None
    for host in document["hosts"]:
        for name in ("processor", "memory", "operating_system", "volumes", "exchange"):
            _extend(host[name], _NEW_FIELDS_OF_2[name])
        host.update({name: {**absent, "collector": "windows-host"} for name in _NEW_PARTS_OF_A_HOST_OF_2})
    tenant = {**absent, "code": "only-people-know", "collector": "exready.toml"}
    return {**document, **new, "tenant": tenant}


def _records(section: Document) -> list[Document]:
    """The records a section holds; none if it was not read, or read and found not to exist."""
    data = section.get("data")
    return data if isinstance(data, list) else [] if data is None else [data]


def _extend(section: Document, names: Iterable[str]) -> None:
    """Say of every record that these fields were not stated."""
    for record in _records(section):
        record.update(dict.fromkeys(names))


STEPS: Mapping[int, Step] = {1: _one_to_two}
