"""The Exchange schema extension as directory entries, in an order in which a directory accepts them."""

import re
import uuid
from collections.abc import Iterator

from tests.lab.configuration_attributes import CONFIGURATION_ATTRIBUTES
from tests.lab.entries import Change, Entry, Value, child
from tests.lab.exchange_classes import CLASS_EXTENSIONS, CLASSES
from tests.lab.names import SCHEMA_DN
from tests.lab.recipient_attributes import ADDED_TO_THE_CATALOG, RECIPIENT_ATTRIBUTES
from tests.lab.schema_model import PLACEHOLDER_ARC, SCHEMA_VERSION_OID, Attribute, ObjectClass, Syntax

ATTRIBUTES = RECIPIENT_ATTRIBUTES + CONFIGURATION_ATTRIBUTES

SCHEMA_LEVEL_DN = f"CN=ms-Exch-Schema-Version-Pt,{SCHEMA_DN}"
_STRUCTURAL = 1
# How the schema says "these values are names of objects": the BER of an object identifier.
_DN_OBJECT_CLASS = bytes.fromhex("2b0c0287731c00854a")
# As Active Directory's own containers: administrators and system write, authenticated users read.
_READABLE_BY_USERS = (
    "D:(A;;RPWPCRCCDCLCLORCWOWDSDDTSW;;;DA)(A;;RPWPCRCCDCLCLORCWOWDSDDTSW;;;SY)(A;;RPLCLORC;;;AU)"
)


def attribute_entries() -> Iterator[Entry]:
    """Every attribute, and the object whose upper range is the level of the Exchange schema.

    The level itself differs from forest to forest, and comes later: ``schema_level_change``.
    """
    for number, attribute in enumerate(ATTRIBUTES, 1):
        yield _attribute_entry(attribute, number)
    yield Entry(
        SCHEMA_LEVEL_DN,
        "attributeSchema",
        {
            "attributeID": SCHEMA_VERSION_OID,
            "attributeSyntax": Syntax.INTEGER.value[0],
            "oMSyntax": Syntax.INTEGER.value[1],
            "isSingleValued": "TRUE",
            "lDAPDisplayName": "msExchSchemaVersionPt",
            "schemaIDGUID": _stable_guid("msExchSchemaVersionPt"),
        },
    )


def schema_level_change(level: int) -> Change:
    """How far setup has extended the schema."""
    return Change(SCHEMA_LEVEL_DN, {"rangeUpper": level})


def class_layers() -> Iterator[list[Entry]]:
    """The classes in layers: a class may only name classes of layers that the directory holds already."""
    waiting = {object_class.name: object_class for object_class in CLASSES}
    numbers = {object_class.name: number for number, object_class in enumerate(CLASSES, 1)}
    while waiting:
        layer = [each for each in waiting.values() if not _needs(each) & waiting.keys()]
        if not layer:
            raise ValueError(f"classes that need each other: {sorted(waiting)}")
        yield [_class_entry(each, numbers[each.name]) for each in layer]
        for each in layer:
            del waiting[each.name]


def class_extensions() -> Iterator[Change]:
    """What Exchange adds to classes and attributes of Active Directory itself."""
    for common_name in ADDED_TO_THE_CATALOG:
        yield Change(child(common_name, SCHEMA_DN), {"isMemberOfPartialAttributeSet": "TRUE"})
    for extension in CLASS_EXTENSIONS:
        dn = child(extension.common_name, SCHEMA_DN)
        yield Change(dn, {"mayContain": extension.attributes}, add=True)
        if extension.parents:
            yield Change(dn, {"possSuperiors": extension.parents}, add=True)


def _needs(object_class: ObjectClass) -> set[str]:
    return {object_class.superclass, *object_class.parents} - {object_class.name}


def _attribute_entry(attribute: Attribute, number: int) -> Entry:
    syntax, om_syntax = attribute.syntax.value
    values: dict[str, Value] = {
        "attributeID": attribute.oid or f"{PLACEHOLDER_ARC}.1.{number}",
        "attributeSyntax": syntax,
        "oMSyntax": om_syntax,
        "isSingleValued": "FALSE" if attribute.multi_valued else "TRUE",
        "lDAPDisplayName": attribute.name,
        "schemaIDGUID": _stable_guid(attribute.name),
        "searchFlags": attribute.search_flags,
        "isMemberOfPartialAttributeSet": "TRUE" if attribute.in_global_catalog else "FALSE",
    }
    if attribute.syntax is Syntax.DN:
        values["oMObjectClass"] = _DN_OBJECT_CLASS
    if attribute.link_id is not None:
        values["linkID"] = attribute.link_id
    if attribute.system_flags is not None:
        values["systemFlags"] = attribute.system_flags
    return Entry(child(_common_name(attribute.name), SCHEMA_DN), "attributeSchema", values)


def _class_entry(object_class: ObjectClass, number: int) -> Entry:
    dn = child(_common_name(object_class.name), SCHEMA_DN)
    values: dict[str, Value | tuple[str, ...]] = {
        "governsID": object_class.oid or f"{PLACEHOLDER_ARC}.2.{number}",
        "subClassOf": object_class.superclass,
        "objectClassCategory": _STRUCTURAL,
        "lDAPDisplayName": object_class.name,
        "schemaIDGUID": _stable_guid(object_class.name),
        "rDNAttID": "cn",
        "defaultObjectCategory": dn,
        "defaultSecurityDescriptor": _READABLE_BY_USERS,
        "possSuperiors": object_class.parents,
    }
    if object_class.attributes:
        values["mayContain"] = object_class.attributes
    if object_class.auxiliary:
        values["auxiliaryClass"] = object_class.auxiliary
    return Entry(dn, "classSchema", values)


def _common_name(display_name: str) -> str:
    """msExchHomeServerName -> ms-Exch-Home-Server-Name, as Active Directory names schema objects."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", display_name[0].upper() + display_name[1:])
    return words.replace("Ms-Exch", "ms-Exch")


def _stable_guid(name: str) -> bytes:
    return uuid.uuid5(uuid.NAMESPACE_OID, "exlab:" + name).bytes_le
