"""PowerShell execution policy

What: Whether group policy sets an execution policy of PowerShell on each server meant to run the target.
Why: Setup stops the management service of Windows while it works; with a policy in force no script could then run,
    and the server would be left half installed. So Setup refuses, whatever the policy says.
Fix: Keep the policy away from these servers while Exchange is installed or updated. Read first:
        Get-ExecutionPolicy -List
    MachinePolicy and UserPolicy must be Undefined; the setting is "Turn on Script Execution" under Windows
    PowerShell in the administrative templates. What is set for the machine alone does no harm.
"""

from checks.check import Requirement, Verdict, check, met, unmet
from checks.wording import Text, say
from scanner.inventory.model import Software


class Need(Requirement, frozen=True, kw_only=True):
    """Nothing to set."""


def requires(need: Need) -> Text:
    return say("server-execution-policy.expected", "group policy sets no execution policy")


@check(id="server-execution-policy", subject="candidate", reads=("software",), need=Need, requires=requires)
def judge(need: Need, software: Software) -> Verdict:
    policy = software.enforced_execution_policy
    if policy is None:
        return met(say("server-execution-policy.none", "group policy sets none for the machine"))
    return unmet(say("server-execution-policy.set", "group policy sets {policy}", policy=policy))
