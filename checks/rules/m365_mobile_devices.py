"""Mobile devices too old for Exchange Online

What: The version of Exchange ActiveSync each mobile device was last seen with, against the oldest Exchange Online takes
    on the day of this judgement. Outlook for iOS and Android does not use it.
Why: A device with an older mail program stops at the sign-in once the mailbox has moved, and its owner calls the help
    desk.
Fix: Read first, in the Exchange Management Shell: the first line since Exchange 2013, the second
    on 2010. On 2007, Get-ActiveSyncDeviceStatistics -Mailbox USER tells of one mailbox at a time:
        Get-MobileDevice -ResultSize Unlimited | Group-Object DeviceOS, ClientVersion | Format-Table Count, Name
        Get-ActiveSyncDevice -ResultSize Unlimited | Group-Object DeviceOS | Format-Table Count, Name
    Update the devices or give their owners Outlook. Devices nobody has used for months can be left out.
"""

from datetime import date

from checks.check import Requirement, Verdict, check, met, not_applicable, unknown, unmet
from checks.results import Item
from checks.wording import Text, say
from scanner.inventory.model import DeviceCount
from scanner.inventory.names import version_tuple


class Need(Requirement, frozen=True, kw_only=True):
    """From `since` on, older versions of the protocol are refused."""

    oldest: str
    since: date


def requires(need: Need) -> Text:
    return say(
        "m365-mobile-devices.expected",
        "from {since:date} on: Exchange ActiveSync {oldest} or later",
        oldest=need.oldest,
        since=need.since.isoformat(),
    )


@check(
    id="m365-mobile-devices", subject="organization", reads=("devices", "as_of"), need=Need, requires=requires
)
def judge(need: Need, devices: list[DeviceCount], as_of: date) -> Verdict:
    number = sum(device.count for device in devices)
    if not number:
        return not_applicable(say("m365-mobile-devices.none", "no mobile device is known"))
    if as_of < need.since:
        return met(
            say(
                "m365-mobile-devices.before",
                "{number} {number:device, taken|devices, all taken} for now",
                number=number,
            )
        )
    oldest = version_tuple(need.oldest) or ()
    versions = {device.protocol: version_tuple(device.protocol or "") for device in devices}
    old = [device for device in devices if (version := versions[device.protocol]) and version < oldest]
    if old:
        return unmet(
            say(
                "m365-mobile-devices.old",
                "{old} of {number} {number:device|devices} {old:is|are} older",
                old=sum(device.count for device in old),
                number=number,
            ),
            [_item(device) for device in old],
        )
    unstated = sum(device.count for device in devices if versions[device.protocol] is None)
    if unstated:
        return unknown(
            say(
                "m365-mobile-devices.unstated",
                "the version is not stated for {unstated} of {number} {number:device|devices}",
                unstated=unstated,
                number=number,
            )
        )
    return met(say("m365-mobile-devices.fine", "{number} {number:device|devices}", number=number))


def _item(device: DeviceCount) -> Item:
    return Item(
        name=device.model or device.type or "?",
        observed=say(
            "m365-mobile-devices.item",
            "{count} with version {version}",
            count=device.count,
            version=device.protocol or "?",
        ),
    )
