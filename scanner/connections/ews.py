"""Exchange Web Services by exchangelib, on a line of ours: its own would use the proxy of the environment, another
store of authorities, and answers of any length.

Only two operations are asked of a mailbox, FindFolder and FindItem; neither opens an item.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeVar

from scanner.connections.errors import Trouble, http_trouble
from scanner.connections.http_line import Place
from scanner.connections.http_session import HttpSession

if TYPE_CHECKING:
    from requests import PreparedRequest, Response

T = TypeVar("T")

WHAT = "mailboxes by EWS"
XML = "text/xml; charset=utf-8"
# How long a server that is busy may ask to be left alone, in seconds, before a mailbox is given up.
PATIENCE = 30
# By this header the front end finds the server of the mailbox at once.
ANCHOR = "X-AnchorMailbox"
# An answer, an error of EWS, and "busy", after which exchangelib waits and asks again.
_UNDERSTOOD = (200, 500, 503)
_DENIED = ("ErrorImpersonateUserDenied", "ErrorImpersonationDenied", "ErrorImpersonationFailed")

Opened = Callable[[float], HttpSession]


class Ews:
    """One server, for as many threads as it has connections. Every method raises Trouble and nothing else.

    Args:
        opened: gives a connection of its own that ends after so many seconds.
    """

    def __init__(self, place: Place, connections: int, opened: Opened) -> None:
        from exchangelib import Configuration
        from exchangelib.protocol import FaultTolerance
        from exchangelib.transport import NOAUTH

        # Without a handler its errors would go to the terminal.
        logging.getLogger("exchangelib").addHandler(logging.NullHandler())
        self.host = place.host
        self._opened = opened
        self._connection = threading.local()
        # The connection signs in by itself; exchangelib sees no account and no password.
        self._configuration = Configuration(
            service_endpoint=place.url,
            auth_type=NOAUTH,
            retry_policy=FaultTolerance(max_wait=PATIENCE),
            max_connections=connections,
        )
        # It keeps one of these for each address, so an account that is made later speaks by ours.
        self._protocol = _protocol(self._configuration, self._post)

    def build(self, seconds: float) -> str:
        """The version of the server, which every later question is fitted to."""
        return self._told(seconds, lambda: str(self._protocol.version.build))

    def of_mailbox(self, address: str, seconds: float, ask: Callable[[Any], T]) -> T:
        """What `ask` makes of a mailbox, given as exchangelib's account and opened by impersonation."""
        from exchangelib import IMPERSONATION, UTC, Account

        def asked() -> T:
            account = Account(
                address, access_type=IMPERSONATION, config=self._configuration, locale="en_US",
                default_timezone=UTC,
            )  # fmt: skip
            return ask(account)

        return self._told(seconds, asked)

    def close(self) -> None:
        """Forget the server."""
        from exchangelib.protocol import Protocol

        del Protocol[self._configuration]

    def _told(self, seconds: float, action: Callable[[], T]) -> T:
        session = self._connection.session = self._opened(seconds)
        try:
            with _in_words(self.host):
                return action()
        finally:
            session.close()

    def _post(self, request: PreparedRequest) -> Response:
        from requests import Response

        session: HttpSession = self._connection.session
        assert isinstance(request.body, bytes)  # as exchangelib's wrap makes it
        headers = {ANCHOR: str(request.headers[ANCHOR])} if ANCHOR in request.headers else {}
        answer = session.post(request.body, XML, headers=headers)
        if answer.status not in _UNDERSTOOD:
            raise http_trouble(answer.status, self.host, WHAT)
        response = Response()
        response.status_code = answer.status
        response.headers.update(answer.headers.items())
        response.raw = BytesIO(answer.body)
        response.request, response.url = request, request.url or ""
        return response


def _protocol(configuration: Any, post: Callable[[PreparedRequest], Response]) -> Any:
    """exchangelib's protocol with sessions that only `post` sends for."""
    from exchangelib.protocol import Protocol
    from requests.adapters import BaseAdapter

    class Adapter(BaseAdapter):
        def send(self, request: PreparedRequest, *_: object, **__: object) -> Response:
            return post(request)

        def close(self) -> None:
            """Connections are closed by who opened them."""

    class OnOurLine(Protocol):  # type: ignore[misc] # it has no types
        def create_session(self) -> Any:
            session = super().create_session()
            session.trust_env = False
            session.adapters.clear()
            session.mount(self.service_endpoint, Adapter())
            return session

    return OnOurLine(config=configuration)


@contextmanager
def _in_words(host: str) -> Iterator[None]:
    """What exchangelib raises, as a Trouble. An answer that makes no sense to it raises anything at all."""
    from exchangelib.errors import EWSError

    try:
        yield
    except Trouble:
        raise
    except EWSError as error:
        raise _trouble(type(error).__name__, str(error), host) from None
    except Exception as error:  # noqa: BLE001 - whatever breaks while an answer is taken apart is the answer's doing
        detail = f"what it sends is not EWS ({type(error).__name__}: {error})"
        raise Trouble("server-refused", host=host, detail=detail) from None


def _trouble(kind: str, message: str, host: str) -> Trouble:
    if kind in _DENIED:
        return Trouble("impersonation-refused", host=host, detail=message)
    return Trouble("server-refused", host=host, detail=f"{kind}: {message}")
