"""The test lab: a real Samba Active Directory domain controller that holds an Exchange organisation.

Who does what:

* ``model``, ``versions``: the words for what a forest holds;
* ``organizations`` and the ``organization_…`` it puts together, ``recipients_…``, ``common_items``,
  ``hostile_names``, ``static_certificates``: the forests as data; a new one is new data there;
* ``recipient_attributes``, ``configuration_attributes``, ``exchange_classes``, ``schema_entries``: the Exchange
  extension of the Active Directory schema;
* ``entries``, ``names``, ``items``, ``organization_entries``, ``server_entries``, ``domain_entries``,
  ``recipient_entries``, ``child_domain``, ``access``: data -> directory entries, and who may not see them;
* ``provisioning``, ``directory_builder``, ``stages``, ``domain_controller``: run under the system's Python: it alone
  has samba's modules;
* ``lab``, ``lock``, ``certificates``, ``expected``, ``fixtures``, ``ldapsearch``: what the tests use;
* ``bad_servers``: counterparts that need no samba.

This file imports nothing: the system's Python loads it too, and has neither pytest nor cryptography.
"""
