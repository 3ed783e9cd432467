# What only Exchange's own commands know. Every command below is a Get- and changes nothing.
# Run it on each Exchange server: Exchange 2007 in any 64-bit PowerShell, later ones in the Exchange Management Shell.
FirstRow 'exchange'

$server = $env:COMPUTERNAME
$script:generation = $null

Block 'exchange-shell' {
    $setup = ExchangeSetup
    if ($null -eq $setup) { throw 'There is no Exchange on this machine.' }
    if ($setup[0] -eq '2007' -and $null -eq (Get-PSSnapin Microsoft.Exchange.Management.PowerShell.Admin -ErrorAction SilentlyContinue)) {
        Add-PSSnapin Microsoft.Exchange.Management.PowerShell.Admin
    }
    if ($null -eq (Get-Command Get-ExchangeServer -ErrorAction SilentlyContinue)) { throw 'Run this in the Exchange Management Shell.' }
    $script:generation = $setup[0]
    Row 'exchange-version' $script:generation
}

#COMMANDS

LastRow
