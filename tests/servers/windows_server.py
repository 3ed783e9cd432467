"""Windows and Exchange servers in the test's own process: remote shells on /wsman, Exchange's runspaces on /PowerShell,
and EWS.

Not emulated: a second hop, code pages, Kerberos.
"""

from __future__ import annotations

import threading
import uuid
import xml.etree.ElementTree as ET

from tests.servers import ews
from tests.servers.machine import Machine
from tests.servers.shells import CommandShell, Runspace
from tests.servers.soap import (
    NAMESPACES,
    NO_RESOURCE,
    NO_SHELL,
    Fault,
    Request,
    answered,
    child,
    element,
    faulted,
    parsed,
)
from tests.servers.windows_http import SOAP, WindowsHttpServer

LARGEST_ENVELOPE = 150 * 1024  # Windows Server 2008; later ones take 500 kB
COMMAND_SHELL = f"{NAMESPACES['rsp']}/cmd"
RUNSPACE = f"{NAMESPACES['ps']}/Microsoft.Exchange"


class WindowsServer(WindowsHttpServer):
    """The server. Its machines answer as they are told."""

    def respond(self, machine: Machine, path: str, body: bytes) -> tuple[int, bytes, str]:
        match path.casefold().strip("/"):
            case "wsman" | "powershell":
                return self._managed(machine, body)
            case "ews/exchange.asmx" if machine.ews is not None:
                machine.seen.append("EWS")
                if machine.mailboxes:
                    return *ews.answer(body, machine.ews, machine.mailboxes), "text/xml; charset=utf-8"
                return 200, ews_answer(machine.ews), "text/xml; charset=utf-8"
        return 404, b"", SOAP

    def _managed(self, machine: Machine, body: bytes) -> tuple[int, bytes, str]:
        if len(body) > LARGEST_ENVELOPE:
            return 413, b"", SOAP
        try:
            request = parsed(body)
        except ET.ParseError:
            return 400, b"", SOAP
        machine.seen.append(request.operation)
        try:
            if machine.fault_code is not None:
                raise Fault(machine.fault_code, "as the test wants it")
            return 200, answered(request, self._operated(machine, request)), SOAP
        except Fault as fault:
            return 500, faulted(request, fault), SOAP

    def _operated(self, machine: Machine, request: Request) -> list[ET.Element]:
        shells, lock = self._shells()
        if request.operation == "Create":
            id_ = (request.body.get("ShellId") if request.body is not None else None) or str(uuid.uuid4())
            if request.resource not in (COMMAND_SHELL, RUNSPACE):
                raise Fault(NO_RESOURCE, f"The resource URI ({request.resource}) was not found.")
            made = CommandShell(machine, request.resource) if request.resource == COMMAND_SHELL else None
            with lock:
                shells[id_.upper()] = made or Runspace(machine, request)
            return _created(id_.upper(), request.resource)
        shell = shells.get(request.shell or "")
        if shell is None:
            raise Fault(NO_SHELL, "the shell was not found on the server")
        match request.operation:
            case "Command":
                return [shell.command(request)]
            case "Send":
                return [shell.send(request)]
            case "Receive":
                return [shell.receive(request)]
            case "Signal":
                shell.end()
                return [element("rsp", "SignalResponse")]
            case "Delete":
                shell.end()
                with lock:
                    del shells[request.shell or ""]
                return []
        raise Fault(NO_RESOURCE, f"no such operation: {request.operation}")

    def _shells(self) -> tuple[dict[str, CommandShell | Runspace], threading.Lock]:
        if not hasattr(self, "_open"):
            self._open: dict[str, CommandShell | Runspace] = {}
            self._lock = threading.Lock()
        return self._open, self._lock

    @property
    def shells_open(self) -> int:
        """How many shells nobody has closed."""
        return len(self._shells()[0])


def ews_answer(build: str) -> bytes:
    """An error of EWS, whose header says which build it is, as every answer's does."""
    major, minor, number, revision = build.split(".")
    return (
        '<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header>'
        f'<h:ServerVersionInfo MajorVersion="{major}" MinorVersion="{minor}" MajorBuildNumber="{number}" '
        f'MinorBuildNumber="{revision}" Version="V2017_07_11" '
        'xmlns:h="http://schemas.microsoft.com/exchange/services/2006/types"/></s:Header><s:Body/></s:Envelope>'
    ).encode()


def _created(id_: str, resource: str) -> list[ET.Element]:
    created = element("x", "ResourceCreated")
    child(created, "a", "Address", "http://localhost/wsman")
    parameters = child(created, "a", "ReferenceParameters")
    child(parameters, "w", "ResourceURI", resource)
    child(child(parameters, "w", "SelectorSet"), "w", "Selector", id_, Name="ShellId")
    shell = element("rsp", "Shell")
    for name, text in (
        ("ShellId", id_),
        ("ResourceUri", resource),
        ("InputStreams", "stdin"),
        ("OutputStreams", "stdout"),
    ):
        child(shell, "rsp", name, text)
    return [created, shell]
