# What only Exchange's own commands know. Every command below is a Get- and changes nothing.
# Run it on each Exchange server: Exchange 2007 in any 64-bit PowerShell, later ones in the Exchange Management Shell.
FirstRow 'exchange'

$server = $env:COMPUTERNAME
$script:generation = $null

# 2007 and Edge servers have their commands in a snap-in; elsewhere it is the Exchange Management Shell that has them.
Block 'exchange-shell' {
    $setup = ExchangeSetup
    if ($null -eq $setup) {
        Row 'exchange-version' $null
        return
    }
    $snapin = $null
    if ($setup[0] -eq '2007') { $snapin = 'Microsoft.Exchange.Management.PowerShell.Admin' }
    if ($null -ne (Key 'SOFTWARE\Microsoft\ExchangeServer\v14\EdgeTransportRole')) { $snapin = 'Microsoft.Exchange.Management.PowerShell.E2010' }
    if ($null -ne (Key 'SOFTWARE\Microsoft\ExchangeServer\v15\EdgeTransportRole')) { $snapin = 'Microsoft.Exchange.Management.PowerShell.SnapIn' }
    if ($null -ne $snapin -and $null -eq (Get-PSSnapin $snapin -ErrorAction SilentlyContinue)) { Add-PSSnapin $snapin }
    if ($null -eq (Get-Command Get-ExchangeServer -ErrorAction SilentlyContinue)) { throw 'Run this in the Exchange Management Shell.' }
    $script:generation = $setup[0]
    Row 'exchange-version' $script:generation
}

#COMMANDS

LastRow
