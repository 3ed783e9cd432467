"""The shells of a WS-Management server: the command shell that runs scripts, and a runspace of PowerShell remoting."""

from __future__ import annotations

import base64
import queue
import re
import threading
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import psrpcore
from psrpcore import types as psrp

from tests.servers.machine import Machine
from tests.servers.soap import NAMESPACES, NO_SHELL, TIMED_OUT, Fault, Request, child, element

DONE, RUNNING = (f"{NAMESPACES['rsp']}/CommandState/{word}" for word in ("Done", "Running"))
COMMAND_LINE_LIMIT = 8191
ANSWER_LIMIT = 100_000  # characters: a client takes 150 kB

# What may run in Exchange's runspace beside its own commands: https://learn.microsoft.com/powershell/module/microsoft.
# powershell.core/about/about_language_modes, NoLanguage.
HELPERS = ("Select-Object",)


class Command:
    """One command: pieces of its streams, and at the end its exit code."""

    def __init__(self) -> None:
        self.pieces: queue.Queue[tuple[str, bytes] | None] = queue.Queue()
        self.code = 0
        self.input = b""
        self.ended = False

    def put(self, stream: str, data: bytes) -> None:
        if data:
            self.pieces.put((stream, data))

    def finish(self, code: int) -> None:
        self.code = code
        self.pieces.put(None)


class Shell(Protocol):
    """What the server does with a shell."""

    resource: str

    def command(self, request: Request) -> ET.Element: ...

    def send(self, request: Request) -> ET.Element: ...

    def receive(self, request: Request) -> ET.Element: ...


def received(request: Request, commands: Mapping[str, Command], own: Command | None = None) -> ET.Element:
    """What there is to receive. Raises Fault when there is nothing in the time the client allows."""
    wanted = request.body.find("rsp:DesiredStream", NAMESPACES) if request.body is not None else None
    id_ = wanted.get("CommandId") if wanted is not None else None
    command = commands.get(id_.upper()) if id_ else own
    if command is None:
        raise Fault(NO_SHELL, "there is no such command")
    answer = element("rsp", "ReceiveResponse")
    size, done, wait = 0, False, request.seconds
    while size < ANSWER_LIMIT and not done:
        try:
            piece = command.pieces.get(timeout=wait)
        except queue.Empty:
            break
        wait = 0.02
        if piece is None:
            done = True
            command.pieces.put(None)
            break
        text = base64.b64encode(piece[1]).decode()
        size += len(text)
        stream = child(answer, "rsp", "Stream", text, Name=piece[0])
        if id_:
            stream.set("CommandId", id_)
    if not done and not size:
        raise Fault(
            TIMED_OUT, "The WS-Management service cannot complete the operation within the time specified"
        )
    if id_:
        state = child(answer, "rsp", "CommandState", CommandId=id_, State=DONE if done else RUNNING)
        if done:
            child(state, "rsp", "ExitCode", str(command.code))
    return answer


class CommandShell:
    """The command shell of Windows. It knows one program: a PowerShell that reads a script from its input."""

    def __init__(self, machine: Machine, resource: str) -> None:
        self.resource = resource
        self._machine = machine
        self._commands: dict[str, Command] = {}

    def command(self, request: Request) -> ET.Element:
        assert request.body is not None
        id_ = str(uuid.uuid4()).upper()
        command = self._commands[id_] = Command()
        line = request.body.findtext("rsp:Command", "", NAMESPACES)
        if len(line) > COMMAND_LINE_LIMIT:
            command.put("stderr", b"The command line is too long.\r\n")
            command.finish(1)
        elif not re.match(r"powershell(?:\.exe)? .*\$input", line):
            command.put(
                "stderr",
                b"'" + line[:40].encode() + b"' is not recognized as an internal or external command",
            )
            command.finish(1)
        answer = element("rsp", "CommandResponse")
        child(answer, "rsp", "CommandId", id_)
        return answer

    def send(self, request: Request) -> ET.Element:
        assert request.body is not None
        for stream in request.body.iterfind("rsp:Stream", NAMESPACES):
            command = self._commands[(stream.get("CommandId") or "").upper()]
            command.input += base64.b64decode(stream.text or "")
            if (stream.get("End") or "").lower() == "true":
                self._run(command)
        return element("rsp", "SendResponse")

    def receive(self, request: Request) -> ET.Element:
        return received(request, self._commands)

    def _run(self, command: Command) -> None:
        output, errors, code = self._machine.powershell(command.input.decode("ascii"))

        def print_it() -> None:
            for piece in output:
                if command.ended:
                    break
                command.put("stdout", piece)
            command.put("stderr", errors)
            command.finish(code)

        threading.Thread(target=print_it, daemon=True).start()

    def end(self) -> None:
        for command in self._commands.values():
            command.ended = True


