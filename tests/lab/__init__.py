"""The test lab: a real Samba Active Directory domain controller that holds an Exchange organisation.

Who does what:

* ``model``, ``organizations``: what a forest holds, as data; a new organisation is new data there;
* ``exchange_schema``, ``schema_entries``: the Exchange extension of the Active Directory schema;
* ``entries``, ``organization_entries``, ``domain_entries``: data -> directory entries;
* ``directory_builder``, ``domain_controller``: run under the system's Python: it alone has samba's
  modules;
* ``lab``, ``lock``, ``certificates``, ``bad_servers``, ``fixtures``: what the tests use.

This file imports nothing: the system's Python loads it too, and has neither pytest nor cryptography.
"""