class Runspace:
    """A runspace of Exchange's endpoint: commands run in it, and no script."""

    def __init__(self, machine: Machine, request: Request) -> None:
        self.resource = request.resource
        self._machine = machine
        self._pool = psrpcore.ServerRunspacePool()
        self._commands: dict[str, Command] = {}
        self._own = Command()
        assert request.body is not None
        self._take(base64.b64decode(request.body.findtext("ps:creationXml", "", NAMESPACES)))

    def command(self, request: Request) -> ET.Element:
        assert request.body is not None
        id_ = (request.body.get("CommandId") or "").upper()
        self._commands[id_] = Command()
        psrpcore.ServerPipeline(self._pool, uuid.UUID(id_))
        text = "".join(each.text or "" for each in request.body.iterfind("rsp:Arguments", NAMESPACES))
        self._take(base64.b64decode(text), uuid.UUID(id_))
        answer = element("rsp", "CommandResponse")
        child(answer, "rsp", "CommandId", id_)
        return answer

    def send(self, request: Request) -> ET.Element:
        assert request.body is not None
        for stream in request.body.iterfind("rsp:Stream", NAMESPACES):
            id_ = stream.get("CommandId")
            self._take(base64.b64decode(stream.text or ""), uuid.UUID(id_) if id_ else None)
        return element("rsp", "SendResponse")

    def receive(self, request: Request) -> ET.Element:
        return received(request, self._commands, self._own)

    def end(self) -> None:
        """Nothing runs on."""

    def _take(self, data: bytes, pipeline: uuid.UUID | None = None) -> None:
        self._pool.receive_data(psrpcore.PSRPPayload(data, psrpcore.StreamType.default, pipeline))
        while (event := self._pool.next_event()) is not None:
            if isinstance(event, psrpcore.CreatePipelineEvent):
                assert event.pipeline_id is not None
                self._run(event.pipeline_id)
        self._hand_out()

    def _run(self, id_: uuid.UUID) -> None:
        pipeline = self._pool.pipeline_table[id_]
        assert isinstance(pipeline, psrpcore.ServerPipeline)
        assert isinstance(pipeline.metadata, psrpcore.PowerShell)
        pipeline.start()
        for error in self._errors(pipeline):
            message, kind = str(error), getattr(error, "kind", "System.Exception")
            exception = psrp.NETException(Message=message)
            exception.PSObject.type_names.insert(0, kind)
            pipeline.write_error(exception, fully_qualified_error_id=kind)
        pipeline.complete()
        self._hand_out()
        self._commands[str(id_).upper()].finish(0)

    def _errors(self, pipeline: psrpcore.ServerPipeline) -> Sequence[Exception]:
        """Write what the commands answer; what goes wrong."""
        first, *others = pipeline.metadata.commands  # type: ignore[union-attr] # of a PowerShell, not of Get-Command
        if first.is_script or any(each.is_script for each in others):
            return [ExchangeError("The syntax is not supported by this runspace. It might be because it is in "
                                  "no-language mode.", "System.Management.Automation.ScriptsNotAllowed")]  # fmt: skip
        found = self._machine.commands.get(first.command_text)
        if found is None or any(each.command_text not in HELPERS for each in others):
            name = "System.Management.Automation.CommandNotFoundException"
            return [ExchangeError(f"The term '{first.command_text}' is not recognized.", name)]
        self._machine.seen.append(first.command_text)
        if isinstance(found, Exception):
            return [found]
        properties = [name for each in others for _, value in each.parameters for name in value]
        for each in found:
            pipeline.write_output(
                _object({name: each.get(name) for name in properties} if properties else each)
            )
        return []

    def _hand_out(self) -> None:
        while (payload := self._pool.data_to_send(32768)) is not None:
            command = self._commands[str(payload.pipeline_id).upper()] if payload.pipeline_id else self._own
            command.put("stdout", payload.data)


class ExchangeError(Exception):
    """An error of a command: what it says, and the type of the exception."""

    def __init__(self, message: str, kind: str = "System.Exception") -> None:
        super().__init__(message)
        self.kind = kind


def _object(properties: Mapping[str, Any]) -> Any:
    made = psrp.PSCustomObject(**properties)
    return made
